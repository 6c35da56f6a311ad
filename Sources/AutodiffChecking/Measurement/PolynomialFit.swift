/// The value at 0 of a polynomial fitted to difference quotients at many distances.
///
/// Where the errors of the function's values decide, Neville's extrapolation is the wrong tool: it gives the finest level,
/// which suffers most from them, the most weight. A fit by least squares to more levels than coefficients averages them
/// instead.
struct PolynomialFit {
    /// The fit with the least error: its value at 0, its truncation error (how much one more power changes it), and the
    /// error of the function's values, carried through the fit.
    private(set) var estimate = Estimate(value: 0, truncation: .infinity, propagated: 0)

    static let mostPowers = 4

    /// Fits difference quotients `slopes` at `distances`, where each value of the function may be off by `valueError`.
    ///
    /// The polynomial is one in h², or in h for one-sided quotients. A quotient at distance h may be off by
    /// `valueError`/h, hence its weight h. If the fit leaves residuals larger than that, the values are taken to be off by
    /// as much as they show; if it leaves next to none, the errors are not independent at these distances, and they are
    /// added up instead of averaged.
    init(distances: [Double], slopes: [Double], valueError: Double, oneSided: Bool) {
        let count = distances.count
        let largest = distances.max() ?? 1
        let scale = binade(of: [valueError] + zip(distances, slopes).map { $0 * $1 })
        let valueError = valueError / scale
        var columns: [[Double]] = []
        var combination: [Double] = []
        var rest = zip(distances, slopes).map { $0 * $1 / scale }
        var weights = Array(repeating: 0.0, count: count)
        var candidates: [(value: Double, propagated: Double)] = []
        var fitted = 0.0
        for p in 0...Self.mostPowers {
            var column = distances.map { h in
                let z = h / largest
                return (0..<p).reduce(h) { power, _ in power * (oneSided ? z : z * z) }
            }
            var projections: [Double] = []
            for q in columns {
                let projection = innerProduct(q, column)
                projections.append(projection)
                for i in 0..<count { column[i] -= projection * q[i] }
            }
            let norm = innerProduct(column, column).squareRoot()
            if !(norm > 0) { break }
            for i in 0..<count { column[i] /= norm }
            // The first row of the inverse of R, which grows by one entry with each power.
            let share = p == 0 ? 1 / norm : -innerProduct(combination, projections) / norm
            combination.append(share)
            columns.append(column)
            let projection = innerProduct(column, rest)
            fitted += share * projection
            for i in 0..<count {
                weights[i] += share * column[i]
                rest[i] -= projection * column[i]
            }
            let residual = (innerProduct(rest, rest) / Double(max(count - p - 1, 1))).squareRoot()
            let isIndependent = residual > valueError / 20
            let spread =
                isIndependent ? innerProduct(weights, weights).squareRoot() : weights.reduce(0) { $0 + abs($1) }
            candidates.append((fitted * scale, max(valueError, residual) * spread * scale))
        }
        for (candidate, next) in zip(candidates, candidates.dropFirst()) {
            let change = abs(candidate.value - next.value)
            if change + candidate.propagated < estimate.error {
                estimate = Estimate(value: candidate.value, truncation: change, propagated: candidate.propagated)
            }
        }
    }
}
