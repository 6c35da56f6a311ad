import Autodiff
import Foundation
import Testing

/// (sin(θ₀ x) θ₁ + θ₂ - y)², with enough nodes that a few hundred samples take several sweeps.
private struct Misfit: DataTerm {
    func value<S: RealScalar>(at θ: [S], for sample: SIMD2<Double>) -> S {
        var model = θ[2]
        for k in 1...4 { model += sin(Double(k) * sample.x * θ[0]) * θ[1] * θ[3] / (1 + θ[0] * θ[2] * θ[3]) }
        return pow(model - sample.y, 2)
    }
}

/// Counts who is in at once. (With a lock of the platform: the thread sanitizer doesn't see the order that `Mutex` makes.)
private final class Running: @unchecked Sendable {
    private let lock = NSLock()
    private var now = 0
    private var highest = 0

    var most: Int { lock.withLock { highest } }

    func enter() {
        lock.withLock {
            now += 1
            highest = Swift.max(highest, now)
        }
    }

    func leave() { lock.withLock { now -= 1 } }
}

@Suite struct SumOverDataTests {
    private static let data = (0..<1000).map { (k: Int) -> SIMD2<Double> in
        let (x, y) = (Double(k % 37), Double(k * 7 % 41))
        return SIMD2(x / 37, y / 41)
    }
    private static let point = [0.7, -0.3, 0.2, 1.1]

    private func relativeError(_ a: [Double], _ b: [Double]) -> Double {
        let scale = b.map(\.magnitude).max() ?? 0
        return zip(a, b).map { ($0 - $1).magnitude }.reduce(0, Swift.max) / scale
    }

    /// On one tape, as a plain gradient: the same up to the order of a thousand additions.
    @Test(arguments: [1, 3, 16, 1000, 5000]) func agreesWithThePlainGradient(parts: Int) {
        let data = Self.data
        let plain = valueWithGradient(at: Self.point) { θ in
            data.map { Misfit().value(at: θ, for: $0) }.reduce(0, +)
        }
        let sum = valueWithGradient(at: Self.point, of: Misfit(), over: data, parts: parts)
        #expect((sum.value - plain.value).magnitude <= 1e-13 * plain.value)
        #expect(relativeError(sum.gradient, plain.gradient) <= 1e-12)
    }

    @Test(arguments: [1, 3, 4, 16, 64]) func tasksGiveTheSameBits(parts: Int) async {
        let data = Self.data
        let serial = valueWithGradient(at: Self.point, of: Misfit(), over: data, parts: parts)
        for _ in 0..<4 {
            let parallel = await parallelValueWithGradient(
                at: Self.point, of: Misfit(), over: data, parts: parts)
            #expect(parallel.value == serial.value)
            #expect(parallel.gradient == serial.gradient)
        }
        #expect(await parallelGradient(at: Self.point, of: Misfit(), over: data, parts: parts) == serial.gradient)
        #expect(gradient(at: Self.point, of: Misfit(), over: data, parts: parts) == serial.gradient)
    }

    /// The partition makes the bits, not the number of tasks.
    @Test(arguments: [1, 2, 3, 4, 7, 16, 1000]) func anyNumberOfTasksGivesTheSameBits(tasks: Int) async {
        let data = Self.data
        for parts in [1, 5, 16] {
            let serial = valueWithGradient(at: Self.point, of: Misfit(), over: data, parts: parts)
            let parallel = await parallelValueWithGradient(
                at: Self.point, of: Misfit(), over: data, parts: parts, tasks: tasks)
            #expect(parallel.value.bitPattern == serial.value.bitPattern)
            #expect(parallel.gradient.map(\.bitPattern) == serial.gradient.map(\.bitPattern))
        }
    }

    /// Never more than so many terms at once.
    @Test func tasksAreBounded() async {
        let running = Running()
        let sum = await parallelGradient(at: [2.0], over: 0..<64, parts: 64, tasks: 2) { θ, s in
            running.enter()
            defer { running.leave() }
            return (0..<200).reduce(θ[0]) { total, _ in total * 1 }
        }
        #expect(sum == [64])
        #expect((1...2).contains(running.most))
    }

