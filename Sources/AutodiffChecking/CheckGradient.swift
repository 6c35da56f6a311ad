import AutodiffCore
import AutodiffForward
import AutodiffGraph
import AutodiffModes
import AutodiffReverse

/// Checks the gradient of f: Rⁿ → R that is claimed at x, ∂f/∂xⱼ for each input, against differences of f.
///
///     let check = checkGradient([2 * x[0], 1], at: x) { x in x[0] * x[0] + x[1] }
///     print(check)
///     // gradient check: pass (1 output × 2 inputs, 10 evaluations); entries: 2 pass
///     //   row  column  claimed  measured  error bar  displacement  verdict
///     //     0       0        2         2   ±7.3e-12       0.00049  pass
///     //     0       1        1         1   ±3.6e-12       0.00098  pass
///     //   smallest relative error it could have seen: 4e-12 in a typical entry, 4e-12 in the least certain, (0, 0)
///
/// - Parameters:
///   - claimed: one partial derivative for each input. An infinite one is right where the slope grows without bound.
///   - x: the point; every input should have its natural magnitude there, see ``CheckOptions/typicalMagnitudes``.
///   - options: what may be assumed about f.
///   - f: the function. It is evaluated twice at x itself; a value that is not finite elsewhere is left out.
/// - Returns: the verdict, and every entry that was measured, worst first. Traps if `claimed` and `x` differ in
///   length, or if they are empty.
///
/// Cost: typically 4 evaluations of f for each input up to 64 inputs, 10 to 30 in all beyond; some 100 more for an
/// entry that is in doubt.
public func checkGradient(
    _ claimed: [Double], at x: [Double], options: CheckOptions = CheckOptions(), of f: ([Double]) -> Double
) -> DerivativeCheck {
    withoutActuallyEscaping(f) { f in
        checkClaim(
            "gradient", gradientRow(claimed, inputs: x.count), at: x, options: options, function: { [f($0)] })
    }
}

/// Checks a function that computes the gradient of f: Rⁿ → R, at x.
///
///     checkGradient({ x in [2 * x[0], 1] }, at: x) { x in x[0] * x[0] + x[1] }
///
/// As with claimed numbers. Since the claim can be evaluated at other points too, noise in it (cancellation in a
/// formula) is told from an error.
public func checkGradient(
    _ claimed: ([Double]) -> [Double], at x: [Double], options: CheckOptions = CheckOptions(),
    of f: ([Double]) -> Double
) -> DerivativeCheck {
    withoutActuallyEscaping(f) { f in
        withoutActuallyEscaping(claimed) { claimed in
            let row = { (x: [Double]) in gradientRow(claimed(x), inputs: x.count) }
            return checkClaim("gradient", row(x), elsewhere: row, at: x, options: options, function: { [f($0)] })
        }
    }
}

/// Checks the gradient that this toolkit computes of a scalar field Rⁿ → R: `gradient(at:of:)` against differences, and
/// against it the other verbs that compute the same.
///
///     #expect(checkGradient(at: [-1.2, 1], of: Rosenbrock()).passed)
///
/// Differences can't tell a derivative from one that is off in the ninth digit. The tests without differences can:
/// `gradient` by either mode, `jacobian` by either mode, `jvp` and `vjp` must agree to rounding, `vjp` must be linear, and
/// the value that comes with a derivative must be the function's. Beyond 64 inputs `jvp` (along one direction,
/// and along 16 at once) and `vjp` are compared by products with random vectors.
///
/// - Parameters:
///   - x: the point; every input should have its natural magnitude there, see ``CheckOptions/typicalMagnitudes``.
///   - options: what may be assumed about f.
///   - f: the scalar field.
/// - Returns: the verdict, and every entry that was measured, worst first. Traps if x is empty.
///
/// Cost: that of a claimed gradient, some 5 gradients, and 2 n directional derivatives (32 beyond 64 inputs).
@inlinable
public func checkGradient<F: ScalarField>(
    at x: [Double], options: CheckOptions = CheckOptions(), of f: F
) -> DerivativeCheck {
    let f = OutOfLineField(f)
    let derivatives = ComputedDerivatives(
        of: { [f.value(at: $0)] },
        jacobians: [
            "gradient(mode: .reverse)": {
                Matrix(rows: 1, columns: $0.count, values: gradient(at: $0, of: f, mode: .reverse))
            },
            "gradient(mode: .forward)": {
                Matrix(rows: 1, columns: $0.count, values: gradient(at: $0, of: f, mode: .forward))
            },
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
        operations: FunctionOperations(of: F.self) { [f.value(at: $0)] })
    return checkComputed("gradient", derivatives, at: x, options: options) { [f.value(at: $0)] }
}

/// Checks the gradient that this toolkit computes in `Float`.
///
///     checkGradient(at: [-1.2, 1] as [Float], of: Rosenbrock())
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

/// A gradient as the one row of a Jacobian.
func gradientRow(_ gradient: [Double], inputs: Int) -> Matrix<Double> {
    if gradient.count != inputs {
        misuse("the claimed gradient has \(gradient.count) entries for \(inputs) inputs; it needs one for each")
    }
    return Matrix(rows: 1, columns: inputs, values: gradient)
}
