import AutodiffCore

// The times of the steps are found on numbers first: the derivative is that of the method with these times, which are held. (By how
// much they would move is not smooth, and of the order of the error.)

/// The solution of y' = f(y, θ, t) at the end of an interval, by the method of Dormand and Prince, of order 5, with steps chosen by
/// their estimated error.
///
///     let end = try odeSolve(
///         PredatorsAndPrey(), from: [30, 4], over: 0...20, parameters: rates, tolerance: ODETolerance(relative: 1e-8))
///
/// Derivatives as of ``odeSolve(_:from:over:parameters:steps:method:derivatives:)``. A replay of a compiled function chooses its
/// steps anew; where it can't, the result is nan.
///
/// - Parameters:
///   - f: The right-hand side.
///   - state: The state at the beginning of the interval.
///   - interval: From which time to which.
///   - parameters: What the right-hand side depends on besides.
///   - tolerance: How exactly.
///   - derivatives: How reverse mode goes back.
/// - Returns: The state at the end.
/// - Throws: ``ODEError`` if the end isn't reached.
@inlinable
public func odeSolve<S: RealScalar, F: ODE>(
    _ f: F, from state: [S], over interval: ClosedRange<Double>, parameters: [S] = [], tolerance: ODETolerance,
    derivatives: ODEDerivatives = .automatic
) throws -> [S] {
    try odeSolve(
        f, from: state, at: [interval.lowerBound, interval.upperBound], parameters: parameters, tolerance: tolerance,
        derivatives: derivatives)[1]
}

/// The solution of y' = f(y, θ, t) at several times, of which the first is that of the start, by steps chosen by their estimated
/// error; see ``odeSolve(_:from:over:parameters:tolerance:derivatives:)``.
///
/// The steps end at each of the times. For many times within a step see ``odeSolution(_:from:over:parameters:tolerance:)``.
@inlinable
public func odeSolve<S: RealScalar, F: ODE>(
    _ f: F, from state: [S], at times: [Double], parameters: [S] = [], tolerance: ODETolerance,
    derivatives: ODEDerivatives = .automatic
) throws -> [[S]] {
    var states = times.isEmpty ? [] : [state]
    var isBlock = S._isRecorded
    if case .throughSteps = derivatives { isBlock = false }
    for (start, end) in zip(times, times.dropFirst()) {
        let x = states[states.count - 1] + parameters
        // Of a block the solution at this point says whether there is one; through the steps they are a part of the recording.
        let point = isBlock ? x.map(\._peek) : x.map(\.primal)
        let grid = AdaptiveGrid(f, Array(point[state.count...]), tolerance)
        let found = TimeGrid(times: try grid.times(from: start, to: end, Array(point[..<state.count])))
        if isBlock {
            let block = AdaptiveBlock(
                f: f, start: start, end: end, tolerance: tolerance, derivatives: derivatives, states: state.count)
            states.append(S._apply(block: block, to: x))
        } else {
            let step = RungeKuttaStep(f, .dormandPrince, found)
            states.append(looped(step, states[states.count - 1], parameters, found.steps, derivatives))
        }
    }
    return states
}

/// A solution of which a recording keeps no times: they are chosen anew wherever it is replayed.
@usableFromInline
struct AdaptiveBlock<F: ODE>: _Block {
    @usableFromInline
    let f: F
    @usableFromInline
    let start: Double, end: Double
    @usableFromInline
    let tolerance: ODETolerance
    @usableFromInline
    let derivatives: ODEDerivatives
    @usableFromInline
    let states: Int

    @inlinable
    init(f: F, start: Double, end: Double, tolerance: ODETolerance, derivatives: ODEDerivatives, states: Int) {
        (self.f, self.start, self.end) = (f, start, end)
        (self.tolerance, self.derivatives, self.states) = (tolerance, derivatives, states)
    }

    @usableFromInline
    var tangentBlock: any _Block { TangentBlock(block: self) }

    /// The loop of the steps, or nil where the end isn't reached.
    @inlinable
    func loop<S: RealScalar>(_ x: [S]) -> CheckpointedLoop<RungeKuttaStep<F>>? {
        let point = x.map(\.primal)
        let grid = AdaptiveGrid(f, Array(point[states...]), tolerance)
        guard let times = try? grid.times(from: start, to: end, Array(point[..<states])) else { return nil }
        let found = TimeGrid(times: times)
        var snapshots = max(1, found.steps)
        if case .adjoint(let kept?) = derivatives { snapshots = kept }
        return CheckpointedLoop(
            RungeKuttaStep(f, .dormandPrince, found), steps: found.steps, snapshots: snapshots, states: states)
    }

    @inlinable
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        loop(x)?(x) ?? [S](repeating: S(.nan), count: states)
    }

    @inlinable
    func valueWithPullback<S: RealScalar>(at x: [S]) -> (value: [S], pullback: ([S]) -> [S]) {
        if let loop = loop(x) { return loop.valueWithPullback(at: x) }
        let count = x.count
        return (
            [S](repeating: S(.nan), count: states), { _ in [S](repeating: S(.nan), count: count) }
        )
    }
}
