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

    @Test func rightOnesPass() {
        #expect(expectAll([CheckCase("square", Square(), over: [-2...2])]).passed)
        #expect(expectRule(SquareRule(factor: 1), over: 0.5...2).passed)
    }

    @Test func aWrongRuleFailsOnce() async {
        let issues = await issues(recordedIn: {
            expectRule(SquareRule(factor: 1.5), over: 0.5...2, "one and a half")
        })
        #expect(issues.count == 1)
        #expect(issues.first?.text.contains("one and a half") == true)
    }
}
