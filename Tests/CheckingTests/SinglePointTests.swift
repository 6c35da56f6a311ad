import Autodiff
import Testing

/// A range that is a single point bounds nothing: a wrong rule is found there too.
@Suite struct SinglePointTests {
    private struct WrongSquare: UnaryRule {
        func value(_ x: Double) -> Double { x * x }
        func derivative<S: RealScalar>(at x: S, value y: S) -> S { 3 * x }
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

    @Test func aWrongRuleIsFoundAtASinglePoint() {
        #expect(!checkRule(WrongSquare(), over: 1...1).passed)
        #expect(!checkRule(WrongSquare(), over: 1...1.0000000000000002).passed)
        #expect(!checkRule(WrongProduct(), over: 1...1, 2...3).passed)
        #expect(!checkRule(WrongProduct(), over: 1...1, 2...2).passed)
        #expect(!checkRule(WrongDouble(), over: [1...1, 2...3]).passed)
    }

    @Test func aRightRulePassesThere() {
        #expect(checkRule(Rules.Power(), over: 0.5...2, 2...2).passed)
        #expect(checkRule(Rules.Exp(), over: 1...1).passed)
    }

    /// The width of the range overflows.
    @Test func aWideRangeIsSampledWithinIt() {
        #expect(spread(20, over: -1e308...1e308).allSatisfy { $0.isFinite && abs($0) <= 1e308 })
    }

    @Test func anInfiniteRange() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = checkRule(Rules.Exp(), over: 0 ... .infinity)
        }
        let message = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
        #expect(message.contains("points can't be spread over 0.0...inf: give a range with finite ends"))
    }
}
