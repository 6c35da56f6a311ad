import Autodiff
import Testing

/// Reports of rules that are wrong everywhere: the worst points at the lowest wrong order, and how many more there are.
@Suite struct LongReportTests {
    private struct WrongSquare: UnaryRule {
        func value(_ x: Double) -> Double { x * x }
        func derivative<S: RealScalar>(at x: S, value y: S) -> S { 3 * x }
    }

    /// Right in the first order, wrong in the second.
    private struct WrongSecond: UnaryRule {
        func value(_ x: Double) -> Double { x * x * x }
        func derivative<S: RealScalar>(at x: S, value y: S) -> S { 3 * x * S(x.primal) }
    }

    private struct WrongProduct: BinaryRule {
        func value(_ x: Double, _ y: Double) -> Double { x * x * y }
        func partials<S: RealScalar>(_ x: S, _ y: S, value: S) -> (S, S) { (3 * x * y, x * x) }
    }

    private struct WrongDouble: VectorRule {
        func value(_ x: [Double]) -> [Double] { x.map { 2 * $0 } }
        func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] {
            cotangent.indices.map { cotangent[$0] * ($0 == 0 ? 4 : 2) }
        }
    }

    private func lines(_ summary: CheckSummary) -> [String] {
        summary.description.split(separator: "\n").map(String.init)
    }

    @Test func fourWrongRules() {
        let summaries = [
            checkRule(WrongSquare(), over: 0.1...10), checkRule(WrongSecond(), over: 0.1...10),
            checkRule(WrongProduct(), over: 0.1...10, 1...2), checkRule(WrongDouble(), over: [0.1...3, 1...2]),
        ]
        for summary in summaries { #expect(!summary.passed) }
        let count = summaries.reduce(0) { $0 + lines($1).count }
        #expect(count < 100, "\(count) lines")
    }

    @Test func onlyTheLowestWrongOrderIsShown() {
        let first = checkRule(WrongSquare(), over: 0.1...10)
        #expect(lines(first).count { $0.hasPrefix("first derivative at") } == 3, "\(first)")
        #expect(lines(first).count { $0.contains("derivative at") } == 3, "\(first)")
        #expect(lines(first).last?.contains("17 of the first derivative") == true, "\(first)")
        #expect(first.failures.count == 20)
        let second = checkRule(WrongSecond(), over: 0.1...10)
        #expect(lines(second).count { $0.hasPrefix("second derivative at") } == 3, "\(second)")
        #expect(!second.description.contains("first derivative"), "\(second)")
    }

    /// Neighbours: of a list of functions each that fails is shown; of few failures all are.
    @Test func eachFunctionOfAListIsShown() {
        let wrong = { (x: [Double]) in [3 * x[0]] }
        let square = { (x: [Double]) in x[0] * x[0] }
        let summary = checkAll(
            [
                CheckCase("one", gradient: wrong, over: [1...2], of: square),
                CheckCase("two", gradient: wrong, over: [1...2], of: square),
            ], points: 10)
        #expect(lines(summary).count { $0.hasPrefix("one at") } == 3, "\(summary)")
        #expect(lines(summary).count { $0.hasPrefix("two at") } == 3, "\(summary)")
        #expect(lines(summary).last == "… and 14 more: 7 of the one, 7 of the two", "\(summary)")
        let few = checkAll([CheckCase("one", gradient: wrong, over: [1...2], of: square)], points: 2)
        #expect(lines(few).count { $0.hasPrefix("one at") } == 2 && !few.description.contains("more"), "\(few)")
    }

    @Test func aSmallErrorIsShownWithItsDigits() {
        let check = checkGradient([1 + 3e-12], at: [0]) { $0[0] }
        #expect(check.verdict == .wrong)
        #expect(check.description.contains("1.000000000003"), "\(check)")
        let another = checkGradient([2 - 4e-13], at: [0]) { 2 * $0[0] }
        #expect(another.description.contains("1.9999999999996"), "\(another)")
        #expect(checkGradient([2.5], at: [0]) { 2 * $0[0] }.description.contains("      2.5 "))
    }
}
