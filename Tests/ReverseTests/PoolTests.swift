import Autodiff
import Testing

/// What tapes leave to each other: headers, which never live the same life twice, and memory, up to a bound. Each test is a
/// process of its own, since the pool is one for all.
@Suite struct PoolTests {
    private func message(_ result: ExitTest.Result?) -> String {
        result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    }

    /// There are 2²² lives.
    @Test func aTapeThatIsResetAsOftenAsItCan() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let tape = Tape<Double>()
            let x = tape.variables([2, 3, 5])
            for _ in 0..<(1 << 22) { tape.reset() }
            _ = tape.variables([2, 3, 5])
            print(x[0] * x[1] * x[2])
        }
        #expect(message(result).contains("a Variable was used after the gradient"))
    }

    /// The same where the last life ends with the tape, and another tape comes.
    @Test func aHeaderThatIsUsedUpIsNotRecycled() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var kept: [Variable<Double>] = []
            do {
                let tape = Tape<Double>()
                kept = tape.variables([2, 3, 5])
                for _ in 0..<(1 << 22) - 1 { tape.reset() }
            }
            let tapes = (0..<3).map { _ in Tape<Double>() }
            for tape in tapes { _ = tape.variables([2, 3, 5]) }
            print(kept[0] * kept[1] * kept[2])
            withExtendedLifetime(tapes) {}
        }
        #expect(message(result).contains("a Variable was used after the gradient"))
    }

    /// 64 recordings at once, of 4 MB each.
    @Test func aBurstOfTapesLeavesNoMoreThanTheBound() async {
        await #expect(processExitsWith: .success) {
            func recording() -> Tape<MultiDual<SIMD16<Double>>> {
                let tape = Tape<MultiDual<SIMD16<Double>>>()
                let x = tape.variables([2, 3, 5])
                _ = x[0] * x[1] * x[2]
                while tape.byteCount < 1 << 22 { _ = tape.variable(1) }
                return tape
            }
            typealias Pool = Tape<Double>
            precondition(Pool.pooledBytes.count == 0)
            var tapes: [Tape<MultiDual<SIMD16<Double>>>] = []
            for _ in 0..<64 { tapes.append(recording()) }
            let whole = tapes.map(\.byteCount).reduce(0, +)
            precondition(whole > 2 * Pool.pooledBytes.limit && Pool.pooledBytes.count == 0)
            tapes = []
            let (left, limit) = Pool.pooledBytes
            precondition(left <= limit && left > limit / 2)
            // Tapes that come one by one get what the last one left, and leave it again; so do their gradients.
            for _ in 0..<10 {
                let tape = recording()
                precondition(Pool.pooledBytes.count == left - tape.byteCount)
            }
            precondition(gradient(at: [2.0, 3, 5]) { x in x[0] * x[1] * x[2] } == [15, 10, 6])
            precondition(Pool.pooledBytes.count == left)
            // As many again get the headers of those whose memory has been freed, too.
            for _ in 0..<64 { tapes.append(recording()) }
            precondition(tapes.map(\.byteCount).reduce(0, +) == whole && Pool.pooledBytes.count == 0)
            tapes = []
            precondition(Pool.pooledBytes.count == left)
        }
    }

    /// A tape of more than 64 MB leaves its first chunks.
    @Test func aLargeTapeLeavesAPart() async {
        await #expect(processExitsWith: .success) {
            let large = 1 << 26
            do {
                let tape = Tape<MultiDual<SIMD16<Double>>>()
                let x = tape.variables([2, 3, 5])
                _ = x[0] * x[1] * x[2]
                while tape.byteCount <= large + (1 << 22) { _ = tape.variable(1) }
            }
            let left = Tape<Double>.pooledBytes.count
            precondition(left <= large && left > large - (1 << 22))
        }
    }

    /// Headers in pages of their own, as they are made where the heap's addresses carry a tag.
    @Test func headersInPages() async {
        await #expect(processExitsWith: .success) {
            Tape<Double>.poolHeadersInPages()
            let tapes = (0..<300).map { _ in Tape<Double>() }
            for (k, tape) in tapes.enumerated() {
                let x = tape.variables([Double(k), 2, 3])
                let g = tape.gradient(of: x[0] * x[1] * x[2], withRespectTo: x)
                precondition(g == [6, 3 * Double(k), 2 * Double(k)])
            }
        }
    }
}
