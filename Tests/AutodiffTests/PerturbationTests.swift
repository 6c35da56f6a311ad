import Autodiff
import Testing

/// d/dx [x · d/dy (x + y) at y = 1] at x = 1 is 1: the inner derivative is 1 whatever x. A toolkit that confuses the two
/// perturbations answers 2.
@Suite struct PerturbationTests {
    @Test func forwardInForwardIsOne() {
        let slope = derivative(at: 1.0) { x in
            x * derivative(at: 1) { y in Dual(constant: x) + y }
        }
        #expect(slope == 1)
    }

    @Test func reverseInReverseIsOne() {
        let slopes = gradient(at: [1.0]) { x in
            x[0] * gradient(at: [1]) { y in Variable(constant: x[0]) + y[0] }[0]
        }
        #expect(slopes == [1])
    }

    @Test func reverseInForwardIsOne() {
        let slope = derivative(at: 1.0) { x in
            x * gradient(at: [1]) { y in Variable(constant: x) + y[0] }[0]
        }
        #expect(slope == 1)
    }

    @Test func forwardInReverseIsOne() {
        let slopes = gradient(at: [1.0]) { x in
            x[0] * derivative(at: 1) { y in Dual(constant: x[0]) + y }
        }
        #expect(slopes == [1])
    }

    /// d/dx [x · d/dy (x y²)] = d/dx [2 x² y] = 4 x y.
    @Test func liftedVariablesStillCarryTheOuterDerivative() {
        let slope = derivative(at: 3.0) { x in
            x * derivative(at: 0.5) { y in Dual(constant: x) * y * y }
        }
        #expect(slope == 6)
        let slopes = gradient(at: [3.0]) { x in
            x[0] * gradient(at: [0.5]) { y in Variable(constant: x[0]) * y[0] * y[0] }[0]
        }
        #expect(slopes == [6])
    }

    /// The third derivative of x⁴, three calls deep, and of a product over three levels.
    @Test func threeLevels() {
        let third = derivative(at: 2.0) { x in
            derivative(at: x) { y in derivative(at: y) { z in z * z * z * z } }
        }
        #expect(third == 48)
        let mixed = derivative(at: 2.0) { x in
            derivative(at: 3) { y in
                gradient(at: [5]) { z in Variable(constant: Dual(constant: x) * y * y) * z[0] * z[0] }[0]
            }
        }
        // d/dx d/dy d/dz x y² z² = 2 y · 2 z.
        #expect(mixed == 60)
    }

    @Test func unliftedInForwardTraps() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = derivative(at: 1.0) { x in x * derivative(at: 1.0) { y in x + y } }
        }
        #expect(message(of: result).contains("Dual(constant: x)"))
    }

    @Test func unliftedInReverseTraps() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = gradient(at: [1.0]) { x in x[0] * gradient(at: [1.0]) { y in x[0] + y[0] }[0] }
        }
        #expect(message(of: result).contains("Variable(constant: x)"))
    }

    @Test func returningTheOuterDualTraps() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = derivative(at: 1.0) { x in x * derivative(at: 1.0) { _ in x } }
        }
        #expect(message(of: result).contains("perturbation confusion"))
    }

    @Test func accumulatingIntoAnOuterDualTraps() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = derivative(at: 1.0) { x in
                var sum = x
                _ = derivative(at: 1.0) { y in
                    sum += y
                    return y
                }
                return sum
            }
        }
        #expect(message(of: result).contains("perturbation confusion"))
    }

    @Test func keptDualTraps() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var kept: Dual<Double> = 0
            _ = derivative(at: 1.0) { x in
                kept = x
                return x
            }
            _ = derivative(at: 1.0) { y in y * kept }
        }
        #expect(message(of: result).contains("perturbation confusion"))
    }

    @Test func outerDualInJvpTraps() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = derivative(at: 1.0) { x in x * jvp(at: [1.0], along: [1]) { y in [x * y[0]] }.tangent[0] }
        }
        #expect(message(of: result).contains("perturbation confusion"))
    }
}
