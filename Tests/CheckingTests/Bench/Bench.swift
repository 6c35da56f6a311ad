import AutodiffChecking
import AutodiffCore
import Foundation

/// All problems of the bench.
extension BenchProblem {
    static let all: [BenchProblem] =
        smoothScalars + boundaryScalars + oscillatingScalars + cancellingScalars + nearKinkScalars + singleScalars
        + kinks + lookAlikes + learning + singleLearning + fields + maps

    /// The check of a claimed derivative (the right one, or a mutation of it) at x.
    ///
    /// - Parameter inDouble: for problems in `Float`, whether the function is differenced in `Double`.
    func check(at x: [Double], _ mutation: Mutation? = nil, inDouble: Bool = false) -> DerivativeCheck {
        var options = CheckOptions()
        if single && inDouble { options.derivativePrecision = .single }
        if single && !inDouble { options.precision = .single }
        let claimed: ([Double]) -> Matrix<Double> = { x in
            let right = jacobian(x)
            return Matrix(rows: outputs, columns: x.count, values: mutation?.apply(x, right) ?? right)
        }
        return checkJacobian(claimed, at: x, options: options, of: inDouble ? reference ?? f : f)
    }

    /// The largest relative change of an entry.
    func effect(of mutation: Mutation, at x: [Double]) -> Double {
        let right = jacobian(x)
        return zip(right, mutation.apply(x, right)).map { a, b in
            a == b ? 0 : b.isNaN || a.isInfinite ? 1 : abs(a - b) / max(abs(a), abs(b))
        }.max() ?? 0
    }
}

/// What a run over the bench counted.
struct BenchScore {
    var correct = 0
    var falseAlarms: [String] = []
    var abstained: [String] = []
    var mutants = 0
    var missed: [String] = []
    var usable = 0
    var kinks = 0
    var kinksCalledWrong: [String] = []
    var kinkMutants = 0
    var kinkMutantsMissed: [String] = []
    var bands: [String: (mutants: Int, usable: Int)] = [:]
    var evaluationsPerInput: [Double] = []

    var usableShare: Double { Double(usable) / Double(max(mutants, 1)) }

    mutating func run(_ problem: BenchProblem, points: [[Double]], inDouble: Bool = false) {
        for x in points {
            let right = problem.check(at: x, inDouble: inDouble)
            let name = "\(problem.id) at \(x.prefix(3))"
            if problem.kind == "kinkAt" {
                kinks += 1
                if right.verdict == .wrong { kinksCalledWrong.append(name) }
            } else {
                correct += 1
                evaluationsPerInput.append(Double(right.evaluations) / Double(x.count))
                if right.verdict == .wrong { falseAlarms.append("\(name)\n\(right)") }
                if !(right.verdict <= .weakPass) { abstained.append("\(name): \(right.verdict)") }
            }
            let isUsable = right.verdict <= .weakPass
            for mutation in problem.mutations {
                let effect = problem.effect(of: mutation, at: x)
                if effect <= 1e-6 { continue }
                let wrong = problem.check(at: x, mutation, inDouble: inDouble)
                let caught = wrong.verdict == .wrong
                if problem.kind == "kinkAt" {
                    kinkMutants += 1
                    if !caught { kinkMutantsMissed.append("\(name) \(mutation.name): \(wrong.verdict)") }
                    continue
                }
                mutants += 1
                if caught && isUsable { usable += 1 }
                if !caught || !isUsable {
                    missed.append("\(name) \(mutation.name) (\(effect)): \(wrong.verdict), right: \(right.verdict)")
                }
                let band = effect >= 0.05 ? "gross" : effect >= 5e-3 ? "1e-2" : effect >= 5e-4 ? "1e-3" : "1e-4"
                bands[band, default: (0, 0)].mutants += 1
                if caught && isUsable { bands[band, default: (0, 0)].usable += 1 }
            }
        }
    }

    var table: String {
        var lines = [
            "correct cases       \(correct): false alarms \(falseAlarms.count), abstained \(abstained.count)",
            "kinks               \(kinks): called wrong \(kinksCalledWrong.count)",
            "mutants at kinks    \(kinkMutants): missed \(kinkMutantsMissed.count)",
            "mutants             \(mutants): usable detection \(String(format: "%.2f", 100 * usableShare)) %",
        ]
        for band in ["gross", "1e-2", "1e-3", "1e-4"] {
            if let count = bands[band] { lines.append("    \(band)  \(count.usable) of \(count.mutants)") }
        }
        let sorted = evaluationsPerInput.sorted()
        if let most = sorted.last {
            let median = String(format: "%.1f", sorted[sorted.count / 2])
            lines.append("evaluations         per input, right derivatives: median \(median), most \(Int(most))")
        }
        lines += falseAlarms.map { "false alarm: " + $0 } + kinksCalledWrong.map { "kink called wrong: " + $0 }
        lines += kinkMutantsMissed.map { "missed at a kink: " + $0 }
        lines += abstained.map { "abstained: " + $0 } + missed.map { "missed: " + $0 }
        return lines.joined(separator: "\n")
    }
}
