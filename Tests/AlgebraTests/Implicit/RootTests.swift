import Autodiff
import Testing

/// x² = a.
private struct Square: Residual {
    func callAsFunction<S: RealScalar>(_ x: [S], _ p: [S]) -> [S] { [x[0] * x[0] - p[0]] }
}

/// E - e sin E = M.
private struct Kepler: Residual {
    func callAsFunction<S: RealScalar>(_ x: [S], _ p: [S]) -> [S] { [x[0] - p[0] * sin(x[0]) - p[1]] }
}

/// A circle of radius p₀ and a curve e^(p₁ x).
private struct Crossing: Residual {
    func callAsFunction<S: RealScalar>(_ x: [S], _ p: [S]) -> [S] {
        [x[0] * x[0] + x[1] * x[1] - p[0] * p[0], x[1] - exp(p[1] * x[0])]
    }
}

@Suite struct RootTests {
    /// The derivatives of √a at 4: 1/2 a^(-1/2) and so on.
    private let derivatives = [2, 1.0 / 4, -1.0 / 32, 3.0 / 256, -15.0 / 2048]

    private func squareRoot<S: RealScalar>(_ a: S, from start: Double) -> S {
        try! root(of: Square(), near: [start], parameters: [a])[0]
    }

    @Test func squareRootFromAnyStartToTheFourthDerivative() {
        // (Newton's method that stops where it starts, at the root, has the second derivative -0.125 for -0.03125.)
        for start in [2, 1, 3.7, 1e-3, 1e4, 2 + 1e-9, 0] {
            let series = taylor(at: 4, order: 4) { squareRoot($0, from: start) }
            for (k, expected) in derivatives.enumerated() {
                let factorial = (1...max(1, k)).reduce(1, *)
                #expect(abs(series[k] * Double(factorial) / expected - 1) < 1e-13, "\(start), \(k)")
            }
            let first = derivative(at: 4) { squareRoot($0, from: start) }
            let second = derivative(at: 4) { x in derivative(at: x) { squareRoot($0, from: start) } }
            let third = derivative(at: 4) { x in
                derivative(at: x) { x in derivative(at: x) { squareRoot($0, from: start) } }
            }
            let fourth = derivative(at: 4) { x in
                derivative(at: x) { x in derivative(at: x) { x in derivative(at: x) { squareRoot($0, from: start) } } }
            }
            for (value, expected) in zip([first, second, third, fourth], derivatives[1...]) {
                #expect(abs(value / expected - 1) < 1e-13, "\(start)")
            }
        }
    }

