import Autodiff
import Testing

@Suite struct FixedPointTests {
    @Test func cosine() throws {
        // x = cos(a x): x' = -x sin(ax)/(1 + a sin(ax)).
        let x = try fixedPoint(of: { x, p in cos(p[0] * x) }, near: 0.1, parameters: [0.9])
        let slope = -x * sin(0.9 * x) / (1 + 0.9 * sin(0.9 * x))
        for start in [0.1, x, 1] {
            let forward = derivative(at: 0.9) {
                try! fixedPoint(of: { x, p in cos(p[0] * x) }, near: start, parameters: [$0])
            }
            let reverse = gradient(at: [0.9]) {
                try! fixedPoint(of: { x, p in cos(p[0] * x) }, near: start, parameters: $0)
            }[0]
            #expect(abs(forward - slope) < 1e-15)
            #expect(abs(reverse - slope) < 1e-15)
        }
    }

    @Test func slowAndDivergingIterationsEndAtTheSamePoint() throws {
        // Rate 0.999; and 2 - 3 (x - 1), which runs away from 1.2.
        let slow = try valueWithGradient(at: [0.999]) { p in
            try fixedPoint(of: { x, p in p[0] * x + 1 }, near: 0, parameters: p)
        }
        #expect(abs(slow.value / 1000 - 1) < 1e-12)
        #expect(abs(slow.gradient[0] / 1e6 - 1) < 1e-10)
        #expect(abs(try fixedPoint(of: { x, p in p[0] - 3 * x }, near: 1.3, parameters: [4.0]) - 1) < 1e-15)
    }

    @Test func secondDerivativesOfALinearIteration() throws {
        struct Mixing: Residual {
            func callAsFunction<S: RealScalar>(_ x: [S], _ p: [S]) -> [S] {
                [0.5 * p[0] * tanh(x[1]) + 0.3, 0.4 * sin(x[0]) + p[1] * 0.2 * x[1]]
            }
        }
        let point = [0.8, 1.1]
        let square = hessian(at: point) { p in sum(try! fixedPoint(of: Mixing(), near: [0, 0], parameters: p)) }
        let plain = hessian(at: point) { p in
            var x = p.map { $0 * 0 }
            for _ in 0..<200 { x = Mixing()(x, p) }
            return sum(x)
        }
        #expect(relativeDifference(square.values, plain.values) < 1e-13)
    }
}

@Suite struct ImplicitTests {
    /// Bisection that stops early: a black box.
    private static func bisection(_ a: Double) -> Double {
        var (low, high) = (0.0, max(1, a))
        while high - low > 1e-3 {
            let middle = (low + high) / 2
            if middle * middle * middle < a { low = middle } else { high = middle }
        }
        return low
    }

    @Test func aBlackBoxWithALooseStoppingTest() throws {
        let series = taylor(at: 8, order: 3) { a in
            try! implicit(
                solution: { [ImplicitTests.bisection($0[0])] }, residual: { x, p in [x[0] * x[0] * x[0] - p[0]] },
                parameters: [a])[0]
        }
        for (value, expected) in zip(series, [2, 1.0 / 12, -1.0 / 288, 5.0 / 20736]) {
            #expect(abs(value / expected - 1) < 1e-14)
        }
        let slope = gradient(at: [8.0]) { p in
            try! implicit(
                solution: { [ImplicitTests.bisection($0[0])] }, residual: { x, p in [x[0] * x[0] * x[0] - p[0]] },
                parameters: p)[0]
        }
        #expect(abs(slope[0] - 1.0 / 12) < 1e-16)
    }

    @Test func unrefinedKeepsTheBitsOfTheSolver() throws {
        let value = try implicit(
            solution: { [ImplicitTests.bisection($0[0])] }, residual: { x, p in [x[0] * x[0] * x[0] - p[0]] },
            parameters: [8.0], refines: false)
        #expect(value == [ImplicitTests.bisection(8)])
    }

    @Test func replaysCallTheBlackBoxAgain() {
        let f = compile(at: [8.0]) { p in
            try! implicit(
                solution: { [ImplicitTests.bisection($0[0])] }, residual: { x, p in [x[0] * x[0] * x[0] - p[0]] },
                parameters: p)[0]
        }
        #expect(abs(f.value(at: [27.0]) - 3) < 1e-14)
        #expect(abs(gradient(at: [27.0], of: f)[0] - 1.0 / 27) < 1e-15)
    }

    @Test func theSolversErrorIsHandedOn() {
        struct Refused: Error {}
        #expect(throws: Refused.self) {
            try implicit(solution: { _ in throw Refused() }, residual: { x, p in [x[0] - p[0]] }, parameters: [1.0])
        }
    }
}
