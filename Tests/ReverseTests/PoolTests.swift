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

    /// A tape of at least so many bytes, in large nodes, and its inputs.
    private static func recording(_ bytes: Int) -> (tape: Tape<Wide>, inputs: [Variable<Wide>]) {
        let tape = Tape<Wide>()
        let x = tape.variables((0..<512).map { Wide(Double($0)) })
        while tape.byteCount < bytes { _ = sum(x) }
        return (tape, x)
    }

    private typealias Wide = MultiDual<SIMD16<Double>>

    /// 64 recordings at once, of 4 MB each and more.
    @Test func aBurstOfTapesLeavesNoMoreThanTheBound() async {
        await #expect(processExitsWith: .success) {
            let size = 1 << 22
            func pool() -> (tapes: Int, bytes: Int, limit: Int) { Tape<Double>.pool }
            func burst() {
                let all = (0..<64).map { _ in PoolTests.recording(size) }
                precondition(pool().tapes == 0 && pool().bytes == 0)
                precondition(all.map(\.tape.byteCount).reduce(0, +) > 2 * pool().limit - size)
                // No two of them have the same header: all inputs are valid.
                for (_, x) in all { precondition((x[1] * x[2] * x[3]).value.value == 6) }
            }
            burst()
            let (_, left, limit) = pool()
            precondition(left <= limit && left > limit / 2 && pool().tapes == 64)
            // Tapes that come one by one get what the last one left, and leave it again; so do their gradients.
            for _ in 0..<10 {
                let (tape, _) = PoolTests.recording(size)
                precondition(pool().bytes == left - tape.byteCount && pool().tapes == 63)
            }
            precondition(gradient(at: [2.0, 3, 5]) { x in x[0] * x[1] * x[2] } == [15, 10, 6])
            precondition(pool().bytes == left && pool().tapes == 64)
            // As many again get the headers of those whose memory has been freed, too.
            burst()
            precondition(pool().bytes == left && pool().tapes == 64)
        }
    }

    /// A tape of more than 64 MB leaves its first chunks, and the next one takes as many more.
    @Test func aLargeTapeLeavesAPart() async {
        await #expect(processExitsWith: .success) {
            let large = 1 << 26
            for _ in 0..<3 {
                _ = PoolTests.recording(large + (1 << 23))
                let left = Tape<Double>.pool.bytes
                precondition(left <= large && left > large - (1 << 23))
            }
        }
    }

    /// Headers in pages of their own, as they are made where the heap's addresses carry a tag.
    @Test func headersInPages() async {
        await #expect(processExitsWith: .success) {
            Tape<Double>.poolHeadersInPages()
            let all = (0..<300).map { k in
                let tape = Tape<Double>()
                return (tape: tape, inputs: tape.variables([Double(k), 2, 3]))
            }
            for (k, (tape, x)) in all.enumerated() {
                let g = tape.gradient(of: x[0] * x[1] * x[2], withRespectTo: x)
                precondition(g == [6, 3 * Double(k), 2 * Double(k)])
            }
        }
    }
}
