import Autodiff
import Testing

/// Three outputs of n inputs by some hundred operations.
private struct Inner: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        var y = x[0]
        for i in 0..<100 { y = sin(y) * x[i % x.count] + x[(i * 3 + 1) % x.count] / (2 + y * y) }
        return [y, y * x[0], S(2)]
    }
}

private struct Outer: ScalarField {
    let isPreaccumulated: Bool
    let n: Int

    func value<S: RealScalar>(at x: [S]) -> S {
        var inputs = [x[0] * x[1], x[2] + 1, x[1], S(0.5), x[3] / x[0], x[2] * x[3], x[0]]
        inputs = Array(inputs[..<n])
        let y = isPreaccumulated ? preaccumulate(inputs, Inner()) : Inner()(inputs)
        return y[0] * x[1] + exp(y[1] * 0.1) * y[2]
    }
}

@Suite struct PreaccumulateTests {
    static let point = [0.75, 1.25, 0.5, -0.25]

    private func agree(_ a: [Double], _ b: [Double]) -> Bool {
        let scale = b.map(\.magnitude).max() ?? 0
        return a.count == b.count && zip(a, b).allSatisfy { ($0 - $1).magnitude <= 1e-12 * scale }
    }

    @Test(arguments: 1...7) func agreesWithTheWholeTape(n: Int) {
        let (plain, short) = (Outer(isPreaccumulated: false, n: n), Outer(isPreaccumulated: true, n: n))
        let (a, b) = (valueWithGradient(at: Self.point, of: short), valueWithGradient(at: Self.point, of: plain))
        #expect(a.value == b.value)
        #expect(agree(a.gradient, b.gradient))
        let direction = [1.0, -2, 0.5, 3]
        #expect(
            agree(
                hvp(at: Self.point, along: direction, of: short).product,
                hvp(at: Self.point, along: direction, of: plain).product))
        func twice(_ f: Outer) -> [Double] {
            gradient(at: Self.point) { (x: [Variable<Double>]) in
                dot(direction, gradient(at: x, of: f))
            }
        }
        #expect(agree(twice(short), twice(plain)))
    }

    @Test func recordsANodeForEachOutput() {
        let tape = Tape<Double>()
        let x = tape.variables([1, 2, 3, 4, 5, 6])
        let y = preaccumulate(x, Inner())
        #expect(tape.nodeCount == 2)
        #expect(y.count == 3 && y[2].isConstant)
        _ = preaccumulate([x[0], x[1]]) { x in [sin(x[0]) * x[1]] }
        #expect(tape.nodeCount == 2)
    }

    @Test func aVariableFromOutside() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(gradient(at: [1.0, 2]) { x in preaccumulate([x[0]]) { y in [y[0] * x[1]] }[0] })
        }
        let text = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
        #expect(text.contains("variables of two tapes met in one operation"))
    }
}
