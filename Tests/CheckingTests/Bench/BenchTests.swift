import AutodiffChecking
import Foundation
import Testing

/// The bench: 80 functions with 372 planted errors, most of them such as defeat plain differences.
@Suite struct BenchTests {
    @Test func hasTheCasesOfItsDefinition() {
        let all = BenchProblem.all
        #expect(all.count == 80)
        #expect(Set(all.map(\.id)).count == 80)
        #expect(all.reduce(0) { $0 + $1.mutations.count } == 372)
        #expect(all.reduce(0) { $0 + $1.pointCount } == 239)
        #expect(all.reduce(0) { $0 + $1.mutations.count * $1.pointCount } == 1170)
    }

    /// Every problem in an optimised build, every third one in debug, each with its exact counts: `Notes/checking.md` states
    /// them.
    @Test func detectsWithoutFalseAlarms() {
        #if DEBUG
        let (step, correct, kinks, mutants, usable) = (3, 79, 3, 382, 378)
        #else
        let (step, correct, kinks, mutants, usable) = (1, 231, 8, 1139, 1135)
        #endif
        var score = BenchScore()
        for k in stride(from: 0, to: BenchProblem.all.count, by: step) {
            let problem = BenchProblem.all[k]
            score.run(problem, points: problem.points())
        }
        print(score.table)
        #expect(score.correct == correct && score.kinks == kinks && score.mutants == mutants)
        #expect(score.usable == usable)
        #expect(score.falseAlarms.isEmpty)
        #expect(score.kinksCalledWrong.isEmpty)
        #expect(score.kinkMutantsMissed.isEmpty)
    }

    /// The problems in `Float`, their functions differenced in `Double`: sharper than differences in `Float`.
    @Test func checksSinglePrecisionAgainstDouble() {
        #if DEBUG
        let points = 4
        #else
        let points = 20
        #endif
        var score = BenchScore()
        for (k, problem) in BenchProblem.all.enumerated() where problem.single {
            score.run(problem, points: problem.points(points, seed: 500 + UInt64(k)), inDouble: true)
        }
        print(score.table)
        #expect(score.correct == 7 * points && score.mutants > 30 * points)
        #expect(score.falseAlarms.isEmpty && score.abstained.isEmpty)
        #expect(score.usable == score.mutants)
    }

    /// Right derivatives at random points, again and again: 20,000 in an optimised build, a part of them in debug.
    @Test func raisesNoFalseAlarmsAtFreshPoints() {
        #if DEBUG
        let points = 10
        #else
        let points = 300
        #endif
        var checks = 0
        var falseAlarms: [String] = []
        for (k, problem) in BenchProblem.all.enumerated() where problem.pointCount > 1 {
            for x in problem.points(points, seed: 1_000 + UInt64(k)) {
                checks += 1
                let check = problem.check(at: x)
                if check.verdict == .wrong { falseAlarms.append("\(problem.id) at \(x.prefix(8)):\n\(check)") }
            }
        }
        print("fresh points: \(checks) checks, \(falseAlarms.count) false alarms")
        #expect(5_000 * falseAlarms.count <= max(checks, 4_999), "\(falseAlarms.joined(separator: "\n"))")
    }

    /// At a tie of a maximum, the subgradient that takes the first argument is as good as the mean.
    @Test func acceptsOtherSubgradients() {
        for claimed in [[1.0, 0], [0, 1], [0.5, 0.5], [0.25, 0.75]] {
            let check = checkGradient(claimed, at: [1.25, 1.25]) { max($0[0], $0[1]) }
            #expect(check.verdict == .notDifferentiable, "\(check)")
        }
    }
}
