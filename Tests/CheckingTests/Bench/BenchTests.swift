import AutodiffChecking
import Foundation
import Testing

@Suite struct BenchTests {
    @Test func hasTheCasesOfItsDefinition() {
        let all = BenchProblem.all
        #expect(all.count == 80)
        #expect(Set(all.map(\.id)).count == 80)
        #expect(all.reduce(0) { $0 + $1.mutations.count } == 372)
        #expect(all.reduce(0) { $0 + $1.pointCount } == 239)
    }

    @Test func detectsWithoutFalseAlarms() {
        var score = BenchScore()
        for problem in BenchProblem.all { score.run(problem, points: problem.points()) }
        print(score.table)
        #expect(score.falseAlarms.isEmpty)
        #expect(score.kinksCalledWrong.isEmpty)
        #expect(score.kinkMutantsMissed.isEmpty)
        #expect(score.mutants == 1139)
        #expect(score.usableShare >= 0.99)
    }
}

@Suite struct FreshPointsTests {
    @Test func raisesNoFalseAlarms() {
        let count = Int(ProcessInfo.processInfo.environment["COUNT"] ?? "250")!
        let seed = UInt64(ProcessInfo.processInfo.environment["SEED"] ?? "1")!
        var right = 0, alarms: [String] = [], verdicts: [Verdict: Int] = [:], per: [String: [Verdict: Int]] = [:]
        for (k, problem) in BenchProblem.all.enumerated() {
            for x in problem.points(problem.pointCount == 1 ? 1 : count, seed: seed &* 1000 &+ UInt64(k)) {
                let check = problem.check(at: x)
                right += 1
                verdicts[check.verdict, default: 0] += 1
                per[problem.id, default: [:]][check.verdict, default: 0] += 1
                if check.verdict == .wrong { alarms.append("\(problem.id) \(x.prefix(6))\n\(check)") }
            }
        }
        print(right, "checks", verdicts, "alarms", alarms.count)
        for a in alarms { print(a) }
        for (id, v) in per.sorted(by: { $0.key < $1.key }) where v.count > 1 { print(id, v) }
    }
}
