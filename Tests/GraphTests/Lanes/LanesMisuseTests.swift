import Autodiff
import Testing

/// Misuse of sums over data and of many points ends the process with a message that names the mistake and the fix.
@Suite struct LanesMisuseTests {
    private func message(of result: ExitTest.Result?) -> String {
        result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    }

    @Test func parametersOfAnotherLength() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let loss = compile(over: [1.0, 2], at: [1, 1]) { θ, x in θ[0] * x + θ[1] }
            print(gradient(at: [1], of: loss))
        }
        #expect(message(of: result).contains("the point of a compiled sum has 1 elements where 2 are needed"))
    }

    @Test func noParameters() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = compile(over: [1.0], at: []) { _, x in Symbol(x) }
        }
        #expect(message(of: result).contains("a sum over data of no parameters can't be compiled"))
    }

    @Test func aSampleThatIsNone() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let loss = compile(over: [1.0, 2], at: [1]) { θ, x in θ[0] * x }
            print(valueWithGradient(at: [1], of: loss, batch: [0, 2]))
        }
        #expect(message(of: result).contains("sample 2 of a batch is none of the 2"))
    }

    @Test func aSampleThatIsNoneOfASumWithoutPrograms() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let loss = compile(over: Array(0..<100), at: [1]) { θ, count in
                var x = θ[0]
                for _ in 0..<count { x = sin(x) }
                return x
            }
            print(valueWithGradient(at: [1], of: loss, batch: [0, 100]))
        }
        #expect(message(of: result).contains("sample 100 of a batch is none of the 100"))
    }

    @Test func pointsOfAnotherLength() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let f = compile(at: [1, 2]) { x in x[0] * x[1] }
            print(values(at: [[1, 2, 3]], of: f))
        }
        #expect(message(of: result).contains("a point, a row of the matrix, has 3 elements where 2 are needed"))
    }

    @Test func aPlaceOfAnotherShape() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let f = compile(at: [1, 2]) { x in [x[0] * x[1], x[0]] }
            var place = Matrix<Double>(rows: 2, columns: 2, repeating: 0)
            jacobians(at: [[1, 2], [3, 4]], of: f, into: &place)
        }
        #expect(message(of: result).contains("the place of the Jacobians is 2 × 2 where 4 × 2 is needed"))
    }

    @Test func aSymbolKeptFromOneTermToTheNext() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            final class Box: @unchecked Sendable { var kept: Symbol? }
            let box = Box()
            _ = compile(over: [1.0, 2, 3], at: [1]) { θ, x in
                let y = sin(θ[0]) * x
                let z = y + (box.kept ?? y)
                if box.kept == nil { box.kept = y }
                return z
            }
        }
        #expect(message(of: result).contains("a Symbol was used after the function that it was recorded for had ended"))
    }

    @Test func aSymbolKeptFromATerm() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            final class Box: @unchecked Sendable { var kept: Symbol = 0 }
            let box = Box()
            _ = compile(over: [1.0], at: [1]) { θ, x in
                box.kept = θ[0]
                return θ[0] * x
            }
            print(box.kept * box.kept)
        }
        #expect(message(of: result).contains("a Symbol was used after the function that it was recorded for had ended"))
    }
}
