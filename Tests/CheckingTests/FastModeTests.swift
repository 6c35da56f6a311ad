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

    /// An entry that is infinite is measured on its own, and hides nothing in its row.
    @Test func anInfiniteEntryHidesNoOther() {
        let x = (0..<80).map { 0.5 + 0.01 * Double($0) }
        let f = { (x: [Double]) in x.reduce(0) { $0 + sin($1) } }
        var gradient = x.map { cos($0) }
        gradient[7] = .infinity
        gradient[41] *= 1.01
        let check = checkGradient(gradient, at: x, of: f)
        #expect(Set(check.entries.filter { $0.verdict == .wrong }.compactMap(\.column)) == [7, 41], "\(check)")
    }

    /// Equal weights of two inputs would hide that their entries have changed places.
    @Test func anExchangeOfTwoEntriesIsSeen() {
        let x = (0..<100).map { 0.5 + 0.004 * Double($0) }
        let f = { (x: [Double]) in x.reduce(0) { $0 + sin($1) } }
        for j in stride(from: 0, to: 96, by: 4) {
            var gradient = x.map { cos($0) }
            gradient.swapAt(j, j + 3)
            let check = checkGradient(gradient, at: x, of: f)
            #expect(check.verdict == .wrong, "\(j): \(check)")
        }
    }

    /// The first look takes fine structure for a mistake, no entry of its own confirms it, and the second look sees it.
    @Test func fineStructureIsNoMistake() {
        let x = (0..<100).map { 0.5 + 0.00713 * Double($0) }
        let f = { (x: [Double]) in x.reduce(0) { $0 + $1 + 1e-7 * sin(1e7 * $1) } }
        let check = checkGradient(x.map { 1 + cos(1e7 * $0) }, at: x, of: f)
        #expect(check.verdict != .wrong, "\(check)")
    }

    /// Asked for with few inputs, combinations that meet a kink give way to single inputs.
    @Test func atAKinkFewInputsAreMeasuredOneByOne() {
        var options = CheckOptions()
        options.mode = .fast
        let f = { (x: [Double]) in x.max() ?? 0 }
        let right = checkGradient([0.2, 0.3, 0.5], at: [1, 1, 1], options: options, of: f)
        #expect(right.verdict == .notDifferentiable && right.entries.compactMap(\.column).count == 3, "\(right)")
        #expect(checkGradient([1, 1, 0], at: [1, 1, 1], options: options, of: f).verdict == .wrong)
        let smooth = checkGradient([2, 4], at: [1, 2], options: options) { $0[0] * $0[0] + $0[1] * $0[1] }
        #expect(smooth.verdict == .pass && smooth.entries.allSatisfy { $0.column == nil })
    }
}
