import AutodiffCore

/// The solution of y' = f(y, θ, t) at the end of an interval, by steps of equal width.
///
///     let end = odeSolve(PredatorsAndPrey(), from: [30, 4], over: 0...20, parameters: rates, steps: 2000)
///
/// Derivatives with respect to the state at the start and to the parameters, on every scalar: those of the computed
/// solution, so that they agree with its differences to rounding. In reverse mode by `derivatives`; in a compiled function the
/// solution is one node, unless they go through the steps.
///
/// Cost: the steps. A gradient of up to 8 states and parameters takes 2.5 plain solutions, of up to 16 twice that; beyond, each stage once
/// more on a small tape. A right-hand side of a few operations is best an ``InPlaceODE``.
///
/// - Parameters:
///   - f: The right-hand side.
///   - state: The state at the beginning of the interval.
///   - interval: From which time to which.
///   - parameters: What the right-hand side depends on besides.
///   - steps: The number of steps, at least one.
///   - method: How each step is done.
///   - derivatives: How reverse mode goes back.
/// - Returns: The state at the end.
@inlinable
public func odeSolve<S: RealScalar, F: ODE>(
    _ f: F, from state: [S], over interval: ClosedRange<Double>, parameters: [S] = [], steps: Int,
    method: ODEMethod = .rungeKutta4, derivatives: ODEDerivatives = .automatic
) -> [S] {
    if steps < 1 { misuse("a solution by \(steps) steps: it takes at least one") }
    let grid = TimeGrid(from: interval.lowerBound, to: interval.upperBound, steps: steps)
    return solved(f, state, parameters, grid, method, derivatives)
}

/// The solution of y' = f(y, θ, t) at several times, of which the first is that of the start; see
/// ``odeSolve(_:from:over:parameters:steps:method:derivatives:)``.
///
///     let states = odeSolve(PredatorsAndPrey(), from: [30, 4], at: [0, 5, 10, 20], parameters: rates, stepsBetween: 10)
///
/// - Parameters:
///   - f: The right-hand side.
///   - state: The state at the first time.
///   - times: The times, ascending or descending.
///   - parameters: What the right-hand side depends on besides.
///   - steps: The number of steps between two times, at least one.
///   - method: How each step is done.
///   - derivatives: How reverse mode goes back, between two times each.
/// - Returns: The state at each time.
@inlinable
public func odeSolve<S: RealScalar, F: ODE>(
    _ f: F, from state: [S], at times: [Double], parameters: [S] = [], stepsBetween steps: Int,
    method: ODEMethod = .rungeKutta4, derivatives: ODEDerivatives = .automatic
) -> [[S]] {
    if steps < 1 { misuse("a solution by \(steps) steps between two times: it takes at least one") }
    var states = times.isEmpty ? [] : [state]
    for (start, end) in zip(times, times.dropFirst()) {
        let grid = TimeGrid(from: start, to: end, steps: steps)
        states.append(solved(f, states[states.count - 1], parameters, grid, method, derivatives))
    }
    return states
}

@inlinable
func solved<S: RealScalar, F: ODE>(
    _ f: F, _ state: [S], _ parameters: [S], _ grid: TimeGrid, _ method: ODEMethod, _ derivatives: ODEDerivatives
) -> [S] {
    switch method {
    case .rungeKutta4: looped(RungeKutta4(f, grid), state, parameters, grid.steps, derivatives)
    case .dormandPrince5: looped(RungeKuttaStep(f, .dormandPrince, grid), state, parameters, grid.steps, derivatives)
    case .taylor(let order): looped(TaylorStep(f, order: order, grid), state, parameters, grid.steps, derivatives)
    }
}

/// The loop, differentiated in one of the three ways.
@inlinable
func looped<S: RealScalar, Step: TimeStep>(
    _ step: Step, _ state: [S], _ parameters: [S], _ steps: Int, _ derivatives: ODEDerivatives
) -> [S] {
    switch derivatives {
    case .automatic:
        let isSmall = state.count + parameters.count <= 16
        return looped(step, state, parameters, steps, isSmall ? .forwardSensitivities : .adjoint())
    case .throughSteps:
        return CheckpointedLoop(step, steps: steps, snapshots: 1, states: state.count)(state + parameters)
    case .forwardSensitivities:
        let loop = CheckpointedLoop(step, steps: steps, snapshots: 1, states: state.count)
        return S._apply(block: ForwardBlock(block: loop), to: state + parameters)
    case .adjoint(let snapshots):
        let loop = CheckpointedLoop(step, steps: steps, snapshots: snapshots ?? max(steps, 1), states: state.count)
        return S._apply(block: loop, to: state + parameters)
    }
}
