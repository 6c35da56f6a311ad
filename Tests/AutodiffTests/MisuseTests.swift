import Autodiff
import Testing

/// Every misuse ends the process with a message that names the mistake and the fix, in debug and in release builds.
@Suite struct MisuseTests {
    @Test func variableUsedAfterItsGradientReturned() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var kept: [Variable<Double>] = []
            _ = gradient(at: [1.0, 2, 3, 4]) { x in
                kept = x
                return x[0]
            }
            let (first, second) = (kept[0] * kept[1], kept[2] * kept[3])
            print(first + second)
        }
        #expect(
            message(of: result).contains("a Variable was used after the gradient, vjp or Tape that made it had ended"))
    }

    /// The operands fuse, so that nothing is recorded, and the result is what a later gradient returns.
    @Test func staleVariablesThatFuseAndAreReturned() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var kept: [Variable<Double>] = []
            _ = gradient(at: [1.0]) { x in
                kept = x
                return x[0]
            }
            print(gradient(at: [2.0]) { _ in kept[0] * kept[0] })
        }
        #expect(message(of: result).contains("keep its value (variable.value)"))
    }

    @Test func staleVariableThatMeetsALiveOne() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var kept: [Variable<Double>] = []
            _ = gradient(at: [1.0]) { x in
                kept = x
                return x[0]
            }
            print(gradient(at: [2.0]) { x in x[0] - kept[0] })
        }
        #expect(message(of: result).contains("keep its value (variable.value)"))
    }

    @Test func staleVariableReturnedFromAVJP() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var kept: [Variable<Double>] = []
            _ = gradient(at: [1.0]) { x in
                kept = x
                return x[0]
            }
            _ = vjp(at: [1.0]) { x in [x[0], sin(kept[0])] }
        }
        #expect(message(of: result).contains("keep its value (variable.value)"))
    }

    @Test func variablesOfTwoTapesInOneOperation() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let (first, second) = (Tape<Double>(), Tape<Double>())
            let (x, y) = (first.variable(1), second.variable(2))
            print(x * y)
            withExtendedLifetime((first, second)) {}
        }
        #expect(message(of: result).contains("variables of two tapes met in one operation"))
    }

    @Test func outerVariableReturnedFromAnInnerGradient() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(gradient(at: [1.0]) { x in x[0] * gradient(at: [1.0]) { _ in x[0] }[0] })
        }
        #expect(message(of: result).contains("variables of two tapes met"))
    }

    @Test func variableUsedAfterReset() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let tape = Tape<Double>()
            let old = tape.variable(1)
            tape.reset()
            print(tape.gradient(of: old * old, withRespectTo: tape.variables([1])))
        }
        #expect(message(of: result).contains("keep its value (variable.value)"))
    }

    @Test func gradientWithRespectToAResult() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let tape = Tape<Double>()
            let x = tape.variable(3)
            print(tape.gradient(of: x * x, withRespectTo: [2 * x]))
        }
        #expect(message(of: result).contains("not to results computed from them"))
    }

    /// A node of its own, not only a scaled input.
    @Test func gradientWithRespectToARecordedResult() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let tape = Tape<Double>()
            let x = tape.variables([3, 4, 5])
            let product = x[0] * x[1] * x[2]
            print(tape.gradient(of: product * x[0], withRespectTo: [product]))
        }
        #expect(message(of: result).contains("not to results computed from them"))
    }

    @Test func tangentOfTheWrongLength() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(jvp(at: [1.0, 2], along: [1], of: Polar()))
        }
        #expect(message(of: result).contains("the direction of jvp has 1 elements where 2 are needed"))
    }

    @Test func cotangentOfTheWrongLength() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(vjp(at: [1.0, 2], of: Polar()).pullback([1, 2, 3]))
        }
        #expect(message(of: result).contains("the cotangent has 3 elements where 2 are needed"))
    }

    @Test func emptyInputOfAGradient() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(gradient(at: [Double]()) { _ in 1 })
        }
        #expect(message(of: result).contains("gradient at an empty point"))
    }

    @Test func emptyInputOfAJVP() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(jvp(at: [Double](), along: [], of: Polar()))
        }
        #expect(message(of: result).contains("jvp at an empty point"))
    }

    @Test func emptyInputOfAHessian() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(hessian(at: [Double](), of: LogSumExp()))
        }
        #expect(message(of: result).contains("hessian at an empty point"))
    }

    @Test func raggedMatrix() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(Matrix([[1, 2], [3]]))
        }
        #expect(message(of: result).contains("ragged matrix: row 1 has 1 entries where row 0 has 2"))
    }

    @Test func entryOutsideAMatrix() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(Matrix([[1, 2], [3, 4]])[0, 2])
        }
        #expect(message(of: result).contains("no entry (0, 2) in a 2 × 2 matrix"))
    }
}
