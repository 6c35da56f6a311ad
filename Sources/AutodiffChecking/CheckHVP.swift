import AutodiffCore
import AutodiffForward
import AutodiffModes
import AutodiffReverse

/// Checks hand-written Hessian-vector products v ↦ H(x)·v of f: Rⁿ → R against differences of a gradient, after the
/// gradient against differences of f.
///
///     checkHVP({ x, v in [2 * v[0], 0] }, gradient: { x in [2 * x[0], 1] }, at: x) { x in x[0] * x[0] + x[1] }
///
/// - Parameters:
///   - claimed: takes a point and a direction, returns n numbers.
///   - gradient: the gradient of f, as a function.
///   - x: the point.
///   - options: what may be assumed about f, and about its gradient.
///   - f: the function.
/// - Returns: the verdict on the products; if the gradient is already wrong, the verdict on the gradient. Traps if one of the
///   two returns other than n numbers, or if x is empty.
///
/// Cost: typically 4 evaluations of f and 4 of the gradient for each input, and n + 1 products.
public func checkHVP(
    _ claimed: (_ x: [Double], _ v: [Double]) -> [Double], gradient: ([Double]) -> [Double], at x: [Double],
    options: CheckOptions = CheckOptions(), of f: ([Double]) -> Double
) -> DerivativeCheck {
    let first = checkGradient(gradient, at: x, options: options, of: f)
    if !first.isUsable { return first }
    var result = checkColumns("Hessian-vector product", claimed, at: x, options: options, of: gradient)
    result.add(evaluations: first.evaluations)
    return result
}

/// Checks the products H(x)·v that this toolkit computes of a scalar field Rⁿ → R, `hvp(at:along:of:)`, against differences
/// of its gradient, after the gradient against differences of the field.
///
///     #expect(checkHVP(at: [-1.2, 1], of: Rosenbrock()).passed)
///
/// The products with the unit vectors are the Hessian; products along several directions at once must agree with them to
/// rounding, and the gradient that comes with a product must be `gradient(at:of:)`'s.
///
/// - Parameters:
///   - x: the point.
///   - options: what may be assumed about f, and about its gradient.
///   - f: the scalar field.
/// - Returns: the verdict on the products; if the gradient is already wrong, the verdict on the gradient. Traps if x is
///   empty.
///
/// Cost: typically 4 evaluations of f and 4 gradients for each input, and some 2 n products.
@inlinable
public func checkHVP<F: ScalarField>(
    at x: [Double], options: CheckOptions = CheckOptions(), of f: F
) -> DerivativeCheck {
    let f = OutOfLineField(f)
    let first = checkGradient(
        { gradient(at: $0, of: f, mode: .reverse) }, at: x, options: options, of: { f.value(at: $0) })
    if !first.isUsable { return first }
    let derivatives = ComputedDerivatives(
        of: { gradient(at: $0, of: f) },
        jacobians: [
            "hvp": { x in
                let (_, columns) = eachProduct(with: units(x.count)) { v in
                    let (gradient, product) = hvp(at: x, along: v, of: f)
                    return (gradient, product)
                }
                return stacked(columns, columns: x.count).transposed
            }
        ],
        forward: [
            "hvp": { x, v in
                eachProduct(with: v) { v in
                    let (gradient, product) = hvp(at: x, along: v, of: f)
                    return (gradient, product)
                }
            },
            "hvp along several directions": { x, v in
                let (gradient, products) = hvp(at: x, along: v, of: f)
                return (gradient, products)
            },
        ])
    var result = checkComputed("Hessian-vector product", derivatives, at: x, options: options) {
        gradient(at: $0, of: f)
    }
    result.add(evaluations: first.evaluations)
    return result
}
