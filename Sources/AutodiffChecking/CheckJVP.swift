import AutodiffCore
import AutodiffForward

/// Checks hand-written Jacobian-vector products v ↦ J(x)·v of f: Rⁿ → Rᵐ.
///
///     checkJVP({ x, v in [v[0] * x[1] + x[0] * v[1]] }, at: x) { x in [x[0] * x[1]] }
///
/// The product with each unit vector is a column of the Jacobian, which is checked entry by entry; then the product
/// with a random vector must be the same combination of the columns.
///
/// - Parameters:
///   - claimed: takes a point and a direction (n numbers), returns m numbers.
///   - x: the point.
///   - options: what may be assumed about f.
///   - f: the function.
/// - Returns: the verdict, and every entry that was measured. Traps if `claimed` returns other than m numbers, or if x is
///   empty.
///
/// Cost: that of ``checkJacobian(_:at:options:of:)``, and n + 1 products; n × m numbers are kept.
public func checkJVP(
    _ claimed: (_ x: [Double], _ v: [Double]) -> [Double], at x: [Double], options: CheckOptions = CheckOptions(),
    of f: ([Double]) -> [Double]
) -> DerivativeCheck {
    checkColumns("Jacobian-vector product", claimed, at: x, options: options, of: f)
}

/// Checks the products J(x)·v that this toolkit computes of a function Rⁿ → Rᵐ: `jvp(at:along:of:)`.
///
///     #expect(checkJVP(at: [2, 0.5], of: Polar()).passed)
///
/// The products with the unit vectors are the Jacobian, which is checked against differences; products along several
/// directions at once must agree with them to rounding, and the value that comes with them must be the function's. Reverse
/// mode is left alone: ``checkJacobian(at:options:of:)`` checks both.
///
/// - Parameters:
///   - x: the point.
///   - options: what may be assumed about f.
///   - f: the function.
/// - Returns: the verdict, and every entry that was measured. Traps if x is empty.
///
/// Cost: that of a claimed Jacobian, and some 2 n products.
@inlinable
public func checkJVP<F: Differentiable>(
    at x: [Double], options: CheckOptions = CheckOptions(), of f: F
) -> DerivativeCheck {
    let f = OutOfLine(f)
    let derivatives = ComputedDerivatives(
        of: { f($0) },
        jacobians: [
            "jvp": { x in
                let (value, columns) = eachProduct(with: units(x.count)) { jvp(at: x, along: $0, of: f) }
                return stacked(columns, columns: value.count).transposed
            }
        ],
        forward: [
            "jvp": { x, v in eachProduct(with: v) { jvp(at: x, along: $0, of: f) } },
            "jvp along several directions": { x, v in jvp(at: x, along: v, of: f) },
        ])
    return checkComputed("Jacobian-vector product", derivatives, at: x, options: options) { f($0) }
}

/// Checks products v ↦ A(x)·v with the Jacobian A of a function: the products with the unit vectors are its columns.
func checkColumns(
    _ subject: String, _ claimed: (_ x: [Double], _ v: [Double]) -> [Double], at x: [Double], options: CheckOptions,
    of f: ([Double]) -> [Double]
) -> DerivativeCheck {
    withoutActuallyEscaping(f) { f in
        withoutActuallyEscaping(claimed) { (product: @escaping ([Double], [Double]) -> [Double]) in
            let jacobian = { (x: [Double]) in
                let columns = units(x.count).map { product(x, $0) }
                return stacked(columns, columns: columns.first?.count ?? 0).transposed
            }
            let matrix = jacobian(x)
            var result = checkClaim(subject, matrix, elsewhere: jacobian, at: x, options: options, function: f)
            result.require(linear: { product(x, $0) }, matrix: matrix, options)
            return result
        }
    }
}
