import AutodiffCore
import AutodiffForward
import AutodiffGraph
import AutodiffModes
import AutodiffReverse

/// Checks the Jacobian of f: Rⁿ → Rᵐ that is claimed at x, Jᵢⱼ = ∂fᵢ/∂xⱼ, against differences of f.
///
///     checkJacobian([[1, 0], [2 * x[0], 1]], at: x) { x in [x[0], x[0] * x[0] + x[1]] }
///
/// - Parameters:
///   - claimed: m × n, one row for each output. An infinite entry is right where the slope grows without bound.
///   - x: the point; every input should have its natural magnitude there, see ``CheckOptions/typicalMagnitudes``.
///   - options: what may be assumed about f.
///   - f: the function. It is evaluated twice at x itself; a value that is not finite elsewhere is left out.
/// - Returns: the verdict, and every entry that was measured, worst first. Traps if `claimed` doesn't fit the numbers
///   of inputs and outputs, or if x is empty.
///
/// Cost: typically 4 evaluations of f for each input up to 64 inputs, 10 to 30 in all beyond; some 60 more for an
/// entry that is in doubt.
public func checkJacobian(
    _ claimed: Matrix<Double>, at x: [Double], options: CheckOptions = CheckOptions(), of f: ([Double]) -> [Double]
) -> DerivativeCheck {
    withoutActuallyEscaping(f) { f in
        checkClaim("Jacobian", claimed, at: x, options: options, function: f)
    }
}

/// Checks a function that computes the Jacobian of f: Rⁿ → Rᵐ, at x.
///
///     checkJacobian({ x in [[1, 0], [2 * x[0], 1]] }, at: x) { x in [x[0], x[0] * x[0] + x[1]] }
///
/// As with a claimed matrix. Since the claim can be evaluated at other points too, noise in it (cancellation in a
/// formula) is told from an error.
public func checkJacobian(
    _ claimed: ([Double]) -> Matrix<Double>, at x: [Double], options: CheckOptions = CheckOptions(),
    of f: ([Double]) -> [Double]
) -> DerivativeCheck {
    withoutActuallyEscaping(f) { f in
        withoutActuallyEscaping(claimed) { claimed in
            checkClaim("Jacobian", claimed(x), elsewhere: claimed, at: x, options: options, function: f)
        }
    }
}

/// Checks the Jacobian that this toolkit computes of a function Rⁿ → Rᵐ: `jacobian(at:of:)` against differences, and
/// against it the other verbs that compute the same.
///
///     #expect(checkJacobian(at: [2, 0.5], of: Polar()).passed)
///
/// `jacobian(mode: .forward)`, `jacobian(mode: .reverse)`, `jvp` and `vjp` must agree with it to rounding; beyond 64 inputs
/// or outputs, `jvp` (along one direction, and along 16 at once) and `vjp` are compared by products with random vectors. See
/// ``checkGradient(at:options:of:)``, also for the parameters.
///
/// - Returns: the verdict, and every entry that was measured, worst first. Traps if x is empty.
///
/// Cost: that of a claimed Jacobian, some 5 Jacobians, and 2 n directional derivatives (32 beyond 64 inputs).
@inlinable
public func checkJacobian<F: Differentiable>(
    at x: [Double], options: CheckOptions = CheckOptions(), of f: F
) -> DerivativeCheck {
    let f = OutOfLine(f)
    let derivatives = ComputedDerivatives(
        of: { f($0) },
        jacobians: [
            "jacobian": { jacobian(at: $0, of: f) },
            "jacobian(mode: .forward)": { jacobian(at: $0, of: f, mode: .forward) },
            "jacobian(mode: .reverse)": { jacobian(at: $0, of: f, mode: .reverse) },
        ],
        forward: [
            "jvp": { x, v in eachProduct(with: v) { jvp(at: x, along: $0, of: f) } },
            "jvp along several directions": { x, v in jvp(at: x, along: v, of: f) },
        ],
        reverse: [
            "vjp": { x, u in
                let (value, pullback) = vjp(at: x, of: f)
                return (value, u.map(pullback))
            }
        ],
        operations: FunctionOperations(of: F.self) { f($0) })
    return checkComputed("Jacobian", derivatives, at: x, options: options) { f($0) }
}

/// Checks the Jacobian that this toolkit computes in `Float`; see ``checkGradient(at:options:of:)``.
@_disfavoredOverload
@inlinable
public func checkJacobian<F: Differentiable>(
    at x: [Float], options: CheckOptions = CheckOptions(), of f: F
) -> DerivativeCheck {
    checkComputedInFloat("Jacobian", at: x, options: options, of: f)
}
