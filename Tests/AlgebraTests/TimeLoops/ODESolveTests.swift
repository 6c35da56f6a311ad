import Autodiff
import Testing

@Suite struct ODESolveTests {
    private let point = [1.0, -0.3, 1.7]

    private let ways: [ODEDerivatives] = [
        .automatic, .throughSteps, .forwardSensitivities, .adjoint(), .adjoint(snapshots: 1), .adjoint(snapshots: 4),
    ]

    @Test func ordersOfTheMethods() {
        let exact = Oscillator.exact(point, at: 2)
        for (method, order) in [
            (ODEMethod.rungeKutta4, 4), (.dormandPrince5, 5), (.taylor(order: 3), 3), (.taylor(order: 6), 6),
        ] {
            let errors = [20, 40].map { steps in
                abs((End(f: Oscillator(), states: 2, steps: steps, method: method)(point) as [Double])[0] - exact)
            }
            let observed = log2(errors[0] / errors[1])
            #expect(abs(observed - Double(order)) < 0.35, "\(method): \(observed)")
        }
        let series = End(f: Oscillator(), states: 2, steps: 4, method: .taylor(order: 20))(point) as [Double]
        #expect(abs(series[0] - exact) < 1e-14)
    }

    @Test func everyWayGivesTheSameDerivatives() {
        for method in [ODEMethod.rungeKutta4, .dormandPrince5, .taylor(order: 4)] {
            let forward = jacobian(
                at: point, of: End(f: Oscillator(), states: 2, method: method), mode: .forward)
            let square = hessian(at: point) { x in
                End(f: Oscillator(), states: 2, method: method, derivatives: .throughSteps)(x)[0]
            }
            for way in ways {
                let end = End(f: Oscillator(), states: 2, method: method, derivatives: way)
                #expect(relativeDifference(jacobian(at: point, of: end, mode: .reverse).values, forward.values) < 1e-13)
                let field = First(f: end)
                #expect(
                    relativeDifference(hessian(at: point, of: field).values, square.values) < 1e-12, "\(method) \(way)")
                let f = compile(field, at: [0.3, 0.4, 0.5])
                #expect(f.value(at: point) == field.value(at: point))
                #expect(relativeDifference(gradient(at: point, of: f), (0..<3).map { forward[0, $0] }) < 1e-12)
                if case .taylor = method { continue }
                #expect(relativeDifference(hessian(at: point, of: f).values, square.values) < 1e-12)
            }
        }
    }

    private struct First<F: Differentiable & Sendable>: ScalarField, Sendable {
        let f: F
        func value<S: RealScalar>(at x: [S]) -> S { f(x)[0] }
    }

    @Test func derivativesOfTheExactSolution() {
        let end = End(f: Oscillator(), states: 2, steps: 2000)
        let expected = gradient(at: point) { Oscillator.exact($0, at: 2) }
        let rows = jacobian(at: point, of: end, mode: .reverse)
        #expect(relativeDifference((0..<3).map { rows[0, $0] }, expected) < 1e-11)
    }

    @Test func bitsOfTheValueAreTheSameInEveryMode() {
        for way in ways {
            let end = End(f: Predators(), states: 2, derivatives: way)
            let x = [3.0, 1, 0.5, 0.3, 0.2, 0.6]
            let value: [Double] = end(x)
            #expect(jvp(at: x, along: [1, 0, 0, 0, 0, 0], of: end).value == value)
            #expect(vjp(at: x, of: end).value == value)
            #expect(compile(end, at: [1.0, 1, 1, 1, 1, 1])(x) as [Double] == value)
        }
    }

    @Test func rightSidesThatDependOnTime() {
        let x = [0.7, 0.9]
        let expected = gradient(at: x) { $0[0] * exp($0[1] * 2) }
        for method in [ODEMethod.rungeKutta4, .dormandPrince5, .taylor(order: 8)] {
            for way in ways {
                let end = End(f: Growth(), states: 1, steps: 400, method: method, derivatives: way)
                #expect(relativeDifference(jacobian(at: x, of: end, mode: .reverse).values, expected) < 1e-8)
            }
        }
    }

    @Test func moreThanSixteenInputsGoByTape() {
        let start = (0..<12).map { 1 + 0.1 * Double($0) }
        let x = start + start.map { 0.3 * $0 }
        let forward = jacobian(at: x, of: End(f: Rod(), states: 12), mode: .forward)
        for way in [ODEDerivatives.automatic, .adjoint(snapshots: 5), .forwardSensitivities] {
            let rows = jacobian(at: x, of: End(f: Rod(), states: 12, derivatives: way), mode: .reverse)
            #expect(relativeDifference(rows.values, forward.values) < 1e-13)
        }
    }

    @Test func severalTimesForwardAndBackward() {
        let times = [0, 0.5, 0.7, 2]
        let states = odeSolve(Oscillator(), from: [1, -0.3], at: times, parameters: [1.7], stepsBetween: 100)
        for (t, y) in zip(times, states) { #expect(abs(y[0] - Oscillator.exact(point, at: t)) < 1e-8) }
        let back = odeSolve(Oscillator(), from: states[3], at: times.reversed(), parameters: [1.7], stepsBetween: 100)
        #expect(abs(back[3][0] - 1) < 1e-8)
        #expect(odeSolve(Oscillator(), from: [1, 0], at: [], parameters: [1], stepsBetween: 3).isEmpty)
        let slope = gradient(at: point) { x in
            let y = odeSolve(Oscillator(), from: [x[0], x[1]], at: times, parameters: [x[2]], stepsBetween: 100)
            return y[1][0] + y[2][0] * y[3][1]
        }
        let plain = gradient(at: point) { x in
            let y = odeSolve(
                Oscillator(), from: [x[0], x[1]], at: times, parameters: [x[2]], stepsBetween: 100,
                derivatives: .throughSteps)
            return y[1][0] + y[2][0] * y[3][1]
        }
        #expect(relativeDifference(slope, plain) < 1e-13)
    }

    @Test func compiledRightSide() {
        let f = CompiledODE(state: [1, 0], parameters: [1]) { y, p, t in [y[1], -p[0] * p[0] * y[0]] }
        for way in ways {
            let rows = jacobian(at: point, of: End(f: f, states: 2, derivatives: way), mode: .reverse)
            let expected = jacobian(at: point, of: End(f: Oscillator(), states: 2))
            #expect(relativeDifference(rows.values, expected.values) < 1e-13)
        }
    }
}
