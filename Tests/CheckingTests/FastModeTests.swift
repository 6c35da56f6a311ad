import AutodiffChecking
import AutodiffCore
import Foundation
import Testing

@Suite struct FastModeTests {
    let problem = BenchProblem.large

    @Test func passesARightGradientInAFewEvaluations() {
        for x in problem.points() {
            let check = problem.check(at: x)
            #expect(check.verdict == .pass && check.evaluations <= 100, "\(check)")
        }
    }

    @Test(arguments: [1e-3, -2, -1, 1e-2])
    func namesOneWrongEntryAmongAThousand(error: Double) {
        var random = BenchRandom(seed: 11)
        for x in problem.points(2, seed: 5) {
            for _ in 0..<2 {
                let j = Int(random.u(0, 1000))
                var gradient = problem.jacobian(x)
                gradient[j] *= 1 + error
                let check = checkGradient(gradient, at: x) { problem.f($0)[0] }
                #expect(check.verdict == .wrong)
                #expect(check.evaluations <= 200, "\(j): \(check)")
                #expect(check.entries[0].column == j, "\(j): \(check)")
                #expect(check.entries.count { $0.column != nil } == 1)
                #expect(check.pattern?.hasPrefix("one entry, column \(j)") == true)
            }
        }
    }

    @Test func namesSeveralEntries() {
        let x = problem.points(1, seed: 3)[0]
        var gradient = problem.jacobian(x)
        for j in [12, 500, 987] { gradient[j] += 0.5 }
        let check = checkGradient(gradient, at: x) { problem.f($0)[0] }
        #expect(Set(check.entries.compactMap(\.column)) == [12, 500, 987])
    }

    @Test func namesAnEntryOfALargeJacobian() {
        let x = (0..<80).map { 0.3 + sin(Double($0)) }
        let map = { (x: [Double]) in (0..<5).map { i in x.indices.reduce(0) { $0 + sin(x[$1] * Double(i + $1 % 3)) } } }
        let jacobian = { (x: [Double]) in
            Matrix(
                (0..<5).map { i in
                    x.indices.map { j in cos(x[j] * Double(i + j % 3)) * Double(i + j % 3) }
                })
        }
        #expect(checkJacobian(jacobian, at: x, of: map).verdict == .pass)
        var wrong = jacobian(x)
        wrong[3, 41] *= 1.01
        let check = checkJacobian(wrong, at: x, of: map)
        #expect(check.entries[0].row == 3 && check.entries[0].column == 41, "\(check)")
        #expect(check.pattern == "one entry, (3, 41)")
        wrong[2, 7] = .infinity
        let infinite = checkJacobian(wrong, at: x, of: map).entries.filter { $0.column != nil && $0.verdict == .wrong }
        #expect(infinite.contains { $0.row == 2 && $0.column == 7 })
        #expect(infinite.contains { $0.row == 3 && $0.column == 41 })
    }
}