    @Test func squareRootInReverseAndNestings() {
        for start in [2, 0.3, 50] {
            let slope = gradient(at: [4.0]) { squareRoot($0[0], from: start) }[0]
            let second = gradient(at: [4.0]) { x in gradient(at: x) { squareRoot($0[0], from: start) }[0] }[0]
            let third = gradient(at: [4.0]) { x in
                gradient(at: x) { x in gradient(at: x) { squareRoot($0[0], from: start) }[0] }[0]
            }[0]
            let mixed = derivative(at: 4) { x in gradient(at: [x]) { squareRoot($0[0], from: start) }[0] }
            let other = gradient(at: [4.0]) { x in derivative(at: x[0]) { squareRoot($0, from: start) } }[0]
            #expect(abs(slope / derivatives[1] - 1) < 1e-14)
            for value in [second, mixed, other] { #expect(abs(value / derivatives[2] - 1) < 1e-14) }
            #expect(abs(third / derivatives[3] - 1) < 1e-13)
        }
    }

    @Test func squareRootOfAClosureAndCompiled() throws {
        let f = compile(at: [9.0]) { a in try! root(of: { x, p in x * x - p[0] }, near: 1, parameters: a) }
        // Recorded at 9, at 4 the solver runs again.
        #expect(abs(f.value(at: [4.0]) - 2) < 1e-15)
        #expect(abs(gradient(at: [4.0], of: f)[0] - 0.25) < 1e-15)
        #expect(abs(hessian(at: [4.0], of: f)[0, 0] + 1.0 / 32) < 1e-15)
        let third = jacobian(at: [4.0], of: gradient(of: f))
        #expect(abs(third[0, 0] + 1.0 / 32) < 1e-15)
        #expect(f.value(at: [-1.0]).isNaN)
        let g = compile(at: [9.0]) { a in try! root(of: Square(), near: [1], parameters: a)[0] }
        #expect(abs(hessian(at: [4.0], of: g)[0, 0] + 1.0 / 32) < 1e-15)
        let slope = gradient(at: [4.0]) { try! root(of: { x, p in x * x - p[0] }, near: 1, parameters: $0) }
        #expect(abs(slope[0] - 0.25) < 1e-15)
    }

    @Test func valueHasTheSameBitsInEveryMode() throws {
        let value = try root(of: Crossing(), near: [1, 1], parameters: [2, 0.3])
        #expect(
            jvp(at: [2, 0.3], along: [1, 1]) { try! root(of: Crossing(), near: [1, 1], parameters: $0) }.value == value)
        #expect(vjp(at: [2, 0.3]) { try! root(of: Crossing(), near: [1, 1], parameters: $0) }.value == value)
        let f = compile(at: [1.9, 0.4]) { try! root(of: Crossing(), near: [1, 1], parameters: $0) }
        #expect(f([2, 0.3]) as [Double] == value)
    }

    @Test func keplersEquation() throws {
        struct Anomaly: ScalarField {
            func value<S: RealScalar>(at p: [S]) -> S { try! root(of: Kepler(), near: [p[1].primal], parameters: p)[0] }
        }
        for (e, m) in [(0.1, 0.5), (0.9, 1.0), (0.99, 0.05), (0, 2)] {
            let anomaly = Anomaly().value(at: [e, m])
            let slope = 1 - e * cos(anomaly)
            let gradients = [JacobianMode.forward, .reverse].map { gradient(at: [e, m], of: Anomaly(), mode: $0) }
            for g in gradients {
                #expect(abs(g[0] * slope / sin(anomaly) - 1) < 1e-13)
                #expect(abs(g[1] * slope - 1) < 1e-13)
            }
            // E_MM = -e sin E / (1 - e cos E)³.
            let square = hessian(at: [e, m], of: Anomaly())
            #expect(abs(square[1, 1] + e * sin(anomaly) / pow(slope, 3)) < 1e-12 * max(1, abs(square[1, 1])))
        }
        #expect(checkHessian(at: [0.4, 0.8], of: Anomaly()).passed)
    }

    @Test func severalUnknownsAgreeWithNewtonOnTheScalar() throws {
        // Newton's steps on the scalar itself from the root, one for each order and one more.
        func unrolled<S: RealScalar>(_ p: [S]) -> [S] {
            let start = try! root(of: Crossing(), near: [1, 1], parameters: p.map(\.primal))
            var (x, y) = (S(start[0]), S(start[1]))
            for _ in 0..<4 {
                let r = Crossing()([x, y], p)
                let (a, b, c) = (2 * x, 2 * y, -p[1] * exp(p[1] * x))
                let determinant = a - b * c
                (x, y) = (x - (r[0] - b * r[1]) / determinant, y - (a * r[1] - c * r[0]) / determinant)
            }
            return [x, y]
        }
        let point = [2, 0.3]
        typealias Loss = ProductLoss
        let expected = hessian(at: point) { Loss.of(unrolled($0)) }
        let square = hessian(at: point) { Loss.of(try! root(of: Crossing(), near: [1, 1], parameters: $0)) }
        #expect(relative(square.values, expected.values) < 1e-13)
        let closure = hessian(at: point) { p in
            Loss.of(
                try! root(
                    of: { x, p in [x[0] * x[0] + x[1] * x[1] - p[0] * p[0], x[1] - exp(p[1] * x[0])] }, near: [1, 1],
                    parameters: p))
        }
        #expect(relative(closure.values, expected.values) < 1e-13)
        let f = compile(at: [1.8, 0.4]) { Loss.of(try! root(of: Crossing(), near: [1, 1], parameters: $0)) }
        #expect(relative(hessian(at: point, of: f).values, expected.values) < 1e-13)
        #expect(relative(gradient(at: point, of: f), gradient(at: point) { Loss.of(unrolled($0)) }) < 1e-14)
        let nested = jacobian(at: point) { p in
            gradient(at: p) { Loss.of(try! root(of: Crossing(), near: [1, 1], parameters: $0)) }
        }
        #expect(relative(nested.values, expected.values) < 1e-13)
    }

