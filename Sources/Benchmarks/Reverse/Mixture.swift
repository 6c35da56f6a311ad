import Autodiff
import Foundation

/// The log-likelihood of a Gaussian mixture with a Wishart prior (GradBench's `gmm`): d = 10, K = 25, 1,000 points.
///
/// The parameters are α (K), the means (K × d), and for each inverse covariance the logarithms of its root's diagonal
/// (K × d) and the root's strictly lower triangle (K × d(d-1)/2), column by column.
struct Mixture: ScalarField {
    static let (d, k, n) = (10, 25, 1000)
    static let triangle = d * (d - 1) / 2

    let data: [Double]

    func value<S: RealScalar>(at p: [S]) -> S {
        let (d, k, triangle) = (Mixture.d, Mixture.k, Mixture.triangle)
        let (mu, q, l) = (k, k + k * d, k + 2 * k * d)
        let diagonal = (0..<k * d).map { exp(p[q + $0]) }
        let sums = (0..<k).map { i -> S in
            var sum: S = 0
            for j in 0..<d { sum += p[q + i * d + j] }
            return sum
        }
        var centred = [S](repeating: 0, count: d)
        var terms = [S](repeating: 0, count: k)
        var likelihood: S = 0
        for point in 0..<Mixture.n {
            for i in 0..<k {
                for j in 0..<d { centred[j] = data[point * d + j] - p[mu + i * d + j] }
                var squares: S = 0
                for row in 0..<d {
                    var entry = diagonal[i * d + row] * centred[row]
                    var index = l + i * triangle + row - 1
                    for column in 0..<row {
                        entry += p[index] * centred[column]
                        index += d - 2 - column
                    }
                    squares += entry * entry
                }
                terms[i] = p[i] + sums[i] - 0.5 * squares
            }
            likelihood += Mixture.logSumExp(terms[...])
        }
        return likelihood + rest(p, diagonal)
    }

    /// What doesn't depend on the points.
    func rest<S: RealScalar>(_ p: [S], _ diagonal: [S]) -> S {
        let constant = -Double(Mixture.n * Mixture.d) * 0.5 * log(2 * Double.pi)
        return constant - Double(Mixture.n) * Mixture.logSumExp(p[..<Mixture.k]) + prior(p, diagonal)
    }

    /// By single operations, as a user who doesn't know of `logSumExp` writes it.
    static func logSumExp<S: RealScalar>(_ x: ArraySlice<S>) -> S {
        var largest = x[x.startIndex]
        for v in x where v > largest { largest = v }
        var sum: S = 0
        for v in x { sum += exp(v - largest) }
        return log(sum) + largest
    }

    /// The Wishart prior with γ = 1 and m = 0.
    func prior<S: RealScalar>(_ p: [S], _ diagonal: [S]) -> S {
        let (d, k) = (Mixture.d, Mixture.k)
        var squares: S = 0
        for v in diagonal { squares += v * v }
        for v in p[(k + 2 * k * d)...] { squares += v * v }
        let degrees = d + 1
        let logGamma = (0..<d).map { lgamma(0.5 * Double(degrees - $0)) }.reduce(0, +)
        let logGammaD = 0.25 * Double(d * (d - 1)) * log(Double.pi) + logGamma
        let constant = -Double(degrees * d) * 0.5 * log(2.0) - logGammaD
        return Double(k) * constant - 0.5 * squares
    }

    static let standard: (function: Mixture, point: [Double]) = {
        var random = SplitMix64(seed: 42)
        let data = (0..<n * d).map { _ in random.normal() }
        var p = (0..<k).map { _ in random.normal() }
        p += (0..<k * d).map { _ in random.uniform() }
        p += (0..<k * d).map { _ in random.normal() }
        p += (0..<k * triangle).map { _ in random.normal() }
        return (Mixture(data: data), p)
    }()
}
