import AutodiffCore
import AutodiffForward
import AutodiffReverse

/// Checks a Hessian that is claimed at x against differences of a gradient, after the gradient against differences of
/// f: R^n → R; and its symmetry.
///
///     checkHessian([[2, 1], [1, 0]], gradient: { x in [2 * x[0] + x[1], x[0]] }, at: x) { x in
///         x[0] * x[0] + x[0] * x[1]
///     }
///
/// - Parameters:
///   - claimed: n × n.
///   - gradient: the gradient of f, as a function.
///   - x: the point.
///   - options: what may be assumed about f, and about its gradient.
///   - f: the function.
/// - Returns: the verdict on the Hessian; if the gradient is already wrong, the verdict on the gradient. Traps if the
///   shapes don't fit.
///
/// Cost: typically 4 evaluations of f and 4 of the gradient for each input.
public func checkHessian(
    _ claimed: Matrix<Double>, gradient: ([Double]) -> [Double], at x: [Double],
    options: CheckOptions = CheckOptions(), of f: ([Double]) -> Double
) -> DerivativeCheck {
    let first = checkGradient(gradient, at: x, options: options, of: f)
    if first.verdict >= .undefined { return first }
    var result = withoutActuallyEscaping(gradient) { gradient in
        check("Hessian", claimed: claimed, at: x, options: options, function: gradient)
    }
    result.evaluations += first.evaluations
    let unit = Arithmetic(options.derivativePrecision ?? options.precision).unit
    for i in x.indices {
        for j in 0..<i where result.verdict < .undefined {
            let (a, b) = (claimed[i, j], claimed[j, i])
            if abs(a - b) > 64 * unit * max(abs(a), abs(b), abs(claimed[i, i]), abs(claimed[j, j])) {
                result.notes.append("not symmetric: \(a) at (\(i), \(j)) and \(b) at (\(j), \(i))")
            }
        }
    }
    return result
}

/// Checks hand-written Hessian-vector products v ↦ H(x)·v against differences of a gradient, after the gradient
/// against differences of f: R^n → R.
///
/// - Parameters:
///   - claimed: takes a point and a direction, returns n numbers.
///   - gradient: the gradient of f, as a function.
///   - x: the point.
///   - options: what may be assumed about f, and about its gradient.
///   - f: the function.
/// - Returns: the verdict on the products; if the gradient is already wrong, the verdict on the gradient.
///
/// Cost: typically 4 evaluations of f and 4 of the gradient for each input, and n + 1 products.
public func checkHessianVectorProduct(
    _ claimed: (_ x: [Double], _ v: [Double]) -> [Double], gradient: ([Double]) -> [Double], at x: [Double],
    options: CheckOptions = CheckOptions(), of f: ([Double]) -> Double
) -> DerivativeCheck {
    let first = checkGradient(gradient, at: x, options: options, of: f)
    if first.verdict >= .undefined { return first }
    var result = checkJVP(claimed, at: x, options: options, of: gradient)
    result.subject = "Hessian-vector product"
    result.evaluations += first.evaluations
    return result
}

/// Checks the Hessian that this toolkit computes of a scalar field, by forward over reverse mode, against differences
/// of its gradient, after the gradient itself.
///
/// Reverse over forward mode must give the same matrix to rounding.
///
/// - Parameters:
///   - x: the point.
///   - options: what may be assumed about f.
///   - f: the scalar field.
/// - Returns: the verdict on the Hessian; if the gradient is already wrong, the verdict on the gradient.
///
/// Cost: typically 4 gradients for each input, and 2 n Hessian-vector products.
@inlinable
public func checkHessian<F: ScalarField>(
    at x: [Double], options: CheckOptions = CheckOptions(), of f: F
) -> DerivativeCheck {
    let first = checkGradient(at: x, options: options, of: f)
    if first.verdict >= .undefined { return first }
    var result = checkComputed(
        "Hessian", at: x, options: options, function: { gradient(at: $0, of: f) },
        jvp: { x, v in jvp(at: x, along: v) { (x: [Dual<Double>]) in gradient(at: x, of: f) } },
        vjp: { x in vjp(at: x) { (x: [Variable<Double>]) in gradient(at: x, of: f) } })
    result.add(evaluations: first.evaluations)
    return result
}

extension DerivativeCheck {
    @usableFromInline
    mutating func add(evaluations count: Int) { evaluations += count }
}
