import Autodiff
import AutodiffTesting
import Testing

@Suite struct MutationScoreTests {
    private struct Hill: UnaryRule {
        let n: Double
        func value(_ x: Double) -> Double { 1 / (1 + pow(x, -n)) }
        func derivative<S: RealScalar>(at x: S, value y: S) -> S { n * y * (1 - y) / x }
    }

    private struct Response: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { S.apply(Hill(n: 2), to: x[0]) * x[1] + relu(x[0] - 2) }
    }

    private func product(_ x: [Double]) -> Double { x[0] * x[0] * x[1] }
    private func slope(_ x: [Double]) -> [Double] { [2 * x[0] * x[1], x[0] * x[0]] }

    @Test func everyErrorInAHandWrittenGradientIsFound() {
        let score = mutationScore { expectGradient(slope, at: [3, 0.5], of: product) }
        #expect(score.survivors.isEmpty && score.withoutEffect.isEmpty)
        // Sign, factor 2, factor 1.01, two entries left out and turned, moved on.
        #expect(score.total == 8 && score.found == 8 && score.checks == 1 && score.fraction == 1)
        #expect(score.description == "8 of 8 errors found, in 1 checks")
    }

    @Test func aPointWhereASlopeIsZeroShowsNoErrorInIt() {
        let score = mutationScore { expectGradient(slope, at: [3, 0], of: product) }
        #expect(score.withoutEffect.count == 2)
        #expect(score.withoutEffect.allSatisfy { $0.hasPrefix("∂f/∂0 of the gradient") })
        // Another point at the same place shows it.
        let two = mutationScore {
            for y in [0, 0.5] { expectGradient(slope, at: [3, y], of: product) }
        }
        #expect(two.withoutEffect.isEmpty && two.total == 8 && two.found == 8)
    }

    @Test func aToleranceThatIsWideLetsErrorsPass() {
        var options = CheckOptions()
        options.relativeTolerance = 0.05
        let score = mutationScore { expectGradient(slope, at: [3, 0.5], options: options, of: product) }
        #expect(
            score.survivors.count == 1
                && score.survivors[0].hasPrefix("the gradient a hundredth too large (MutationScoreTests.swift:"))
    }

    @Test func aBranchThatIsNotTakenSurvives() {
        let score = mutationScore { expectGradient(at: [1.5, 2], of: Response()) }
        // Below 2 the slopes of x - 2, and of the sum by it, show nowhere.
        #expect(
            score.survivors.count == 4 && score.survivors.allSatisfy { $0.hasSuffix("it changes nothing at any point") }
        )
        let hidden = mutationScore {
            expectGradient(at: [1.5, 0], of: Response())
        }
        // The Hill function's slope is multiplied by 0.
        #expect(
            hidden.survivors.contains {
                $0.contains("hill(x0, 2.0)") && $0.hasSuffix("it changes nothing at any point")
            })
        #expect(hidden.survivors.allSatisfy { $0.hasPrefix("Response: the slope of ") })
        let both = mutationScore {
            expectGradient(at: [1.5, 0], of: Response())
            expectGradient(at: [2.5, 2], of: Response())
        }
        #expect(both.survivors.isEmpty && both.found == both.total && both.total > 10)
    }

    @Test func rulesClosuresAndOtherDerivatives() {
        let rule = mutationScore { expectRule(Hill(n: 2), over: 0.3...3, points: 4) }
        #expect(rule.survivors.isEmpty && rule.total >= 6)
        let closure = mutationScore { expectGradient(at: [0.5, 2]) { x in x[0] * exp(x[1]) } }
        #expect(closure.survivors.isEmpty && closure.total > 8)
        let transposed = mutationScore {
            expectJacobian({ x in [[2 * x[0], 1], [1, 2 * x[1]]] }, at: [1, 2]) { x in
                [x[0] * x[0] + x[1], x[0] + x[1] * x[1]]
            }
        }
        #expect(transposed.withoutEffect.contains { $0.hasPrefix("the Jacobian transposed") })
        let hessian = mutationScore { expectHessian(at: [1.5, 2], of: Response()) }
        #expect(hessian.checks == 2 && hessian.total > 12)
    }

    @Test func whatFailsByItselfIsNotAltered() {
        let score = withKnownFailure {
            mutationScore { expectGradient({ _ in [1, 1] }, at: [3, 0.5], of: product) }
        }
        #expect(score.total == 0 && score.failures.count == 1 && score.fraction == 1)
    }

    private func withKnownFailure(_ body: () -> MutationScore) -> MutationScore {
        var score: MutationScore!
        withKnownIssue { score = body() }
        return score
    }

    @Test func aSuiteThatWaits() async {
        let score = await mutationScore {
            await Task.yield()
            expectGradient(slope, at: [3, 0.5], of: product)
        }
        #expect(score.found == 8)
    }

    @Test func onlyExpectationsCount() {
        let score = mutationScore { #expect(checkGradient(slope, at: [3, 0.5], of: product).passed) }
        #expect(score.total == 0 && score.checks == 0)
    }
}