    @Test func closuresAndSlices() async {
        let data = [1.0, 2, 3, 4, 5]
        #expect(gradient(at: [2.0, 1], over: data) { θ, s in θ[0] * θ[1] * s } == [15, 30])
        #expect(gradient(at: [2.0, 1], over: data[1...2]) { θ, s in θ[0] * θ[1] * s } == [5, 10])
        #expect(gradient(at: [2.0, 1], over: 0..<5, parts: 2) { θ, s in θ[0] * Double(s) } == [10, 0])
        #expect(await parallelGradient(at: [2.0, 1], over: data) { θ, s in θ[0] * θ[1] * s } == [15, 30])
    }

    @Test func noData() async {
        let serial = valueWithGradient(at: [2.0, 1], over: [Double]()) { θ, s in θ[0] * s }
        #expect(serial.value == 0 && serial.gradient == [0, 0])
        let parallel = await parallelValueWithGradient(at: [2.0, 1], over: [Double]()) { θ, s in θ[0] * s }
        #expect(parallel.value == 0 && parallel.gradient == [0, 0])
    }

    @Test func constantTermsAndErrors() async {
        struct Failure: Error {}
        #expect(gradient(at: [2.0], over: 0..<3) { θ, s in s == 1 ? θ[0] : 5 } == [1])
        #expect(throws: Failure.self) {
            try gradient(at: [2.0], over: 0..<3) { θ, s in
                if s == 2 { throw Failure() }
                return θ[0]
            }
        }
        await #expect(throws: Failure.self) {
            try await parallelGradient(at: [2.0], over: 0..<3) { θ, s in
                if s == 2 { throw Failure() }
                return θ[0]
            }
        }
    }

    /// Sums nest in other modes: a Hessian-vector product over data, forward over reverse.
    @Test func overDuals() {
        struct Whole: ScalarField {
            let data: [SIMD2<Double>]
            func value<S: RealScalar>(at x: [S]) -> S { sum(data.map { Misfit().value(at: x, for: $0) }) }
        }
        let direction = [1.0, -1, 0.5, 0]
        let product = jvp(at: Self.point, along: direction) { (θ: [Dual<Double>]) in
            gradient(at: θ, of: Misfit(), over: Self.data)
        }.tangent
        let expected = hvp(at: Self.point, along: direction, of: Whole(data: Self.data)).product
        #expect(relativeError(product, expected) <= 1e-12)
        let twice = gradient(at: Self.point) { (θ: [Variable<Double>]) in
            dot(gradient(at: θ, of: Misfit(), over: Self.data), direction.map { Variable($0) })
        }
        #expect(relativeError(twice, expected) <= 1e-12)
    }

    /// A variable kept from one term to a later one gives the right derivative or traps.
    @Test func aVariableKeptFromTermToTerm() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var kept: Variable<Double> = 0
            print(
                gradient(at: [1.0, 2, 3], over: 0..<10_000) { θ, s in
                    kept = kept * 0.5 + sin(θ[0] * θ[1] * θ[2])
                    return kept
                })
        }
        let output = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
        #expect(output.contains("a Variable was used after the gradient"))
    }

    /// What is recorded for terms without a derivative is forgotten, too: memory doesn't grow with their number.
    @Test func constantTermsThatRecord() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var first: Variable<Double>?
            print(
                gradient(at: [1.0, 2, 3], over: 0..<10_000, parts: 1) { θ, s in
                    let product = θ[0] * θ[1] * θ[2]
                    if first == nil { first = product }
                    return s == 9_999 ? first! * θ[0] * θ[1] : 0
                })
        }
        let output = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
        #expect(output.contains("a Variable was used after the gradient"))
    }

    @Test func partsBelowOne() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(gradient(at: [1.0], over: 0..<3, parts: 0) { θ, _ in θ[0] })
        }
        let output = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
        #expect(output.contains("a sum over data in 0 parts: there has to be at least one"))
    }

    @Test func tasksBelowOne() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(await parallelGradient(at: [1.0], over: 0..<3, tasks: 0) { θ, _ in θ[0] })
        }
        let output = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
        #expect(output.contains("a sum over data by 0 tasks: there has to be at least one"))
    }
}
