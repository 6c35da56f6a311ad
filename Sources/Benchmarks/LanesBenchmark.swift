import Autodiff
import Foundation
import GradBenchEvals
import _AutodiffShims

/// Sums over data and many points at once, as multiples of the primal, beside the tape or duals; with vectors of each width that the
/// processor has.
func runLanesBenchmark() {
    print("sixteen lanes: one evaluation of the primal; multiples of it, by the vectors' instruction set")
    compareSum(
        "mixture, 10 x 25, 1,000 points", MixtureOfPoint(), over: MixtureOfPoint.data, at: Mixture.standard.point)
    compareSum("logistic, d = 20, n = 2,000", Logistic(), over: Logistic.data, at: Logistic.point)
    compareSum(
        "Rosenbrock's terms, n = 1,000", RosenbrockTerm(), over: RosenbrockTerm.data, at: RosenbrockTerm.point)
    compareSum("network 4-16-3, 150 flowers", Network(), over: Network.data, at: Network.point)
    comparePoints(
        "bundle adjustment, 31,843 x 2 x 15", ReprojectionError(feature: (30, 70)), at: observations(31_843), rows: 2)
    comparePoints("hand, 512 poses, 60 x 26", Hand(), at: nearby(Hand.point, 512), rows: 60)
    comparePoints("Black-Scholes, 100,000 options", BlackScholes(), at: options(100_000), rows: 1)
    comparePoints(
        "Lotka-Volterra, 1,000 sets of 6", PredatorPreyLoss(), at: nearby(PredatorPreyLoss.point, 1000), rows: 1)
}

private let sets: [(name: String, set: AutodiffInstructionSet)] = [
    ("AVX-512", autodiffAVX512), ("AVX2", autodiffAVX2), ("baseline", autodiffBaseline),
].filter { autodiffForceInstructionSet($0.set) }

/// Runs a piece of work with the vectors of each set.
private func withEachSet(_ work: @escaping (Int) -> Double) -> [Work] {
    sets.map { set in
        Work(name: set.name) { i in
            _ = autodiffForceInstructionSet(set.set)
            return work(i)
        }
    }
}

private func compareSum<Term: DataTerm & Sendable>(
    _ name: String, _ term: Term, over data: [Term.Sample], at point: [Double]
) where Term.Sample: Sendable {
    let clock = ContinuousClock()
    let start = clock.now
    let loss = compile(term, over: data, at: point)
    let bound = clock.now - start
    var slope = point
    loss.valueWithGradient(at: point, into: &slope)
    let made = clock.now - start - bound
    let times = medianNanoseconds(
        of: [
            Work(name: "primal") { i in
                let θ = moved(point, i)
                return data.reduce(0) { $0 + term.value(at: θ, for: $1) }
            },
            Work(name: "tape") { valueWithGradient(at: moved(point, $0), of: term, over: data).gradient[0] },
        ] + withEachSet { loss.valueWithGradient(at: moved(point, $0), into: &slope) }, rounds: 9)
    line(name, times, count: data.count)
    print(
        String(
            format: "    bound in %.1f primals, programs made in %.1f ms", bound.milliseconds * 1e6 / times[0],
            made.milliseconds))
    print("    " + loss.description.replacingOccurrences(of: "\n", with: "\n    "))
    _ = autodiffForceInstructionSet(sets[0].set)
    let expected = gradient(at: point, of: term, over: data)
    let scale = expected.map(\.magnitude).max()!
    print("    largest difference", zip(gradient(at: point, of: loss), expected).map { abs($0 - $1) }.max()! / scale)
}

private func comparePoints<F: Differentiable & Sendable>(
    _ name: String, _ f: F, at points: Matrix<Double>, rows: Int
) {
    let all = (0..<points.rows).map { points.row($0) }
    let compiled = compile(f, at: all[0])
    var place = Matrix<Double>(rows: rows * points.rows, columns: points.columns, repeating: 0)
    var other = Matrix<Double>(rows: rows, columns: points.columns, repeating: 0)
    jacobians(at: points, of: compiled, into: &place)
    let duals = Workspace<Double>()
    let times = medianNanoseconds(
        of: [
            Work(name: "primal") { i in all.reduce(0) { $0 + (f(moved($1, i)) as [Double])[0] } },
            Work(name: "one by one") { i in
                for x in all { duals.jacobian(at: moved(x, i), of: f, into: &other, mode: .automatic) }
                return other[0, 0]
            },
        ]
            + withEachSet { i in
                jacobians(at: points, of: compiled, into: &place)
                return place[0, 0]
            }, rounds: 7)
    line(name, times, count: points.rows)
}

private func line(_ name: String, _ times: [Double], count: Int) {
    var line = "  " + name.padding(toLength: 34, withPad: " ", startingAt: 0)
    line += String(
        format: "%9.3f us each   immediate %6.2f x", times[0] / 1000 / Double(count), times[1] / times[0])
    for (set, time) in zip(sets, times[2...]) { line += String(format: "   \(set.name) %6.2f x", time / times[0]) }
    print(line)
}

