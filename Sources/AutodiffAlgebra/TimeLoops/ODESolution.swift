import AutodiffCore

/// A solution of a differential equation at all times of an interval: states at the times of the steps, and in between the
/// method's own polynomial, of order 4.
public struct ODESolution<S: RealScalar> {
    /// The times of the steps, the beginning and the end among them.
    public let times: [Double]

    /// The states at these times.
    public let states: [[S]]

    /// The slopes of each step's stages, and at its end.
    @usableFromInline
    let slopes: [[[S]]]

    @inlinable
    init(times: [Double], states: [[S]], slopes: [[[S]]]) {
        (self.times, self.states, self.slopes) = (times, states, slopes)
    }

    /// The state at a time of the interval, with derivatives with respect to the start and the parameters, and to the time
    /// if that has some. Outside of the interval the polynomial of the nearest step goes on.
    public func callAsFunction(_ t: S) -> [S] {
        let time = t.primal
        let isForward = times[times.count - 1] >= times[0]
        var (low, high) = (0, max(0, times.count - 2))
        while low < high {
            let middle = (low + high + 1) / 2
            if isForward ? times[middle] <= time : times[middle] >= time { low = middle } else { high = middle - 1 }
        }
        if times.count < 2 { return states[0] }
        let h = times[low + 1] - times[low]
        let s = (t - times[low]) / h
        let weights = Tableau.dormandPrinceDense.map { row -> S in
            var sum: S = 0
            for coefficient in row.reversed() { sum = (sum + coefficient) * s }
            return sum
        }
        var result = states[low]
        for (r, weight) in weights.enumerated() {
            for c in result.indices { result[c] += slopes[low][r][c] * weight * h }
        }
        return result
    }

    /// The state at a time that is a number.
    @_disfavoredOverload
    public func callAsFunction(_ t: Double) -> [S] { self(S(t)) }
}

extension Tableau {
    /// The weights of the slopes at the place s within a step, as polynomials in s without their constant, 0.
    package static let dormandPrinceDense: [[Double]] = [
        [1, -8048581381.0 / 2820520608, 8663915743.0 / 2820520608, -12715105075.0 / 11282082432],
        [0, 0, 0, 0],
        [0, 131558114200.0 / 32700410799, -68118460800.0 / 10900136933, 87487479700.0 / 32700410799],
        [0, -1754552775.0 / 470086768, 14199869525.0 / 1410260304, -10690763975.0 / 1880347072],
        [0, 127303824393.0 / 49829197408, -318862633887.0 / 49829197408, 701980252875.0 / 199316789632],
        [0, -282668133.0 / 205662961, 2019193451.0 / 616988883, -1453857185.0 / 822651844],
        [0, 40617522.0 / 29380423, -110615467.0 / 29380423, 69997945.0 / 29380423],
    ]
}

/// The solution of y' = f(y, θ, t) at all times of an interval, by the method of Dormand and Prince with steps by their estimated error.
///
///     let herds = try odeSolution(PredatorsAndPrey(), from: [30, 4], over: 0...20, parameters: rates)
///     let state = herds(3.7)
///
/// On a tape all steps are recorded; see ``odeSolve(_:from:at:parameters:tolerance:derivatives:)`` for few times.
///
/// Cost: six slopes a step, and the memory of all steps.
///
/// - Throws: ``ODEError`` if the end isn't reached.
@inlinable
public func odeSolution<S: RealScalar, F: ODE>(
    _ f: F, from state: [S], over interval: ClosedRange<Double>, parameters: [S] = [],
    tolerance: ODETolerance = ODETolerance()
) throws -> ODESolution<S> {
    let grid = AdaptiveGrid(f, parameters.map(\.primal), tolerance)
    let times = try grid.times(from: interval.lowerBound, to: interval.upperBound, state.map(\.primal))
    let step = RungeKuttaStep(f, .dormandPrince, TimeGrid(times: times))
    var (states, slopes) = ([state], [[[S]]]())
    for i in 0..<times.count - 1 {
        let y = states[i]
        let h = times[i + 1] - times[i]
        var k = step.stages(y, parameters, times[i], h)
        let next = combination(y, k, Tableau.dormandPrince.b, h)
        k.append(f(next, parameters, at: S(times[i + 1])))
        states.append(next)
        slopes.append(k)
    }
    return ODESolution(times: times, states: states, slopes: slopes)
}
