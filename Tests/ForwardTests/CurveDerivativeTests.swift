import Autodiff
import Testing

@Suite struct CurveDerivativeTests {
    @Test func aCircleMovesAlongItsTangent() {
        let velocity = derivatives(at: 0.5) { t in [cos(t), sin(t), 3, t * t] }
        #expect(velocity == [-sin(0.5), cos(0.5), 0, 1])
    }

    /// The second derivative of (t³, e^t) at 2 is (12, e²).
    @Test func callsNest() {
        let acceleration = derivatives(at: 2.0) { t in derivatives(at: t) { s in [s * s * s, exp(s)] } }
        #expect(acceleration == [12, exp(2)])
    }

    @Test func ofAFunctionOfOneInput() {
        struct Curve: Differentiable {
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [x[0] * x[0], 1 / x[0]] }
        }
        #expect(derivatives(at: 4.0, of: Curve()) == [8, -0.0625])
    }
}
