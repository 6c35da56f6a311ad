import Autodiff
import Testing

/// Iterations whose value has converged when their derivatives have not; `Notes/iterations.md` has the numbers.
@Suite struct IterationTests {
    /// √θ by Newton's method for 1 - θ/y² = 0, which stops when it has converged, and goes on for some steps.
    private struct Root: ScalarField {
        var start = 2.0
        var testsFirst = false
        var moreSteps = 0

        func step<S: RealScalar>(_ y: S, _ theta: S) -> S { 1.5 * y - y * y * y / (2 * theta) }

        func value<S: RealScalar>(at x: [S]) -> S {
            var y = S(start)
            for _ in 0..<60 {
                let next = step(y, x[0])
                let change = abs(next.primal - y.primal)
                if testsFirst && change < 1e-12 { break }
                y = next
                if change < 1e-12 { break }
            }
            for _ in 0..<moreSteps { y = step(y, x[0]) }
            return y
        }
    }

    private func derivatives(_ root: Root) -> [Double] {
        [gradient(at: [4], of: root)[0], hessian(at: [4], of: root).values[0]]
    }

    @Test func derivativesLagBehindTheValue() {
        #expect(derivatives(Root(testsFirst: true)) == [0, 0])
        #expect(derivatives(Root()) == [0.25, -0.125])
    }

    @Test func oneMoreStepForEachOrderIsEnough() {
        #expect(derivatives(Root(moreSteps: 1)) == [0.25, -0.03125])
        #expect(derivatives(Root(testsFirst: true, moreSteps: 1)) == [0.25, -0.125])
        #expect(derivatives(Root(testsFirst: true, moreSteps: 2)) == [0.25, -0.03125])
    }

    @Test func theCheckerSaysWhereItIs() {
        let gradient = checkGradient(at: [4], of: Root(testsFirst: true))
        #expect(gradient.verdict == .wrong && gradient.description.contains("at this very point only"), "\(gradient)")
        let hessian = checkHessian(at: [4], of: Root())
        #expect(hessian.verdict == .wrong && hessian.description.contains("at this very point only"), "\(hessian)")
        #expect(checkHessian(at: [4], of: Root(moreSteps: 1)).passed)
        #expect(checkHessian(at: [4], of: Root(testsFirst: true, moreSteps: 2)).passed)
    }
}
