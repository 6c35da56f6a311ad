/// The value at 0 of a polynomial fitted to difference quotients at many distances.
///
/// Where noise decides, Neville's extrapolation is the wrong tool: it gives the finest, noisiest level the most weight.
/// A fit by least squares to more levels than coefficients averages the noise instead.
struct PolynomialFit {
    /// The fit with the least error: its value at 0, truncation (how much one more power changes it) and noise.
    private(set) var value = 0.0
    private(set) var truncation = Double.infinity
    private(set) var noise = 0.0

    static let mostPowers = 4

    /// From difference quotients `slopes` at `steps`, where the noise of each value of the function is `noise`.
    ///
    /// Powers of h², or of h for one-sided quotients. A quotient at distance h has noise `noise`/h, hence the weight h.
    /// If the fit leaves residuals larger than the noise, the noise is taken to be as large as they are; if it leaves
    /// next to none, the errors are not independent at these distances and nothing is averaged.
    init(steps: [Double], slopes: [Double], noise: Double, oneSided: Bool) {
        let count = steps.count
        let largest = steps.max() ?? 1
        let scale = binade(of: [noise] + zip(steps, slopes).map { $0 * $1 })
        let noise = noise / scale
        var columns: [[Double]] = []
        var combination: [Double] = []
        var rest = zip(steps, slopes).map { $0 * $1 / scale }
        var weights = Array(repeating: 0.0, count: count)
        var candidates: [(value: Double, noise: Double)] = []
        var fitted = 0.0
        for p in 0...Self.mostPowers {
            var column = steps.map { step in
                let z = step / largest
                return (0..<p).reduce(step) { power, _ in power * (oneSided ? z : z * z) }
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
            let isIndependent = residual > noise / 20
            let spread =
                isIndependent ? innerProduct(weights, weights).squareRoot() : weights.reduce(0) { $0 + abs($1) }
            candidates.append((fitted * scale, max(noise, residual) * spread * scale))
        }
        for (candidate, next) in zip(candidates, candidates.dropFirst()) {
            let change = abs(candidate.value - next.value)
            if change + candidate.noise < truncation + self.noise {
                (value, truncation, self.noise) = (candidate.value, change, candidate.noise)
            }
        }
    }
}

private func innerProduct(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
}

/// The power of two below the largest magnitude, 1 of zeros: numbers divided by it can be squared.
func binade(of values: [Double]) -> Double {
    let largest = values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    return largest == 0 ? 1 : max(largest.binade, .leastNormalMagnitude)
}
