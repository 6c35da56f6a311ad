import AutodiffCore
import AutodiffForward
import AutodiffModes
import AutodiffReverse

/// Checks a Hessian of f: Rⁿ → R that is claimed at x, Hᵢⱼ = ∂²f/∂xᵢ∂xⱼ, against differences of a gradient, after the
/// gradient against differences of f; and that it is symmetric.
///
///     checkHessian([[2, 1], [1, 0]], gradient: { x in [2 * x[0] + x[1], x[0]] }, at: x) { x in
///         x[0] * x[0] + x[0] * x[1]
///     }
///
/// Two entries that mirror each other are the same number where the gradient is smooth, so if they differ one of them is
/// off by half the difference at least, which no difference quotient is needed to see. Beyond half the sum of their error
/// bars that is WRONG. Beyond rounding (64 u of the entries and of the diagonal's) it is a note, and passes: a Hessian
/// that is itself an approximation is no more symmetric than it is exact.
///
/// - Parameters:
///   - claimed: n × n.
///   - gradient: the gradient of f, as a function.
///   - x: the point.
///   - options: what may be assumed about f, and about its gradient.
///   - f: the function.
/// - Returns: the verdict on the Hessian; if the gradient is already wrong, the verdict on the gradient. Traps if the
///   shapes don't fit, or if x is empty.
///
/// Cost: typically 4 evaluations of f and 4 of the gradient for each input.
public func checkHessian(
    _ claimed: Matrix<Double>, gradient: ([Double]) -> [Double], at x: [Double],
    options: CheckOptions = CheckOptions(), of f: ([Double]) -> Double
) -> DerivativeCheck {
    let first = checkGradient(gradient, at: x, options: options, of: f)
    if !first.isUsable { return first }
    var result = withoutActuallyEscaping(gradient) { gradient in
        checkClaim("Hessian", claimed, at: x, options: options, function: gradient)
    }
    result.add(evaluations: first.evaluations)
    if result.isUsable { result.requireSymmetry(of: claimed, options) }
    return result
}

/// Checks the Hessian that this toolkit computes of a scalar field Rⁿ → R: `hessian(at:of:)` against differences of its
/// gradient, after the gradient itself by ``checkGradient(at:options:of:)``.
///
///     #expect(checkHessian(at: [-1.2, 1], of: Rosenbrock()).passed)
///
/// The products with `hvp` must be those of the matrix to rounding: with the unit vectors, beyond 64 inputs with random ones.
/// (`hessian` computes up to 8 inputs by forward mode in blocks and more by forward over reverse mode in chunks, `hvp` up to 16
/// by forward mode in rows and more by forward over reverse mode in one direction. Symmetric it is by construction.)
///
/// - Parameters:
///   - x: the point.
///   - options: what may be assumed about f, and about its gradient.
///   - f: the scalar field.
/// - Returns: the verdict on the Hessian; if the gradient is already wrong, the verdict on the gradient. Traps if x is empty.
///
/// Cost: that of the check of the gradient, typically 4 gradients for each input, a Hessian, and 2 n products.
@inlinable
public func checkHessian<F: ScalarField>(
    at x: [Double], options: CheckOptions = CheckOptions(), of f: F
) -> DerivativeCheck {
    let f = OutOfLineField(f)
    let first = checkGradient(at: x, options: options, of: f)
    if !first.isUsable { return first }
    let derivatives = ComputedDerivatives(
        of: { gradient(at: $0, of: f) },
        jacobians: ["hessian": { hessian(at: $0, of: f) }],
        forward: [
            "hvp": { x, v in
                eachProduct(with: v) { v in
                    let (gradient, product) = hvp(at: x, along: v, of: f)
                    return (gradient, product)
                }
            }
        ])
    var result = checkComputed("Hessian", derivatives, at: x, options: options) { gradient(at: $0, of: f) }
    result.add(evaluations: first.evaluations)
    return result
}
