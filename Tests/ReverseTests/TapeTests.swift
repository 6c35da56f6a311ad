import Autodiff
import Foundation
import Testing

@Suite struct TapeTests {
    @Test func fusedChainsRecordNothing() {
        let tape = Tape<Double>()
        let x = tape.variables([0.5, 0.25])
        var y = x[0] * x[1]
        for _ in 0..<1000 { y = sin(y) + 0.5 * y - x[0] / (1 + y * y) }
        #expect(tape.nodeCount == 0)
        #expect(tape.variableCount == 2)
    }

    @Test func rosenbrockRecordsANodeATerm() {
        let tape = Tape<Double>()
        let x = tape.variables((0..<1000).map { 0.5 + 0.001 * Double($0 % 11) })
        var sum: Variable<Double> = 0
        for i in 0..<999 { sum += 100 * pow(x[i + 1] - x[i] * x[i], 2) + pow(1 - x[i], 2) }
        #expect(tape.nodeCount == 998)
        #expect(tape.byteCount < 1 << 17)
    }

    /// Every way in which the operands of two variables can overlap.
    @Test func everyOverlapOfOperands() {
        let operands: [[Int]] = [[0], [1], [2], [0, 1], [0, 2], [1, 2], [2, 3], [0, 3]]
        for first in operands {
            for second in operands {
                let point = [1.5, -0.5, 2, 0.75]
                let g = gradient(at: point) { x in
                    let a = first.map { Double($0 + 2) * x[$0] }.reduce(1, *)
                    let b = second.map { Double($0 + 5) * x[$0] }.reduce(0, +)
                    return a * b
                }
                let a = first.map { Double($0 + 2) * point[$0] }.reduce(1, *)
                let b = second.map { Double($0 + 5) * point[$0] }.reduce(0, +)
                for j in 0..<4 {
                    let da = first.contains(j) ? a / point[j] : 0
                    let db = second.contains(j) ? Double(j + 5) : 0
                    let terms = ((da * b).magnitude, (a * db).magnitude)
                    #expect((g[j] - (da * b + a * db)).magnitude <= 4e-16 * (terms.0 + terms.1), "\(first) \(second)")
                }
            }
        }
    }

    @Test func inputsMadeAfterNodes() {
        let tape = Tape<Double>()
        let x = tape.variables([1, 2, 3])
        let s = x[0] * x[1] * x[2]
        let late = tape.variable(4)
        let y = s * late + late * x[0] * x[1]
        #expect(tape.gradient(of: y, withRespectTo: x + [late]) == [32, 16, 8, 8])
        #expect(tape.variableCount - tape.nodeCount == 4)
    }

    @Test func manyOutputsOfOneTape() {
        let tape = Tape<Double>()
        let x = tape.variables([3, -4])
        let (p, q) = (x[0] * x[1], x[0] - x[1])
        #expect(tape.gradient(of: p, withRespectTo: x) == [-4, 3])
        #expect(tape.gradient(of: q, withRespectTo: x) == [1, -1])
        #expect(tape.pullback([1, 2], from: [p, q], to: x) == [-2, 1])
        #expect(tape.gradient(of: Variable(constant: 7), withRespectTo: x) == [0, 0])
    }

    @Test func aPullbackKeepsItsTape() {
        let pullbacks = (1...50).map { k in vjp(at: [Double(k), 2, 3]) { x in [x[0] * x[1] * x[2]] }.pullback }
        for (k, pullback) in pullbacks.enumerated() {
            #expect(pullback([1]) == [6, Double(k + 1) * 3, Double(k + 1) * 2])
            #expect(pullback([2]) == [12, Double(k + 1) * 6, Double(k + 1) * 4])
        }
    }

    @Test func resetMakesRoomForTheNextRecording() {
        let tape = Tape<Double>()
        for k in 1...1000 {
            let x = tape.variables([Double(k), 2, 3])
            #expect(tape.gradient(of: x[0] * x[1] * x[2], withRespectTo: x) == [6, 3 * Double(k), 2 * Double(k)])
            tape.reset()
        }
    }

    @Test func resetForgetsInputsEarlyAndLate() {
        let tape = Tape<Double>()
        for _ in 0..<3 {
            let x = tape.variables([1, 2, 3, 4])
            _ = x[0] * x[1] * x[2]
            _ = tape.variables([5, 6])
            #expect(tape.variableCount == 7 && tape.nodeCount == 1)
            tape.reset()
            #expect(tape.variableCount == 0 && tape.nodeCount == 0 && tape.byteCount == 0)
        }
    }

