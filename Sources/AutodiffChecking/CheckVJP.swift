import AutodiffCore
import AutodiffReverse

/// Checks hand-written vector-Jacobian products u ↦ J(x)ᵀ·u, the backward pass of f: Rⁿ → Rᵐ.
///
///     checkVJP({ x, u in [u[0] * x[1], u[0] * x[0]] }, at: x) { x in [x[0] * x[1]] }
///
/// The product with each unit vector is a row of the Jacobian, which is checked entry by entry; then the product with a
/// random vector must be the same combination of the rows.
///
/// - Parameters:
///   - claimed: takes a point and a cotangent (m numbers), returns n numbers.
///   - x: the point.
///   - options: what may be assumed about f.
///   - f: the function.
/// - Returns: the verdict, and every entry that was measured. Traps if `claimed` returns other than n numbers, or if x is
///   empty.
///
/// Cost: that of ``checkJacobian(_:at:options:of:)``, and m + 1 products; n × m numbers are kept.
public func checkVJP(
    _ claimed: (_ x: [Double], _ u: [Double]) -> [Double], at x: [Double], options: CheckOptions = CheckOptions(),
    of f: ([Double]) -> [Double]
) -> DerivativeCheck {
    withoutActuallyEscaping(f) { f in
        withoutActuallyEscaping(claimed) { (product: @escaping ([Double], [Double]) -> [Double]) in
            let outputs = f(x).count
            let jacobian = { (x: [Double]) in
                stacked(
                    units(outputs).map { u in
                        let row = product(x, u)
                        if row.count != x.count {
                            misuse(
                                count: row.count, of: "the claimed vector-Jacobian product", expected: x.count,
                                "one for each input")
                        }
                        return row
                    }, columns: x.count)
            }
            let matrix = jacobian(x)
            var result = checkClaim(
                "vector-Jacobian product", matrix, elsewhere: jacobian, at: x, options: options, function: f)
            result.add(evaluations: 1)
            result.require(linear: { product(x, $0) }, matrix: matrix.transposed, options)
            return result
        }
    }
}

/// Checks the products J(x)ᵀ·u that this toolkit computes of a function Rⁿ → Rᵐ: `vjp(at:of:)` and its pullback.
///
///     #expect(checkVJP(at: [2, 0.5], of: Polar()).passed)
///
/// The products with the unit vectors are the Jacobian, which is checked against differences. The pullback must be linear,
/// `vjp(at:pullingBack:of:)` of several vectors at once must agree with it to rounding, and the value that comes with them
/// must be the function's. Forward mode is left alone: ``checkJacobian(at:options:of:)`` checks both.
///
/// - Parameters:
///   - x: the point.
///   - options: what may be assumed about f.
///   - f: the function.
/// - Returns: the verdict, and every entry that was measured. Traps if x is empty.
///
/// Cost: that of a claimed Jacobian, and some 2 m products.
@inlinable
public func checkVJP<F: Differentiable>(
    at x: [Double], options: CheckOptions = CheckOptions(), of f: F
) -> DerivativeCheck {
    let f = OutOfLine(f)
    let derivatives = ComputedDerivatives(
        of: { f($0) },
        jacobians: [
            "vjp": { x in
                let (value, pullback) = vjp(at: x, of: f)
                return stacked(units(value.count).map(pullback), columns: x.count)
            }
        ],
        reverse: [
            "vjp": { x, u in
                let (value, pullback) = vjp(at: x, of: f)
                return (value, u.map(pullback))
            },
            "vjp pulling several back": { x, u in vjp(at: x, pullingBack: u, of: f) },
        ])
    return checkComputed("vector-Jacobian product", derivatives, at: x, options: options) { f($0) }
}
