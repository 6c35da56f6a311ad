import Autodiff
import Testing

/// `stopGradient` keeps the value and stops every derivative, in every mode and at every level of a nesting.
@Suite struct StopGradientTests {
    struct HalfStopped: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S {
            x[0] * x[0] * stopGradient(x[0]) + stopGradient(x[1] * x[1]) * x[0]
        }
    }

    @Test func gradientsInEveryMode() {
        let expected = [2.0 * 3 * 3 + 25, 0]
        #expect(gradient(at: [3, 5], of: HalfStopped()) == expected)
        #expect(gradient(at: [3, 5], of: HalfStopped(), mode: .forward) == expected)
        #expect(jvp(at: [3, 5], along: [1, 1], of: HalfStopped()).tangent == [expected[0]])
        #expect(vjp(at: [3, 5], of: HalfStopped()).pullback([1]) == expected)
        // (3 + t)² · 3 + 25 (3 + t)
        #expect(taylor(at: [3, 5], along: [1, 1], order: 3, of: HalfStopped()) == [102, 43, 3, 0])
        #expect(valueWithGradient(at: [3, 5], of: HalfStopped()).value == 102)
    }

    /// All levels are stopped, not the innermost alone.
    @Test func everyLevelOfANesting() {
        #expect(hessian(at: [3, 5], of: HalfStopped()) == [[6, 0], [0, 0]])
        #expect(hvp(at: [3, 5], along: [1, 1], of: HalfStopped()).product == [6, 0])
        #expect(derivative(at: 3.0) { x in derivative(at: x) { y in y * y * stopGradient(y) } } == 6)
        #expect(derivative(at: 3.0) { x in gradient(at: [x]) { y in y[0] * y[0] * stopGradient(y[0]) }[0] } == 6)
        #expect(gradient(at: [3.0]) { x in derivative(at: x[0]) { y in y * y * stopGradient(y) } } == [6])
        #expect(gradient(at: [3.0]) { x in gradient(at: x) { y in y[0] * y[0] * stopGradient(y[0]) }[0] } == [6])
        let nested = stopGradient(Dual(Dual(2, 3), Dual(4, 5)))
        #expect(
            nested.value.value == 2 && nested.value.tangent == 0 && nested.tangent.value == 0
                && nested.tangent.tangent == 0)
        #expect(
            stopGradient(MultiDual(2, SIMD2(1, 3))).partials == .zero && stopGradient(Taylor([2, 1, 5])).value == 2)
        #expect(stopGradient(Taylor([Dual(2, 7), 1])).coefficients.map(\.tangent) == [0])
    }

    @Test func arraysAndMatrices() {
        #expect(gradient(at: [1, 2]) { x in dot(x, stopGradient(x)) } == [1, 2])
        #expect(gradient(at: [1, 2]) { x in sum(stopGradient(Matrix([x])).times(x)) } == [1, 2])
        #expect(stopGradient(2.5) == 2.5 && stopGradient([1.0, 2]) == [1, 2] && stopGradient(Float(0.1)) == 0.1)
    }

    /// An infinite slope is stopped too; times 0 it would be nan.
    @Test func infiniteSlopesAreStopped() {
        #expect(derivative(at: 0.0) { x in stopGradient(sqrt(x)) + x } == 1)
        #expect(gradient(at: [0.0]) { x in stopGradient(sqrt(x[0])) + x[0] } == [1])
        #expect(derivative(at: -1.0) { x in stopGradient(log(x)) * 0 + x } == 1)
    }

    /// What was stopped in an outer call may be used in an inner one, as a constant.
    @Test func aStoppedNumberBelongsToNoCall() {
        #expect(derivative(at: 3.0) { x in derivative(at: 2.0) { y in y * stopGradient(x) } * x } == 3)
        #expect(gradient(at: [3.0]) { x in gradient(at: [2.0]) { y in y[0] * stopGradient(x[0]) }[0] * x[0] } == [3])
    }
}
