import Autodiff
import Testing

@Suite struct EventTimeTests {
    /// A ball with height and speed under gravity and drag.
    private struct Fall: ODE {
        func callAsFunction<S: RealScalar>(_ y: [S], _ p: [S], at t: S) -> [S] { [y[1], -p[0] - p[1] * y[1]] }
    }

    private struct Height: ODEEvent {
        func callAsFunction<S: RealScalar>(_ y: [S], _ p: [S], at t: S) -> S { y[0] }
    }

    /// The time of impact without drag.
    private func exact<S: RealScalar>(_ x: [S]) -> S { (x[1] + sqrt(x[1] * x[1] + 2 * x[2] * x[0])) / x[2] }

    private struct Impact: ScalarField, Sendable {
        var tolerance = ODETolerance()

        func value<S: RealScalar>(at x: [S]) -> S {
            try! eventTime(
                of: Height(), f: Fall(), from: [x[0], x[1]], over: 0...10, parameters: [x[2], x.count > 3 ? x[3] : 0],
                tolerance: tolerance
            )
            .time
        }
    }

    @Test func impactOfABall() {
        let point = [2, 1.5, 9.81]
        #expect(abs(Impact().value(at: point) - exact(point)) < 1e-14)
        let expected = gradient(at: point) { exact($0) }
        for mode in [JacobianMode.forward, .reverse] {
            #expect(relativeDifference(gradient(at: point, of: Impact(), mode: mode), expected) < 1e-13)
        }
        let square = hessian(at: point) { exact($0) }
        #expect(relativeDifference(hessian(at: point, of: Impact()).values, square.values) < 1e-12)
        let nested = jacobian(at: point) { x in gradient(at: x) { Impact().value(at: $0) } }
        #expect(relativeDifference(nested.values, square.values) < 1e-12)
        let series = taylor(at: 2, order: 4) { h in Impact().value(at: [h, 1.5, 9.81]) }
        #expect(relativeDifference(series, taylor(at: 2, order: 4) { h in exact([h, 1.5, 9.81]) }) < 1e-11)
    }

    @Test func theStateMovesWithTheTime() {
        // Without drag the speed at the impact is -√(v² + 2 g h).
        let point = [2, 1.5, 9.81]
        let rows = jacobian(at: point) { x in
            try! eventTime(of: Height(), f: Fall(), from: [x[0], x[1]], over: 0...10, parameters: [x[2], 0]).state
        }
        let expected = gradient(at: point) { x in -sqrt(x[1] * x[1] + 2 * x[2] * x[0]) }
        #expect(rows.row(0).allSatisfy { abs($0) < 1e-13 })
        #expect(relativeDifference(rows.row(1), expected) < 1e-13)
    }

    @Test func againstDifferences() {
        // The steps are held in a derivative, and move in a difference: what that makes is of the order of the tolerance.
        let impact = Impact(tolerance: ODETolerance(relative: 1e-13, absolute: 1e-14))
        #expect(checkGradient(at: [2, 1.5, 9.81, 0.4], of: impact).passed)
        #expect(checkHessian(at: [2, 1.5, 9.81, 0.4], of: impact).passed)
    }

    @Test func compiledLocatesItAnew() {
        let f = compile(Impact(), at: [0.1, 0, 20, 0.1])
        let point = [2, 1.5, 9.81, 0.4]
        #expect(f.value(at: point) == Impact().value(at: point))
        #expect(relativeDifference(gradient(at: point, of: f), gradient(at: point, of: Impact())) < 1e-13)
        #expect(relativeDifference(hessian(at: point, of: f).values, hessian(at: point, of: Impact()).values) < 1e-12)
    }

    @Test func ofAClosureAndOnlyAfterTheBeginning() throws {
        // Thrown from the ground: the beginning isn't the event.
        let point = try eventTime(
            of: { y, _, _ in y[0] }, f: Fall(), from: [0.0, 3], over: 0...10, parameters: [9.81, 0])
        #expect(abs(point.time - 6 / 9.81) < 1e-14)
        let slope = derivative(at: 3) { v in
            try! eventTime(of: { y, _, _ in y[0] }, f: Fall(), from: [0, v], over: 0...10, parameters: [9.81, 0]).time
        }
        #expect(abs(slope - 2 / 9.81) < 1e-13)
        // An event by the clock.
        let clock = derivative(at: 1.7) { p in
            try! eventTime(of: { _, p, t in t - p[1] }, f: Fall(), from: [1, 0], over: 0...10, parameters: [9.81, p])
                .time
        }
        #expect(abs(clock - 1) < 1e-14)
    }

    @Test func noEvent() {
        let none = #expect(throws: ImplicitError.self) {
            try eventTime(
                of: { y, _, _ in y[0] + 1e6 }, f: Fall(), from: [1.0, 0], over: 0...10, parameters: [9.81, 0])
        }
        #expect("\(none!)".contains("keeps its sign"))
    }
}
