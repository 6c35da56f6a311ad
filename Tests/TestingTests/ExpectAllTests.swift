import Autodiff
import AutodiffTesting
import Testing

/// Expectations of several checks at once.
@Suite struct ExpectAllTests {
    struct Square: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { x[0] * x[0] }
    }

    /// x², with a slope that is `factor` times the right one.
    struct SquareRule: UnaryRule {
        let factor: Double

        func value(_ x: Double) -> Double { x * x }
        func derivative<S: RealScalar>(at x: S, value y: S) -> S { 2 * factor * x }
    }

    /// x y, with a slope along y that is `factor` times the right one.
    struct ProductRule: BinaryRule {
        let factor: Double

        func value(_ x: Double, _ y: Double) -> Double { x * y }
        func partials<S: RealScalar>(_ x: S, _ y: S, value: S) -> (S, S) { (y, factor * x) }
    }

    /// The squares, with slopes that are `factor` times the right ones.
    struct SquaresRule: VectorRule {
        let factor: Double

        func value(_ x: [Double]) -> [Double] { x.map { $0 * $0 } }
        func pullback<S: RealScalar>(_ w: [S], at x: [S], value: [S]) -> [S] { zip(x, w).map { 2 * factor * $0 * $1 } }
    }

    @Test func rightOnesPass() {
        #expect(expectAll([CheckCase("square", Square(), over: [-2...2])]).passed)
        #expect(expectRule(SquareRule(factor: 1), over: 0.5...2).passed)
        #expect(expectRule(ProductRule(factor: 1), over: 0.5...2, 1...3).passed)
        #expect(expectRule(SquaresRule(factor: 1), at: [1, 2]).passed)
        #expect(expectRule(SquaresRule(factor: 1), over: [0.5...2, 1...3]).passed)
    }

    @Test func theNumberOfPointsIsPassedOn() {
        #expect(expectAll([CheckCase("square", Square(), over: [-2...2])], points: 3).items.count == 3)
        #expect(expectRule(SquareRule(factor: 1), over: 0.5...2, points: 4).items.count == 12)
        #expect(expectRule(ProductRule(factor: 1), over: 0.5...2, 1...3, points: 4).items.count == 12)
        #expect(expectRule(SquaresRule(factor: 1), over: [0.5...2, 1...3], points: 4).items.count == 12)
    }

    @Test func wrongOnesFailOnceEach() async {
        let issues = await issues(recordedIn: {
            expectAll([CheckCase("product", gradient: { $0 }, over: [1...2, 3...4], of: { $0[0] * $0[1] })], "a list")
            expectRule(SquareRule(factor: 2), over: 0.5...2, "one argument")
            expectRule(ProductRule(factor: 2), over: 0.5...2, 1...3, "two arguments")
            expectRule(SquaresRule(factor: 2), at: [1, 2], "at a point")
            expectRule(SquaresRule(factor: 2), over: [0.5...2, 1...3], "in a box")
        })
        let firstLines = issues.map { $0.text.split(separator: "\n")[0] }
        #expect(firstLines == ["a list", "one argument", "two arguments", "at a point", "in a box"])
    }

    @Test func aWrongRuleFailsOnce() async {
        let issues = await issues(recordedIn: {
            expectRule(SquareRule(factor: 1.5), over: 0.5...2, "one and a half")
        })
        #expect(issues.count == 1)
        #expect(issues.first?.text.contains("one and a half") == true)
    }
}
