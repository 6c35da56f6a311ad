import AutodiffCore
import AutodiffForward
import AutodiffReverse

/// The time of an event and the state then, as a function of the state at the beginning and the parameters. In a recording it is one
/// node: its steps are chosen anew wherever it is replayed.
@usableFromInline
struct EventBlock<F: ODE, E: ODEEvent>: _Block {
    @usableFromInline
    let event: E
    @usableFromInline
    let f: F
    @usableFromInline
    let interval: ClosedRange<Double>
    @usableFromInline
    let tolerance: ODETolerance
    @usableFromInline
    let states: Int

    @inlinable
    init(event: E, f: F, interval: ClosedRange<Double>, tolerance: ODETolerance, states: Int) {
        (self.event, self.f, self.interval) = (event, f, interval)
        (self.tolerance, self.states) = (tolerance, states)
    }

    @usableFromInline
    var tangentBlock: any _Block { TangentBlock(block: self) }

    /// The event at a point, on numbers.
    @inlinable
    func located(_ x: [Double]) throws -> LocatedEvent<F, E> {
        let (start, parameters) = (Array(x[..<states]), Array(x[states...]))
        let grid = AdaptiveGrid(f, parameters, tolerance)
        var before = event(start, parameters, at: interval.lowerBound)
        var hasChanged = false
        let times = try grid.times(from: interval.lowerBound, to: interval.upperBound, start) { t, y in
            let after = event(y, parameters, at: t)
            hasChanged = before != 0 && (before < 0) != (after < 0) || before != 0 && after == 0
            before = after
            return hasChanged
        }
        if !hasChanged { throw ImplicitError.noEvent(interval: interval) }
        let (last, end) = (times.dropLast(), times[times.count - 1])
        var residual = EventResidual(event: event, f: f, times: Array(last), states: states)
        residual.start = residual.beforeLastStep(x)
        let time = try bracketedRoot(
            in: residual.begin...end, { residual.value($0, parameters) },
            { residual.value(Dual($0, 1), parameters.map { Dual(constant: $0) }).tangent })
        residual.start = nil
        return LocatedEvent(residual: residual, time: time, point: x)
    }

    @inlinable
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        (try? located(x.map(\.primal)))?.values(at: x) ?? [S](repeating: S(.nan), count: states + 1)
    }

    @inlinable
    func valueWithPullback<S: RealScalar>(at x: [S]) -> (value: [S], pullback: ([S]) -> [S]) {
        guard let found = try? located(x.map(\.primal)) else {
            return ([S](repeating: S(.nan), count: states + 1), { _ in x.map { _ in S(.nan) } })
        }
        let (value, pullback) = vjp(at: x, of: { found.values(at: $0) })
        return (value, pullback)
    }
}

/// An event that was found on numbers.
@usableFromInline
struct LocatedEvent<F: ODE, E: ODEEvent> {
    @usableFromInline
    let residual: EventResidual<F, E>
    @usableFromInline
    let time: Double
    @usableFromInline
    let point: [Double]

    @inlinable
    init(residual: EventResidual<F, E>, time: Double, point: [Double]) {
        (self.residual, self.time, self.point) = (residual, time, point)
    }

    /// The time and the state on any scalar that isn't recorded, at this point.
    @inlinable
    func values<S: RealScalar>(at x: [S]) -> [S] {
        let found = time
        let rule = ImplicitRule(residual, [found], at: point, solver: { _ in [found] })
        let time = S.apply(rule, to: x)[0]
        return [time] + residual.state(time, x)
    }
}

/// The function of the event at a time, which is to vanish: by the steps up to the last before it, and one of the width that is left.
@usableFromInline
struct EventResidual<F: ODE, E: ODEEvent>: Residual {
    @usableFromInline
    let event: E
    @usableFromInline
    let f: F
    @usableFromInline
    let times: [Double]
    @usableFromInline
    let states: Int

    /// The state at the last of the times, while the parameters stay as they are.
    @usableFromInline
    var start: [Double]?

    @inlinable
    init(event: E, f: F, times: [Double], states: Int) {
        (self.event, self.f, self.times, self.states) = (event, f, times, states)
    }

    @inlinable
    func callAsFunction<S: RealScalar>(_ time: [S], _ x: [S]) -> [S] {
        [event(state(time[0], x), Array(x[states...]), at: time[0])]
    }

    /// The same from the state before the last step.
    @inlinable
    func value<S: RealScalar>(_ time: S, _ parameters: [S]) -> S {
        event(lastStep(start!.map { S($0) }, time, parameters), parameters, at: time)
    }

    /// The state at a time shortly after the last of the times.
    @inlinable
    func state<S: RealScalar>(_ time: S, _ x: [S]) -> [S] {
        lastStep(beforeLastStep(x), time, Array(x[states...]))
    }

    /// The last of the times.
    @inlinable
    var begin: Double { times[times.count - 1] }

    /// The state then.
    @inlinable
    func beforeLastStep<S: RealScalar>(_ x: [S]) -> [S] {
        let grid = TimeGrid(times: times)
        let step = RungeKuttaStep(f, .dormandPrince, grid)
        return looped(step, Array(x[..<states]), Array(x[states...]), grid.steps, .automatic)
    }

    /// One step of the method, of which the width is of the scalar as well.
    @inlinable
    func lastStep<S: RealScalar>(_ y: [S], _ time: S, _ parameters: [S]) -> [S] {
        let tableau = Tableau.dormandPrince
        let h = time - begin
        var slopes: [[S]] = []
        func combined(_ weights: [Double]) -> [S] {
            var result = y
            for (r, weight) in weights.enumerated() where weight != 0 {
                for c in result.indices { result[c] += slopes[r][c] * h * weight }
            }
            return result
        }
        for r in 0..<tableau.stages {
            slopes.append(f(combined(tableau.a[r]), parameters, at: h * tableau.c[r] + begin))
        }
        return combined(tableau.b)
    }
}
