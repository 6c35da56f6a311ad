import AutodiffCore

/// A step of an explicit Runge-Kutta method, by its tableau.
@usableFromInline
struct RungeKuttaStep<F: ODE>: TimeStep {
    @usableFromInline
    let f: F
    @usableFromInline
    let tableau: Tableau
    @usableFromInline
    let grid: TimeGrid

    @inlinable
    init(_ f: F, _ tableau: Tableau, _ grid: TimeGrid) {
        (self.f, self.tableau, self.grid) = (f, tableau, grid)
    }

    @inlinable
    func callAsFunction<S: RealScalar>(_ state: [S], _ parameters: [S], step: Int) -> [S] {
        let (t, h) = grid[step]
        let slopes = stages(state, parameters, t, h)
        return combination(state, slopes, tableau.b, h)
    }

    /// The slopes of all stages.
    @inlinable
    func stages<S: RealScalar>(_ y: [S], _ parameters: [S], _ t: Double, _ h: Double) -> [[S]] {
        var slopes: [[S]] = []
        for r in 0..<tableau.stages {
            let k = f(combination(y, slopes, tableau.a[r], h), parameters, at: S(t + tableau.c[r] * h))
            if k.count != y.count { misuseOfSlope(k.count, y.count) }
            slopes.append(k)
        }
        return slopes
    }

    @inlinable
    func _pullingBack<S: RealScalar>(_ parameters: [S], states: Int) -> _StepPullback<S> {
        stagewisePullback(f, tableau, grid, parameters, states: states)
    }
}

/// y + h Σ wᵣ kᵣ.
@inlinable
func combination<S: RealScalar>(_ y: [S], _ slopes: [[S]], _ weights: [Double], _ h: Double) -> [S] {
    var result = y
    for (r, weight) in weights.enumerated() where weight != 0 {
        for c in result.indices { result[c] += slopes[r][c] * (h * weight) }
    }
    return result
}
