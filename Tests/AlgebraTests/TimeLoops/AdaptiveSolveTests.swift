import Autodiff
import Testing

@Suite struct AdaptiveSolveTests {
    private let point = [1.0, -0.3, 1.7]

    private struct Adaptive: Differentiable, Sendable {
        var tolerance = ODETolerance(relative: 1e-10)
        var derivatives = ODEDerivatives.automatic

        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
            try! odeSolve(
                Oscillator(), from: [x[0], x[1]], over: 0...2, parameters: [x[2]], tolerance: tolerance,
                derivatives: derivatives)
        }
    }

    @Test func errorFollowsTheTolerance() {
        let exact = Oscillator.exact(point, at: 2)
        for tolerance in [1e-4, 1e-7, 1e-10, 1e-13] {
            let end: [Double] = Adaptive(tolerance: ODETolerance(relative: tolerance, absolute: tolerance))(point)
            #expect(abs(end[0] - exact) < 20 * tolerance)
        }
    }

    @Test func derivativesInEveryModeAndWay() {
        let expected = gradient(at: point) { Oscillator.exact($0, at: 2) }
        let square = hessian(at: point) { Oscillator.exact($0, at: 2) }
        for way in [ODEDerivatives.automatic, .throughSteps, .forwardSensitivities, .adjoint(), .adjoint(snapshots: 3)]
        {
            let f = Adaptive(derivatives: way)
            let rows = jacobian(at: point, of: f, mode: .reverse)
            #expect(relativeDifference((0..<3).map { rows[0, $0] }, expected) < 1e-8)
            #expect(relativeDifference(rows.values, jacobian(at: point, of: f, mode: .forward).values) < 1e-13)
            let second = hessian(at: point) { x in Adaptive(derivatives: way)(x)[0] }
            #expect(relativeDifference(second.values, square.values) < 1e-7)
        }
    }

    @Test func aReplayChoosesItsOwnSteps() {
        // Recorded where one step or two would do.
        for way in [ODEDerivatives.automatic, .adjoint(snapshots: 3)] {
            let f = compile(Adaptive(derivatives: way), at: [1e-3, 0, 1e-3])
            #expect(f(point) as [Double] == Adaptive()(point))
            let rows = jacobian(at: point, of: f)
            #expect(relativeDifference(rows.values, jacobian(at: point, of: Adaptive()).values) < 1e-12)
        }
    }

    @Test func stepsThatAreRecordedAreFoundAnewElsewhere() throws {
        // Through the steps, in a derivative inside of the recording, and in a solution that is evaluated: all depend on the times.
        let through = compile(Adaptive(derivatives: .throughSteps), at: [1e-3, 0, 1e-3])
        #expect(relativeDifference(through(point), Adaptive()(point)) < 1e-13)
        let inner = compile(at: [1e-3, 0, 1e-3]) { x in
            derivative(at: x[2]) { p in
                Adaptive()([Dual(constant: x[0]), Dual(constant: x[1]), p])[0]
            }
        }
        let expected = gradient(at: point) { Adaptive()($0)[0] }[2]
        #expect(abs(inner.value(at: point) / expected - 1) < 1e-12)
        let dense = compile(at: [0.1, 1.7]) { x in
            (try? odeSolution(Oscillator(), from: [1, -0.3], over: 0...2, parameters: [x[1]]))?(x[0])[0] ?? 0
        }
        #expect(abs(dense.value(at: [1.9, 1.7]) - Oscillator.exact(point, at: 1.9)) < 1e-7)
    }

    @Test func theLastStepIsNoSliver() throws {
        // Far from zero a step that is left over would be lost in rounding.
        for end in [1e6 + 0.1, 1e6 + 1.0 / 3, 1e6 + 2] {
            let y = try odeSolve(
                Oscillator(), from: [1, 0], over: 1e6...end, parameters: [1], tolerance: ODETolerance())
            #expect(abs(y[0] - cos(end - 1e6)) < 1e-7)
        }
    }

    private struct BlowsUp: ODE {
        func callAsFunction<S: RealScalar>(_ y: [S], _ p: [S], at t: S) -> [S] { [y[0] * y[0]] }
    }

    private struct Stiff: ODE {
        func callAsFunction<S: RealScalar>(_ y: [S], _ p: [S], at t: S) -> [S] { [-1e6 * (y[0] - cos(t))] }
    }

    private struct Undefined: ODE {
        func callAsFunction<S: RealScalar>(_ y: [S], _ p: [S], at t: S) -> [S] { [y[0] + sqrt(1 - t)] }
    }

    @Test func failuresSayWhatHappened() {
        // 1/(1 - t) has no value beyond t = 1.
        let blowsUp = #expect(throws: ODEError.self) {
            try odeSolve(BlowsUp(), from: [1], over: 0...2, tolerance: ODETolerance())
        }
        guard case .stepTooSmall(let time, _) = blowsUp else {
            Issue.record("\(String(describing: blowsUp))")
            return
        }
        #expect(abs(time - 1) < 1e-6)
        #expect("\(blowsUp!)".contains("singularity"))
        let stiff = #expect(throws: ODEError.self) {
            try odeSolve(Stiff(), from: [1], over: 0...10, tolerance: ODETolerance(maximumSteps: 2000))
        }
        #expect("\(stiff!)".contains("stiff"))
        let undefined = #expect(throws: ODEError.self) {
            try odeSolve(Undefined(), from: [1], over: 0...2, tolerance: ODETolerance())
        }
        #expect("\(undefined!)".contains("1.0") || "\(undefined!)".contains("0.99"))
    }

    @Test func aReplayThatFailsIsNotANumber() {
        let f = compile(at: [0.1]) { x in
            (try? odeSolve(BlowsUp(), from: x, over: 0...2, tolerance: ODETolerance()))?[0] ?? 0
        }
        #expect(abs(f.value(at: [0.2]) - 0.2 / 0.6) < 1e-8)
        #expect(f.value(at: [1.0]).isNaN)
    }

    @Test func denseOutputIsOfOrderFour() throws {
        #expect(
            zip(Tableau.dormandPrinceDense, Tableau.dormandPrince.b + [0]).allSatisfy {
                abs($0.reduce(0, +) - $1) < 1e-14
            })
        for tolerance in [1e-6, 1e-9] {
            let solution = try odeSolution(
                Oscillator(), from: [1, -0.3], over: 0...20, parameters: [1.7],
                tolerance: ODETolerance(relative: tolerance, absolute: tolerance))
            for k in 0...500 {
                let t = 0.04 * Double(k)
                #expect(abs(solution(t)[0] - Oscillator.exact(point, at: t)) < 200 * tolerance, "\(t)")
            }
            for (t, y) in zip(solution.times, solution.states) { #expect(relativeDifference(solution(t), y) < 1e-12) }
        }
    }

    @Test func denseOutputHasDerivatives() throws {
        let slope = gradient(at: point + [1.234]) { x in
            let solution = try! odeSolution(
                Oscillator(), from: [x[0], x[1]], over: 0...3, parameters: [x[2]],
                tolerance: ODETolerance(relative: 1e-11))
            return solution(x[3])[0]
        }
        let expected = gradient(at: point + [1.234]) { x in
            x[0] * cos(x[2] * x[3]) + x[1] / x[2] * sin(x[2] * x[3])
        }
        #expect(relativeDifference(slope, expected) < 1e-6)
    }

    @Test func anIntervalOfNoLength() throws {
        #expect(
            try odeSolve(Oscillator(), from: [1, 2], over: 3...3, parameters: [1], tolerance: ODETolerance()) == [1, 2])
        #expect(try odeSolution(Oscillator(), from: [1, 2], over: 3...3, parameters: [1])(3) == [1, 2])
    }

    @Test func backwardInTime() throws {
        let ends = try odeSolve(
            Oscillator(), from: [1, -0.3], at: [0, 2, 0], parameters: [1.7], tolerance: ODETolerance())
        #expect(abs(ends[2][0] - 1) < 1e-8)
    }
}