extension Duration {
    fileprivate var milliseconds: Double { Double(components.seconds) * 1e3 + Double(components.attoseconds) * 1e-15 }
}

/// The term of the mixture's point, of the mixture's own parameters: what all points share is found by itself.
private struct MixtureOfPoint: DataTerm {
    static let data = (0..<Mixture.n).map { i in
        Array(Mixture.standard.function.data[i * Mixture.d..<(i + 1) * Mixture.d])
    }

    func value<S: RealScalar>(at p: [S], for x: [Double]) -> S {
        let (d, k, triangle) = (Mixture.d, Mixture.k, Mixture.triangle)
        let (mu, q, l) = (k, k + k * d, k + 2 * k * d)
        var centred = [S](repeating: 0, count: d)
        var terms = [S](repeating: 0, count: k)
        for i in 0..<k {
            for j in 0..<d { centred[j] = x[j] - p[mu + i * d + j] }
            var squares: S = 0
            var logarithms: S = 0
            for row in 0..<d {
                var entry = exp(p[q + i * d + row]) * centred[row]
                var index = l + i * triangle + row - 1
                for column in 0..<row {
                    entry += p[index] * centred[column]
                    index += d - 2 - column
                }
                squares += entry * entry
                logarithms += p[q + i * d + row]
            }
            terms[i] = p[i] + logarithms - 0.5 * squares
        }
        return logSumExp(terms)
    }
}

private struct Logistic: DataTerm {
    static let point = (0...20).map { 0.1 * Double($0 % 5) - 0.2 }
    static let data: [[Double]] = {
        var random = SplitMix64(seed: 1)
        return (0..<2000).map { i in (0..<20).map { _ in random.normal() } + [i % 3 == 0 ? 1 : 0] }
    }()

    func value<S: RealScalar>(at θ: [S], for x: [Double]) -> S {
        var z = θ[20]
        for i in 0..<20 { z += θ[i] * x[i] }
        return softplus(z) - x[20] * z
    }
}

private struct RosenbrockTerm: DataTerm {
    static let point = (0..<1000).map { 0.5 + 0.001 * Double($0) }
    static let data = Array(0..<999)

    func value<S: RealScalar>(at x: [S], for i: Int) -> S {
        100 * pow(x[i + 1] - x[i] * x[i], 2) + pow(1 - x[i], 2)
    }
}

/// A network of one hidden layer with the cross-entropy of three classes.
private struct Network: DataTerm {
    static let point = (0..<16 * 5 + 3 * 17).map { 0.3 * sin(Double($0)) }
    static let data: [[Double]] = {
        var random = SplitMix64(seed: 1)
        return (0..<150).map { i in (0..<4).map { _ in random.normal() } + (0..<3).map { $0 == i % 3 ? 1 : 0 } }
    }()

    func value<S: RealScalar>(at θ: [S], for x: [Double]) -> S {
        var hidden = [S](repeating: 0, count: 16)
        for i in 0..<16 {
            var z = θ[i * 5 + 4]
            for j in 0..<4 { z += θ[i * 5 + j] * x[j] }
            hidden[i] = tanh(z)
        }
        var logits = [S](repeating: 0, count: 3)
        for i in 0..<3 {
            var z = θ[80 + i * 17 + 16]
            for j in 0..<16 { z += θ[80 + i * 17 + j] * hidden[j] }
            logits[i] = z
        }
        var loss = logSumExp(logits)
        for i in 0..<3 { loss -= x[4 + i] * logits[i] }
        return loss
    }
}

/// The price of a call, of spot, strike, rate, volatility and time.
private struct BlackScholes: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        let deviation = x[3] * sqrt(x[4])
        let d1 = (log(x[0] / x[1]) + (x[2] + 0.5 * x[3] * x[3]) * x[4]) / deviation
        let d2 = d1 - deviation
        return x[0] * normal(d1) - x[1] * exp(-x[2] * x[4]) * normal(d2)
    }

    private func normal<S: RealScalar>(_ x: S) -> S { 0.5 * erfc(-x * 0.5.squareRoot()) }
}

private func options(_ count: Int) -> Matrix<Double> {
    var random = SplitMix64(seed: 3)
    var values: [Double] = []
    for _ in 0..<count {
        values += [80 + 40 * random.uniform(), 100, 0.01 + 0.04 * random.uniform()]
        values += [0.1 + 0.3 * random.uniform(), 0.25 + random.uniform()]
    }
    return Matrix(rows: count, columns: 5, values: values)
}

private func observations(_ count: Int) -> Matrix<Double> {
    nearby((0..<15).map { 0.3 + 0.1 * Double($0) }, count)
}

private func nearby(_ point: [Double], _ count: Int) -> Matrix<Double> {
    var random = SplitMix64(seed: 4)
    let values = (0..<count).flatMap { _ in point.map { $0 * (1 + 0.05 * random.uniform()) } }
    return Matrix(rows: count, columns: point.count, values: values)
}
