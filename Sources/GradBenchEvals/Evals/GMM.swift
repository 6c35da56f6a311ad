import Autodiff
import Foundation

/// The logarithm of the posterior of a Gaussian mixture with a Wishart prior on its precision matrices.
///
/// The gradient is that of a sum over the points, compiled. What all points have in common, the prior among it, is computed once.
let gmm: [String: Function] = [
    "objective": Function(
        read: MixtureProblem.init,
        prepare: { problem in Prepared { problem.mixture.value(at: problem.parameters, over: problem.points) } },
        write: { .number($0) }),
    "jacobian": Function(
        read: MixtureProblem.init,
        prepare: { problem in
            let posterior = compile(problem.mixture, over: problem.points, at: problem.parameters)
            return Prepared(posterior) { (gradient(at: problem.parameters, of: posterior), problem.mixture) }
        },
        write: { gradient, mixture in
            let (d, k, triangle) = (mixture.d, mixture.k, mixture.triangle)
            let parts = [k, k * d, k * d, k * triangle].reduce(into: [0]) { $0.append($0.last! + $1) }
            func rows(_ part: Int, _ columns: Int) -> JSON {
                if columns == 0 { return .array([JSON](repeating: .numbers([]), count: k)) }
                return .rows(of: Array(gradient[parts[part]..<parts[part + 1]]), columns: columns)
            }
            return .object([
                "alpha": .numbers(Array(gradient[..<k])), "mu": rows(1, d), "q": rows(2, d), "l": rows(3, triangle),
            ])
        }),
]

private struct MixtureProblem {
    let mixture: GaussianMixture
    let parameters: [Double]
    let points: [[Double]]

    init(_ input: JSON) throws {
        let d = try input.integer("d", in: 1...10_000)
        let k = try input.integer("k", in: 1...100_000)
        let n = try input.integer("n", in: 1...100_000_000)
        let gamma = try input.number("gamma")
        if gamma <= 0 { throw InputError("'gamma' isn't positive") }
        mixture = GaussianMixture(d: d, k: k, n: n, m: try input.integer("m", in: 0...1_000_000), gamma: gamma)
        parameters =
            try input.numbers("alpha", count: k)
            + input.matrix("mu", rows: k, columns: d).values
            + input.matrix("q", rows: k, columns: d).values
            + input.matrix("l", rows: k, columns: mixture.triangle).values
        let x = try input.matrix("x", rows: n, columns: d).values
        points = (0..<n).map { Array(x[$0 * d..<($0 + 1) * d]) }
    }
}

/// What each point adds to the posterior's logarithm, with 1/n of the prior's.
///
/// The parameters are α (k), the means (k × d), and of each root Q of a precision matrix the logarithms of the diagonal (k × d) and
/// the strictly lower triangle, column by column (k × d(d-1)/2).
private struct GaussianMixture: DataTerm {
    let d: Int, k: Int, n: Int, m: Int
    let gamma: Double
    var triangle: Int { d * (d - 1) / 2 }

    func value<S: RealScalar>(at p: [S], for x: [Double]) -> S {
        let (diagonal, logarithms) = diagonals(p)
        return value(at: p, diagonal, logarithms, for: x) + rest(p, diagonal, logarithms) / Double(n)
    }

    /// The whole sum.
    func value<S: RealScalar>(at p: [S], over points: [[Double]]) -> S {
        let (diagonal, logarithms) = diagonals(p)
        var sum: S = 0
        for x in points { sum += value(at: p, diagonal, logarithms, for: x) }
        return sum + rest(p, diagonal, logarithms)
    }

    /// The diagonals of the roots, and for each the sum of their logarithms.
    private func diagonals<S: RealScalar>(_ p: [S]) -> (diagonal: [S], logarithms: [S]) {
        let q = k + k * d
        var diagonal: [S] = []
        var logarithms = [S](repeating: 0, count: k)
        for i in 0..<k {
            for j in 0..<d {
                diagonal.append(exp(p[q + i * d + j]))
                logarithms[i] += p[q + i * d + j]
            }
        }
        return (diagonal, logarithms)
    }

    /// log Σₖ exp(αₖ - ½ |Qₖ (x - μₖ)|² + Σⱼ qₖⱼ).
    private func value<S: RealScalar>(at p: [S], _ diagonal: [S], _ logarithms: [S], for x: [Double]) -> S {
        let (mu, l) = (k, k + 2 * k * d)
        var centred = [S](repeating: 0, count: d)
        var terms = [S](repeating: 0, count: k)
        for i in 0..<k {
            for j in 0..<d { centred[j] = x[j] - p[mu + i * d + j] }
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
            terms[i] = p[i] - 0.5 * squares + logarithms[i]
        }
        return logSumExp(terms)
    }

    /// What doesn't depend on the points: -n (d/2 log 2π + log Σ exp αₖ), and the logarithm of the prior.
    private func rest<S: RealScalar>(_ p: [S], _ diagonal: [S], _ logarithms: [S]) -> S {
        let l = k + 2 * k * d
        var (squares, sum): (S, S) = (0, 0)
        for entry in diagonal { squares += entry * entry }
        for entry in p[l...] { squares += entry * entry }
        for logarithm in logarithms { sum += logarithm }
        let normalisation = Double(n) * (Double(d) / 2 * log(2 * Double.pi) + logSumExp(Array(p[..<k])))
        let half: S = 0.5 * gamma * gamma * squares
        return constant - normalisation - half + Double(m) * sum
    }

    /// k (ν d log(γ/√2) - log Γ_d(ν/2)), where ν = d + m + 1.
    private var constant: Double {
        let degrees = Double(d + m + 1)
        var logGamma = Double(d * (d - 1)) / 4 * log(Double.pi)
        for j in 0..<d { logGamma += lgamma((degrees - Double(j)) / 2) }
        return Double(k) * (degrees * Double(d) * log(gamma / 2.0.squareRoot()) - logGamma)
    }
}