    @Test func bracketed() throws {
        for interval in [0.0...2, 0...100, 0...1e9, -1e-3...1.6] {
            let slope = derivative(at: 1.3) { a in
                try! root(
                    of: { x, p in cos(x) - p[0] * x }, in: interval.lowerBound...interval.upperBound, parameters: [a])
            }
            if interval.upperBound > 10 { continue }
            let x = try root(of: { x, p in cos(x) - p[0] * x }, in: interval, parameters: [1.3])
            #expect(abs(slope + x / (sin(x) + 1.3)) < 1e-15)
        }
        #expect(try root(of: Square(), in: 0...4, parameters: [16.0]) == 4)
        let cube = try root(of: { x, p in x * x * x - p[0] }, in: -1...2, parameters: [0.0])
        #expect(abs(cube) < 1e-5)
    }

    @Test func failuresSayWhatHappened() {
        let none = #expect(throws: ImplicitError.self) {
            try root(of: { x, p in x * x + p[0] }, near: 1, parameters: [1.0])
        }
        #expect(
            "\(none!)".contains("no step makes the residual smaller") || "\(none!)".contains("not converged"),
            "\(none!)")
        let same = #expect(throws: ImplicitError.self) {
            try root(of: { x, p in x * x + p[0] }, in: 0...1, parameters: [1.0])
        }
        #expect("\(same!)".contains("same sign at both ends"))
        let pole = #expect(throws: ImplicitError.self) {
            try root(of: { x, p in p[0] / x }, in: -1...1.5, parameters: [1.0])
        }
        #expect("\(pole!)".contains("jump or a pole"), "\(pole!)")
        let flat = #expect(throws: ImplicitError.self) {
            try root(of: { x, p in [x[0] + x[1] - p[0], x[0] + x[1] - 2] }, near: [1, 1], parameters: [1.0])
        }
        #expect("\(flat!)".contains("singular"), "\(flat!)")
        let undefined = #expect(throws: ImplicitError.self) {
            try root(of: { x, p in log(x) - p[0] }, near: -1, parameters: [1.0])
        }
        #expect("\(undefined!)".contains("isn't finite"), "\(undefined!)")
    }

    @Test func parametersThatDoNotMatter() throws {
        let slope = gradient(at: [4.0, 7]) { try! root(of: { x, p in x * x - p[0] }, near: 1, parameters: $0) }
        #expect(slope == [0.25, 0])
        #expect(try root(of: { x, _ in x * x - 2 }, near: 1, parameters: [Double]()) == 2.0.squareRoot())
    }

    @Test func anIntervalWithoutEndTraps() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = try root(of: { x, _ in x * x * x - 2 }, in: (-.infinity)...(.infinity), parameters: [Double]())
        }
        let message = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
        #expect(message.contains("the interval -inf...inf, which has no middle: give it finite ends"))
    }
}

private enum ProductLoss {
    static func of<S: RealScalar>(_ x: [S]) -> S { x[0] * x[1] + sin(x[0]) }
}

/// The largest difference relative to the largest element.
private func relative(_ x: [Double], _ y: [Double]) -> Double { relativeDifference(x, y) }
