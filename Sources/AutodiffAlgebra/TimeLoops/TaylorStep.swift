import AutodiffCore
import AutodiffForward

/// A step by the Taylor series of the solution: coefficient k + 1 of y is coefficient k of f(y), divided by k + 1.
@usableFromInline
struct TaylorStep<F: ODE>: TimeStep {
    @usableFromInline
    let f: F
    @usableFromInline
    let order: Int
    @usableFromInline
    let grid: TimeGrid

    @inlinable
    init(_ f: F, order: Int, _ grid: TimeGrid) {
        if order < 1 { misuse("a Taylor method of order \(order): the order is at least 1") }
        (self.f, self.order, self.grid) = (f, order, grid)
    }

    @inlinable
    func callAsFunction<S: RealScalar>(_ state: [S], _ parameters: [S], step: Int) -> [S] {
        let (t, h) = grid[step]
        let constants = parameters.map { Taylor(constant: $0) }
        var coefficients = state.map { [$0] }
        for k in 0..<order {
            // One coefficient more of each with every run. (Of one coefficient a series would be a constant.)
            let time = Taylor([S(t), 1] + [S](repeating: .zero, count: k))
            let slope = f(coefficients.map { Taylor($0 + [.zero]) }, constants, at: time)
            if slope.count != state.count { misuseOfSlope(slope.count, state.count) }
            for c in state.indices {
                let series = slope[c].coefficients
                coefficients[c].append(k < series.count ? series[k] / Double(k + 1) : .zero)
            }
        }
        return coefficients.map { series in
            var sum = series[order]
            for k in stride(from: order - 1, through: 0, by: -1) { sum = sum * h + series[k] }
            return sum
        }
    }
}
