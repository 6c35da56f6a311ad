import Autodiff

/// Solves x' = f(x) by Taylor series: the solution's own coefficients at every step, from one coefficient to the next.
struct TaylorIntegrator<Field: Differentiable> {
    /// The right-hand side: n numbers from n.
    let field: Field
    let order: Int

    /// What the last two terms of the series may add up to in a step, relative to the state.
    var tolerance = 1e-16

    private(set) var steps = 0

    init(_ field: Field, order: Int) {
        self.field = field
        self.order = order
    }

    /// The coefficients of each component of the solution through `state`: if x is known to order j, so is x' = f(x), and
    /// x to order j + 1.
    func coefficients(at state: [Double]) -> [[Double]] {
        var x = state.map { [$0] }
        for j in 0..<order {
            let velocity = field(x.map { Taylor($0) })
            for i in x.indices { x[i].append(velocity[i].coefficients[j] / Double(j + 1)) }
        }
        return x
    }

    /// The step at which the last two terms become as small as they should; see Jorba and Zou (2005).
    func step(of coefficients: [[Double]]) -> Double {
        func size(_ j: Int) -> Double { coefficients.map { $0[j].magnitude }.max() ?? 0 }
        let bounds = [order - 1, order].map { j in pow(tolerance * size(0) / size(j), 1 / Double(j)) }
        return bounds.min() ?? 0
    }

    /// The state after `time`, and those after every step on the way.
    mutating func run(from start: [Double], for time: Double) -> [[Double]] {
        var states = [start]
        var left = time
        while left > 0 {
            let coefficients = coefficients(at: states[states.count - 1])
            let h = min(step(of: coefficients), left)
            states.append(coefficients.map { $0.reversed().reduce(0) { $0 * h + $1 } })
            left -= h
            steps += 1
        }
        return states
    }
}

/// A planet around a sun of mass 1 at the origin: x'' = -x / |x|³. The state is (x, y, x', y').
struct KeplerField: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        let square = x[0] * x[0] + x[1] * x[1]
        let pull = 1 / (square * sqrt(square))
        return [x[2], x[3], -x[0] * pull, -x[1] * pull]
    }

    /// The state at the point nearest to the sun, of an orbit with period 2π.
    static func start(eccentricity e: Double) -> [Double] { [1 - e, 0, 0, ((1 + e) / (1 - e)).squareRoot()] }

    static func energy(_ x: [Double]) -> Double {
        (x[2] * x[2] + x[3] * x[3]) / 2 - 1 / (x[0] * x[0] + x[1] * x[1]).squareRoot()
    }
}

/// Runge and Kutta's method of order 4, for comparison: the state after `steps` equal steps.
func rungeKutta<F: Differentiable>(_ f: F, from start: [Double], for time: Double, steps: Int) -> [Double] {
    let h = time / Double(steps)
    func moved(_ x: [Double], _ h: Double, _ v: [Double]) -> [Double] { x.indices.map { x[$0] + h * v[$0] } }
    var x = start
    for _ in 0..<steps {
        let a = f(x)
        let b = f(moved(x, h / 2, a))
        let c = f(moved(x, h / 2, b))
        let d = f(moved(x, h, c))
        x = x.indices.map { x[$0] + h / 6 * (a[$0] + 2 * (b[$0] + c[$0]) + d[$0]) }
    }
    return x
}
