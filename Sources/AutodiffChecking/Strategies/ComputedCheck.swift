import AutodiffCore
import AutodiffForward
import AutodiffReverse

/// Checks the gradient that this toolkit computes of a scalar field: against differences, and its modes against each
/// other.
///
///     #expect(checkGradient(at: [-1.2, 1], of: Rosenbrock()).passed)
///
/// Differences can't tell a derivative from one that is off in the ninth digit. The tests without differences can:
/// forward and reverse mode must agree to rounding, the pullback must be linear, the primal must be the function's.
///
/// - Parameters:
///   - x: the point; every input should have its natural magnitude there, see ``CheckOptions/typicalMagnitudes``.
///   - options: what may be assumed about f.
///   - f: the scalar field.
/// - Returns: the verdict, and every entry that was measured, worst first. Traps if x is empty.
///
/// Cost: as with a claimed gradient, and a few gradients and directional derivatives.
@inlinable
public func checkGradient<F: ScalarField>(
    at x: [Double], options: CheckOptions = CheckOptions(), of f: F
) -> DerivativeCheck {
    checkComputed(
        "gradient", at: x, options: options, function: { f($0) }, jvp: { jvp(at: $0, along: $1, of: f) },
        vjp: { vjp(at: $0, of: f) })
}

/// Checks the Jacobian that this toolkit computes of a function Rⁿ → Rᵐ; see ``checkGradient(at:options:of:)``.
@inlinable
public func checkJacobian<F: Differentiable>(
    at x: [Double], options: CheckOptions = CheckOptions(), of f: F
) -> DerivativeCheck {
    checkComputed(
        "Jacobian", at: x, options: options, function: { f($0) }, jvp: { jvp(at: $0, along: $1, of: f) },
        vjp: { vjp(at: $0, of: f) })
}

/// Checks the gradient that this toolkit computes in `Float`.
///
/// The function is differenced in `Double` at the same point, so that single precision costs the check no sharpness:
/// only the derivative under test is granted rounding errors of a `Float`.
@_disfavoredOverload
@inlinable
public func checkGradient<F: ScalarField>(
    at x: [Float], options: CheckOptions = CheckOptions(), of f: F
) -> DerivativeCheck {
    checkComputedInFloat("gradient", at: x, options: options, of: f)
}

/// Checks the Jacobian that this toolkit computes in `Float`; see ``checkGradient(at:options:of:)``.
@_disfavoredOverload
@inlinable
public func checkJacobian<F: Differentiable>(
    at x: [Float], options: CheckOptions = CheckOptions(), of f: F
) -> DerivativeCheck {
    checkComputedInFloat("Jacobian", at: x, options: options, of: f)
}

@usableFromInline
func checkComputedInFloat<F: Differentiable>(
    _ subject: String, at x: [Float], options: CheckOptions, of f: F
) -> DerivativeCheck {
    let derivatives = ComputedDerivatives(
        value: { f($0.map { Float($0) }).map { Double($0) } },
        jvp: { x, v in
            let (value, tangent) = jvp(at: x.map { Float($0) }, along: v.map { Float($0) }, of: f)
            return (value.map { Double($0) }, tangent.map { Double($0) })
        },
        vjp: { x in
            let (value, pullback) = vjp(at: x.map { Float($0) }, of: f)
            return (
                value.map { Double($0) }, { cotangent in pullback(cotangent.map { Float($0) }).map { Double($0) } }
            )
        }, arithmetic: Arithmetic(.single))
    return check(
        subject, derivatives, claimPrecision: .single, at: x.map { Double($0) }, options: options,
        function: { f($0) })
}

@usableFromInline
func checkComputed(
    _ subject: String, at x: [Double], options: CheckOptions, function: @escaping ([Double]) -> [Double],
    jvp: @escaping ([Double], [Double]) -> (value: [Double], tangent: [Double]),
    vjp: @escaping ([Double]) -> (value: [Double], pullback: ([Double]) -> [Double])
) -> DerivativeCheck {
    let derivatives = ComputedDerivatives(value: function, jvp: jvp, vjp: vjp, arithmetic: Arithmetic(.double))
    return check(subject, derivatives, claimPrecision: .double, at: x, options: options, function: function)
}

/// Checks computed derivatives against differences of `function` and against each other.
func check(
    _ subject: String, _ derivatives: ComputedDerivatives, claimPrecision: CheckOptions.Precision, at x: [Double],
    options: CheckOptions, function: @escaping ([Double]) -> [Double]
) -> DerivativeCheck {
    if x.isEmpty { misuse("there is nothing to check at a point without coordinates") }
    let sampler = Sampler(at: x, options: options, function: function)
    guard sampler.isDeterministic && sampler.isDefined else { return refusal(subject, sampler, options) }
    var result = check(
        subject, claimed: derivatives.jacobian(at: x), elsewhere: { derivatives.jacobian(at: $0) },
        claimPrecision: claimPrecision, around: sampler, options: options)
    let problems = derivatives.inconsistencies(around: sampler, seed: options.seed)
    if !problems.isEmpty {
        result.notes += problems
        result.verdict = .wrong
    }
    return result
}
