import AutodiffCore
import AutodiffForward
import AutodiffGraph
import AutodiffReverse

/// A function along the solution of a differential equation whose change of sign is an event.
///
///     struct Impact: ODEEvent {
///         func callAsFunction<S: RealScalar>(_ y: [S], _ parameters: [S], at t: S) -> S { y[0] }
///     }
public protocol ODEEvent: Sendable {
    /// The function of the state at the time t.
    func callAsFunction<S: RealScalar>(_ y: [S], _ parameters: [S], at t: S) -> S
}

/// When an event happens, and the state then.
public struct EventPoint<S: RealScalar> {
    /// The time.
    public let time: S

    /// The state at that time.
    public let state: [S]

    @inlinable
    init(_ values: [S]) {
        time = values[0]
        state = Array(values[1...])
    }
}

/// The first time after the beginning of an interval at which a function along the solution of y' = f(y, θ, t) changes its sign.
///
///     let impact = try eventTime(of: Impact(), f: Fall(), from: [20, 0], over: 0...10, parameters: [9.81])
///     print(impact.time)                                      // 2.0192…
///
/// The solution is stepped by the method of Dormand and Prince until the sign changes, and the time is found within that step, by Newton's
/// steps and bisection, to rounding. Derivatives of any order by the implicit function theorem: T' = -(∂e/∂θ)/(de/dt), and
/// those of the state at the event, which moves with the time. A sign that changes twice within one step isn't seen: tighten
/// the tolerance. An event at the very beginning isn't counted.
///
/// Cost: the steps up to the event on numbers, and for derivatives those steps on the scalar and what ``root(of:near:parameters:maximumIterations:)`` costs.
///
/// - Parameters:
///   - event: The function.
///   - f: The right-hand side.
///   - state: The state at the beginning.
///   - interval: From which time to which.
///   - parameters: What both depend on besides.
///   - tolerance: How exactly the equation is solved.
/// - Throws: ``ImplicitError/noEvent(interval:)`` if the sign stays the same; ``ODEError`` if the equation can't be solved so far.
@inlinable
public func eventTime<S: RealScalar, F: ODE, E: ODEEvent>(
    of event: E, f: F, from state: [S], over interval: ClosedRange<Double>, parameters: [S] = [],
    tolerance: ODETolerance = ODETolerance()
) throws -> EventPoint<S> {
    let block = EventBlock(event: event, f: f, interval: interval, tolerance: tolerance, states: state.count)
    let x = state + parameters
    let found = try block.located(x.map(\._peek))
    return EventPoint(S._isRecorded ? S._apply(block: block, to: x) : found.values(at: x))
}

/// The time of an event that is a closure on the recording scalar; see ``eventTime(of:f:from:over:parameters:tolerance:)``.
public func eventTime<S: RealScalar, F: ODE>(
    of event: @escaping @Sendable (_ y: [Symbol], _ parameters: [Symbol], _ t: Symbol) -> Symbol, f: F, from state: [S],
    over interval: ClosedRange<Double>, parameters: [S] = [], tolerance: ODETolerance = ODETolerance()
) throws -> EventPoint<S> {
    let (n, q) = (state.count, parameters.count)
    let point = state.map(\._peek) + parameters.map(\._peek) + [interval.lowerBound]
    let field = CompiledField(
        at: point, of: { x in event(Array(x[..<n]), Array(x[n..<n + q]), x[n + q]) }, orElse: nil)
    return try eventTime(
        of: CompiledEvent(field: field), f: f, from: state, over: interval, parameters: parameters, tolerance: tolerance
    )
}

struct CompiledEvent: ODEEvent {
    let field: CompiledField

    func callAsFunction<S: RealScalar>(_ y: [S], _ parameters: [S], at t: S) -> S {
        field.value(at: y + parameters + [t])
    }
}
