import Autodiff
import Testing

/// The k-th derivative, for small and for large k.
@Suite struct HigherDerivativeTests {
    struct Sine: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { sin(x[0]) }
    }

    @Test func ofTheSine() {
        let (s, c) = (sin(0.5), cos(0.5))
        for (order, expected) in [s, c, -s, -c, s, c].enumerated() {
            let slope = derivative(at: 0.5, order: order) { x in sin(x) }
            #expect((slope - expected).magnitude < 1e-15)
            #expect(derivative(at: 0.5, order: order, of: Sine()) == slope)
        }
    }

    /// x⁵ at 2, whose derivatives are whole numbers; of order 1 it is the derivative.
    @Test func ofAPower() {
        let derivatives = (0...7).map { derivative(at: 2.0, order: $0) { x in x * x * x * x * x } }
        #expect(derivatives == [32, 80, 160, 240, 240, 120, 0, 0])
        #expect(derivative(at: 0.3, order: 1) { x in exp(x) } == derivative(at: 0.3) { x in exp(x) })
        #expect(derivative(at: 0.3, order: 3) { _ in 7 } == 0)
        #expect(derivative(at: 0.3, order: 0) { _ in 7 } == 7)
    }

    /// k! times the coefficient, to the last bit while k! is exact.
    @Test func aSmallOrderIsTheCoefficientTimesTheFactorial() {
        let coefficients = taylor(at: 0.3, order: 22) { x in sqrt(x) * log(x) }
        var factorial = 1.0
        for order in 0...22 {
            if order > 0 { factorial *= Double(order) }
            let slope = derivative(at: 0.3, order: order) { x in sqrt(x) * log(x) }
            #expect(slope == coefficients[order] * factorial, "order \(order)")
        }
    }

    /// The k-th derivative of e^(c x) is cᵏ e^(c x), while the coefficient is too small and k! too large for a Double.
    @Test(arguments: [(0.1, 200), (0.5, 400), (1, 500), (1, 1200), (-2, 1000)] as [(Double, Int)])
    func aLargeOrder(c: Double, order: Int) {
        let slope = derivative(at: 0.0, order: order) { x in exp(c * x) }
        let expected = pow(c, order)
        #expect((slope / expected - 1).magnitude < 1e-11, "\(slope) for \(expected)")
    }

    /// The derivatives of 1/(1 - x) at 0 are k!, the largest that fits 170!.
    @Test func oneThatIsTooLargeIsInfinite() {
        let last = derivative(at: 0.0, order: 170) { x in 1 / (1 - x) }
        #expect((last / 7.257415615307994e306 - 1).magnitude < 1e-13)
        #expect(derivative(at: 0.0, order: 171) { x in 1 / (1 - x) } == .infinity)
    }

    /// d/dx of the second derivative is the third, in the three modes around it.
    @Test func insideAnotherDerivative() {
        func second<S: RealScalar>(_ x: S) -> S { derivative(at: x, order: 2) { y in y * y * y * y } }
        #expect(derivative(at: 2.0) { x in second(x) } == 48)
        #expect(gradient(at: [2.0]) { x in second(x[0]) } == [48])
        #expect(taylor(at: 2.0, order: 2) { x in second(x) } == [48, 48, 12])
    }

    @Test func aNegativeOrder() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(derivative(at: 0.5, order: -1) { x in sin(x) })
        }
        #expect(message(of: result).contains("derivative of order -1: the order can't be negative"))
        let ofField = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(derivative(at: 0.5, order: -1, of: Sine()))
        }
        #expect(message(of: ofField).contains("derivative of order -1: the order can't be negative"))
    }
}
