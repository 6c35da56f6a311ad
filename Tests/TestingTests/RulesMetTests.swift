import Autodiff
import AutodiffTesting
import Testing

/// A wrong rule is wrong in both modes alike: `expectJacobiansAgree` checks the rules that it meets.
@Suite struct RulesMetTests {
    typealias SquareRule = ExpectAllTests.SquareRule
    typealias ProductRule = ExpectAllTests.ProductRule
    typealias SquaresRule = ExpectAllTests.SquaresRule

    /// All three kinds of rules, with some factors on their slopes, among the library's own.
    struct Rules: Differentiable {
        var unary = 1.0
        var binary = 1.0
        var vector = 1.0

        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
            let a = S.apply(SquareRule(factor: unary), to: sin(x[0]) + 2)
            let b = S.apply(ProductRule(factor: binary), to: a, x[1])
            return SquaresRule(factor: vector)([a, b]) + [log(x[1])]
        }
    }

    /// Forward mode by a pushforward of its own, which is wrong.
    struct WrongPushforward: VectorRule {
        func value(_ x: [Double]) -> [Double] { x.map { $0 * $0 } }
        func pullback<S: RealScalar>(_ w: [S], at x: [S], value: [S]) -> [S] { zip(x, w).map { 2 * $0 * $1 } }
        func pushforward<S: RealScalar>(_ v: [S], at x: [S], value: [S]) -> [S] { zip(x, v).map { 3 * $0 * $1 } }
    }

    /// A right rule at the end of its domain, and at a kink.
    struct Edges: Differentiable {
        struct Power: UnaryRule {
            func value(_ x: Double) -> Double { pow(x, 1.9) }
            func derivative<S: RealScalar>(at x: S, value y: S) -> S { 1.9 * pow(x, 0.9) }
        }

        struct Hinge: UnaryRule {
            func value(_ x: Double) -> Double { max(x, 0) }
            func derivative<S: RealScalar>(at x: S, value y: S) -> S { x > 0 ? 1 : 0 }
        }

        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
            [S.apply(Power(), to: x[0]), S.apply(Hinge(), to: x[0])]
        }
    }

    @Test func rightRulesPass() {
        #expect(expectJacobiansAgree(at: [0.3, 2], of: Rules()).agrees)
        #expect(expectJacobiansAgree(at: [0], of: Edges()).agrees)
    }

    @Test(arguments: [
        (Rules(unary: 1.01), "SquareRule"), (Rules(binary: 2), "ProductRule"), (Rules(vector: -1), "SquaresRule"),
    ])
    func aWrongRuleFails(rules: Rules, name: String) async throws {
        let issues = await issues(recordedIn: {
            // The modes agree; the test fails all the same.
            #expect(expectJacobiansAgree(at: [0.3, 2], of: rules, "rules").agrees)
        })
        #expect(issues.count == 1)
        let text = try #require(issues.first).text
        #expect(text.hasPrefix("rules\nJacobian of R^2 -> R^3, forward against reverse"), "\(text)")
        #expect(text.contains("the rule \(name)") && text.contains("in both modes alike"), "\(text)")
        #expect(text.contains("WRONG"), "\(text)")
    }

    @Test func aWrongPushforwardMakesTheModesDisagree() async {
        let issues = await issues(recordedIn: {
            #expect(!expectJacobiansAgree(at: [1, 2], of: WrongPushforward()).agrees)
        })
        #expect(issues.count == 1)
    }

    @Test func theComparisonSaysWhatItCannotSee() {
        let comparison = compareJacobians(at: [0.3, 2], of: Rules(unary: 2))
        #expect(comparison.agrees && comparison.description.contains("on a wrong rule they would too"))
    }
}
