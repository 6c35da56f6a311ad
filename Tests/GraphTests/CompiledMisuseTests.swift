import Autodiff
import Testing

/// Misuse of compiled functions ends the process with a message that names the mistake and the fix.
@Suite struct CompiledMisuseTests {
    private func message(of result: ExitTest.Result?) -> String {
        result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    }

    @Test func symbolUsedAfterItsFunction() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var kept: [Symbol] = []
            _ = hessian(at: [1.0, 2]) { x in
                kept = x
                return x[0] * x[1]
            }
            print(kept[0] * kept[1])
        }
        #expect(message(of: result).contains("a Symbol was used after the function that it was recorded for had ended"))
    }

    @Test func symbolsOfTwoRecordings() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = hessian(at: [1.0]) { x in
                let inner = hessian(at: [2.0]) { y in y[0] * x[0] }
                return x[0] * inner[0, 0]
            }
        }
        #expect(message(of: result).contains("symbols of two recordings met in one operation"))
    }

    @Test func pointOfAnotherLength() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(gradient(at: [1.0], of: compile(at: [1.0, 2]) { x in x[0] * x[1] }))
        }
        #expect(message(of: result).contains("the point of a compiled function has 1 elements where 2 are needed"))
    }

    @Test func noInputs() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = compile(at: []) { _ in Symbol(1) }
        }
        #expect(message(of: result).contains("a function of no inputs can't be compiled"))
    }

    @Test func placesAndDirectionsOfAnotherLength() async {
        let place = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var slope = [0.0]
            compile(at: [1.0, 2]) { x in x[0] * x[1] }.valueWithGradient(at: [1, 2], into: &slope)
        }
        #expect(message(of: place).contains("the place of a gradient has 1 elements where 2 are needed"))
        let matrix = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var j = Matrix<Double>(rows: 1, columns: 2, repeating: 0)
            compile(at: [1.0, 2]) { x in [x[0], x[1], x[0]] }.jacobian(at: [1, 2], into: &j)
        }
        #expect(message(of: matrix).contains("the place of a Jacobian is 1 × 2 where 3 × 2 is needed"))
        let cotangent = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(vjp(at: [1, 2], of: compile(at: [1.0, 2]) { x in [x[0], x[1], x[0]] }).pullback([1]))
        }
        #expect(message(of: cotangent).contains("where 3 are needed: one for each input or output"))
    }

    @Test func tooManyOperations() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var options = CompileOptions()
            options.maximumNodes = 1000
            _ = compile(at: [0.5], options: options) { x in
                var y = x[0]
                for _ in 0..<10_000 { y = sin(y) }
                return y
            }
        }
        #expect(message(of: result).contains("more than 1000 operations"))
    }
}
