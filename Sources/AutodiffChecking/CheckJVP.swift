import AutodiffCore

/// Checks hand-written Jacobian-vector products v ↦ J(x)·v of f: Rⁿ → Rᵐ.
///
///     checkJVP({ x, v in [v[0] * x[1] + x[0] * v[1]] }, at: x) { x in [x[0] * x[1]] }
///
/// The product with each unit vector is a column of the Jacobian, which is checked entry by entry; then the product
/// with a random vector must be the same combination of the columns.
///
/// - Parameters:
///   - claimed: takes a point and a direction, returns m numbers.
///   - x: the point.
///   - options: what may be assumed about f.
///   - f: the function.
/// - Returns: the verdict, and every entry that was measured. Traps if `claimed` returns other than m numbers.
///
/// Cost: that of ``checkJacobian(_:at:options:of:)``, and n + 1 products; n × m numbers are kept.
public func checkJVP(
    _ claimed: (_ x: [Double], _ v: [Double]) -> [Double], at x: [Double], options: CheckOptions = CheckOptions(),
    of f: ([Double]) -> [Double]
) -> DerivativeCheck {
    withoutActuallyEscaping(f) { f in
        withoutActuallyEscaping(claimed) { (product: @escaping ([Double], [Double]) -> [Double]) in
            let jacobian = { (x: [Double]) in
                let columns = units(x.count).map { product(x, $0) }
                return stacked(columns, columns: columns.first?.count ?? 0).transposed
            }
            var result = check(
                "Jacobian-vector product", claimed: jacobian(x), elsewhere: jacobian, at: x, options: options,
                function: f)
            let matrix = jacobian(x)
            result.require(
                linear: { product(x, $0) }, matrix: matrix, options)
            return result
        }
    }
}

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
/// - Returns: the verdict, and every entry that was measured. Traps if `claimed` returns other than n numbers.
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
                stacked(units(outputs).map { product(x, $0) }, columns: x.count)
            }
            var result = check(
                "vector-Jacobian product", claimed: jacobian(x), elsewhere: jacobian, at: x, options: options,
                function: f)
            result.evaluations += 1
            result.require(
                linear: { product(x, $0) }, matrix: jacobian(x).transposed, options)
            return result
        }
    }
}

extension DerivativeCheck {
    /// Fails the check unless a product with a random vector is what the matrix of the products with the unit vectors
    /// gives, to rounding, and that of 0 is 0.
    mutating func require(
        linear product: ([Double]) -> [Double], matrix: Matrix<Double>, _ options: CheckOptions
    ) {
        guard verdict < .undefined || verdict == .wrong, matrix.values.allSatisfy(\.isFinite) else { return }
        var generator = SplitMix64(seed: options.seed)
        let unit = Arithmetic(options.derivativePrecision ?? options.precision).unit
        let v = (0..<matrix.columns).map { _ in generator.sign() * (1 + Double(generator.next() % 16) / 16) }
        let expected = Claim.slopes(of: matrix, along: .combination(v))
        let actual = product(v)
        for i in 0..<matrix.rows {
            let size = zip(matrix.row(i), v).reduce(0) { $0 + abs($1.0 * $1.1) }
            if !(abs(actual[i] - expected[i]) <= 64 * unit * size) {
                notes.append(
                    """
                    not linear: component \(i) is \(formatted(actual[i], digits: 8)) for a random vector, and \
                    \(formatted(expected[i], digits: 8)) by the products with the unit vectors
                    """)
                verdict = .wrong
                break
            }
        }
        if let i = product(v.map { _ in 0 }).firstIndex(where: { $0 != 0 }) {
            notes.append("not linear: component \(i) of the product with 0 is not 0")
            verdict = .wrong
        }
    }
}
