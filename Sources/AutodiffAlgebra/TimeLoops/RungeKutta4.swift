import AutodiffCore
import AutodiffForward

/// The classical method of Runge and Kutta, of order 4.
@usableFromInline
struct RungeKutta4<F: ODE>: TimeStep {
    @usableFromInline
    let f: F
    @usableFromInline
    let grid: TimeGrid

    @inlinable
    init(_ f: F, _ grid: TimeGrid) { (self.f, self.grid) = (f, grid) }

    @inlinable
    func callAsFunction<S: RealScalar>(_ state: [S], _ parameters: [S], step: Int) -> [S] {
        var y = state
        _advancing(parameters, states: state.count)(&y, step..<step + 1, nil)
        return y
    }

    @inlinable
    func _advancing<S: RealScalar>(_ parameters: [S], states: Int) -> _Advance<S> {
        let room = StageRoom<S>(states)
        return { y, steps, kept in
            var (stage, sum, k) = room.take()
            for i in steps {
                let (t, h) = grid[i]
                keep(y, i - steps.lowerBound, in: kept)
                f.slope(of: y, parameters, at: S(t), into: &k)
                for c in 0..<states {
                    sum[c] = k[c]
                    stage[c] = y[c] + k[c] * (h / 2)
                }
                f.slope(of: stage, parameters, at: S(t + h / 2), into: &k)
                for c in 0..<states {
                    sum[c] += k[c] * 2
                    stage[c] = y[c] + k[c] * (h / 2)
                }
                f.slope(of: stage, parameters, at: S(t + h / 2), into: &k)
                for c in 0..<states {
                    sum[c] += k[c] * 2
                    stage[c] = y[c] + k[c] * h
                }
                f.slope(of: stage, parameters, at: S(t + h), into: &k)
                for c in 0..<states { y[c] += (sum[c] + k[c]) * (h / 6) }
            }
            room.give(stage, sum, k)
        }
    }

    @inlinable
    func _pullingBack<S: RealScalar>(_ parameters: [S], states: Int) -> _StepPullback<S> {
        stagewisePullback(f, Tableau.rungeKutta4, grid, parameters, states: states)
    }
}

/// Room for three states within a step, kept from one step to the next.
@usableFromInline
final class StageRoom<S: RealScalar> {
    @usableFromInline
    @exclusivity(unchecked) var arrays: ([S], [S], [S])

    @inlinable
    init(_ states: Int) {
        let zeros = [S](repeating: .zero, count: states)
        arrays = (zeros, zeros, zeros)
    }

    /// The arrays, which belong to the caller until it gives them back.
    @inlinable
    func take() -> ([S], [S], [S]) {
        let room = arrays
        arrays = ([], [], [])
        return room
    }

    @inlinable
    func give(_ first: [S], _ second: [S], _ third: [S]) { arrays = (first, second, third) }
}