    /// x + c stands for x; what has another derivative doesn't.
    @Test func onlyInputsHaveAGradient() async {
        let tape = Tape<Double>()
        let x = tape.variables([1, 2, 3])
        #expect(tape.gradient(of: x[0] * x[1] * x[2], withRespectTo: [x[0] + 7, x[2] - 1]) == [6, 2])
        let scaled = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let tape = Tape<Double>()
            let x = tape.variables([1, 2, 3])
            print(tape.gradient(of: x[0] * x[1] * x[2], withRespectTo: [2 * x[0]]))
        }
        let product = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let tape = Tape<Double>()
            let x = tape.variables([1, 2, 3])
            let y = x[0] * x[1] * x[2]
            print(tape.gradient(of: y, withRespectTo: [y]))
        }
        for result in [scaled, product] {
            let text = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
            #expect(text.contains("not to results computed from them"))
        }
    }

    /// A derivative that is zero contributes nothing, though the other factor is infinite, on either side.
    @Test func zeroTimesInfinityOnEitherSide() {
        let point = [Double.infinity, 1, 2, 3]
        #expect(gradient(at: point) { x in x[0] * (0 * x[1]) } == [0, 0, 0, 0])
        #expect(gradient(at: point) { x in (0 * x[1]) * x[0] } == [0, 0, 0, 0])
        #expect(gradient(at: point) { x in (x[0] + x[3]) * (0 * x[1] + 0 * x[2]) } == [0, 0, 0, 0])
        #expect(gradient(at: point) { x in (0 * x[1] + 0 * x[2]) * (x[0] + x[3]) } == [0, 0, 0, 0])
    }

    @Test func aThrowingClosureLeavesNothingBehind() {
        struct Failure: Error {}
        for _ in 0..<100 {
            #expect(throws: Failure.self) {
                try gradient(at: [1.0, 2, 3]) { x in
                    if x[0] * x[1] * x[2] > 0 { throw Failure() }
                    return x[0]
                }
            }
        }
        #expect(gradient(at: [1.0, 2, 3]) { x in x[0] * x[1] * x[2] } == [6, 3, 2])
    }

    /// A hundred threads, started together, against the serial result.
    @Test func concurrentGradientsAgreeWithTheSerialOnes() {
        @Sendable func work(_ k: Int) -> [Double] {
            gradient(at: (0..<40).map { 1 + 0.01 * Double($0 + k) }) { x in
                var y: Variable<Double> = 1
                for i in 0..<300 { y = sin(y) * x[i % 40] + x[(i * 7 + k) % 40] / (1 + y * y) }
                return y
            }
        }
        let expected = (0..<100).map(work)
        let results = Results(count: 100)
        let gate = DispatchSemaphore(value: 0)
        let threads = (0..<100).map { k in
            Thread {
                gate.wait()
                for _ in 0..<2 { results.set(k, work(k)) }
                results.done.signal()
            }
        }
        threads.forEach { $0.start() }
        threads.forEach { _ in gate.signal() }
        threads.forEach { _ in results.done.wait() }
        #expect(results.all == expected)
    }

    @Test func concurrentTasksAgreeWithTheSerialResult() async {
        @Sendable func work(_ k: Int) -> [Double] {
            gradient(at: [Double(k), 2, 3]) { x in exp(x[0] / 100) * x[1] * x[2] }
        }
        let results = await withTaskGroup(of: (Int, [Double]).self) { group in
            for k in 0..<100 { group.addTask { (k, work(k)) } }
            return await group.reduce(into: [Int: [Double]]()) { $0[$1.0] = $1.1 }
        }
        for k in 0..<100 { #expect(results[k] == work(k)) }
    }

    /// Results that many threads write, one place each.
    final class Results: Sendable {
        let done = DispatchSemaphore(value: 0)
        private let lock = NSLock()
        nonisolated(unsafe) private var values: [[Double]]

        init(count: Int) { values = Array(repeating: [], count: count) }

        var all: [[Double]] { lock.withLock { values } }

        func set(_ k: Int, _ value: [Double]) { lock.withLock { values[k] = value } }
    }
}
