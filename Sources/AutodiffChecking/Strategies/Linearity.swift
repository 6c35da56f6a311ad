import AutodiffCore

extension DerivativeCheck {
    /// Fails the check unless a product with a random vector is what the matrix of the products with the unit vectors
    /// gives, to rounding, and that of 0 is 0.
    mutating func require(
        linear product: ([Double]) -> [Double], matrix: Matrix<Double>, _ options: CheckOptions
    ) {
        guard isUsable || verdict == .wrong, matrix.values.allSatisfy(\.isFinite) else { return }
        var generator = SplitMix64(seed: options.seed)
        let unit = Arithmetic(options.derivativePrecision ?? options.precision).unit
        let v = generator.signedVector(matrix.columns)
        let expected = Claim.slopes(of: matrix, along: .combination(v))
        let actual = product(v)
        for i in 0..<matrix.rows {
            let size = zip(matrix.row(i), v).reduce(0) { $0 + abs($1.0 * $1.1) }
            if !(abs(actual[i] - expected[i]) <= Threshold.agreementUlps * unit * size) {
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
