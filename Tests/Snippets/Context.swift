import Autodiff

// What the code in doc comments takes for granted: the functions and data that it names.

struct Rosenbrock: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { 100 * pow(x[1] - x[0] * x[0], 2) + pow(1 - x[0], 2) }
}

struct Polar: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [x[0] * cos(x[1]), x[0] * sin(x[1])] }
}

struct Flow: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [x[0] * x[1], x[1] - x[0]] }
}

struct Potential: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { 1 / norm(x) }
}

struct Entropy: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { x[0] * log(x[0]) + x[1] * log(x[1]) }
}

struct Tridiagonal: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        x.indices.map { i in 2 * x[i] * x[i] - (i > 0 ? x[i - 1] : 0) - (i + 1 < x.count ? x[i + 1] : 0) }
    }
}

struct Springs: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { gradient(at: x, of: Chain()) }
}

struct Upwind: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        x.indices.map { i in
            let left: S = i > 0 ? x[i - 1] : 0
            let right: S = i + 1 < x.count ? x[i + 1] : 0
            return x[i] > 0 ? x[i] * (x[i] - left) : x[i] * (right - x[i])
        }
    }
}

struct Chain: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        var total = cos(x[0])
        for i in 1..<x.count { total += pow(x[i] - x[i - 1], 2) + cos(x[i]) }
        return total
    }
}

struct Hill: UnaryRule {
    let n: Double
    func value(_ x: Double) -> Double { 1 / (1 + pow(x, -n)) }
    func derivative<S: RealScalar>(at x: S, value y: S) -> S { n * y * (1 - y) / x }
}

struct Normalised: VectorRule {
    func value(_ x: [Double]) -> [Double] { x.map { $0 / norm(x) } }
    func pullback<S: RealScalar>(_ w: [S], at x: [S], value y: [S]) -> [S] {
        let along = dot(y, w)
        return x.indices.map { (w[$0] - along * y[$0]) / norm(x) }
    }
}

struct SquaredError: DataTerm {
    func value<S: RealScalar>(at θ: [S], for sample: (x: Double, y: Double)) -> S {
        pow(θ[0] * sample.x + θ[1] - sample.y, 2)
    }
}

struct Decay: ResidualTerm {
    func residuals<S: RealScalar>(at θ: [S], for sample: (x: Double, y: Double)) -> [S] {
        [θ[0] * exp(-θ[1] * sample.x) - sample.y]
    }
}

struct Pendulum: TimeStep {
    func callAsFunction<S: RealScalar>(_ x: [S], _ θ: [S], step: Int) -> [S] {
        let velocity = x[1] - 0.01 * θ[0] * sin(x[0])
        return [x[0] + 0.01 * velocity, velocity]
    }
}

struct PredatorsAndPrey: ODE {
    func callAsFunction<S: RealScalar>(_ y: [S], _ θ: [S], at t: S) -> [S] {
        [θ[0] * y[0] - θ[1] * y[0] * y[1], θ[2] * y[0] * y[1] - θ[3] * y[1]]
    }
}

struct Kepler: Residual {
    func callAsFunction<S: RealScalar>(_ x: [S], _ p: [S]) -> [S] { [x[0] - p[0] * sin(x[0]) - p[1]] }
}

struct Spring<S: RealScalar>: Parameters {
    typealias OnVariables = Spring<Variable<S>>
    var stiffness: S, damping: S, offsets: [S]

    func map<T: RealScalar>(_ f: (S) -> T) -> Spring<T> {
        Spring<T>(stiffness: f(stiffness), damping: f(damping), offsets: offsets.map(f))
    }
}

struct Line<S: RealScalar>: Parameters {
    typealias OnVariables = Line<Variable<S>>
    var slope: S, offset: S

    func map<T: RealScalar>(_ f: (S) -> T) -> Line<T> { Line<T>(slope: f(slope), offset: f(offset)) }
}

func energy<S: RealScalar>(_ s: Spring<S>) -> S { s.stiffness * s.offsets[1] * s.offsets[1] / 2 }

let x = [1.0, 2]
let v = [1.0, 0.5]
let x0 = [1.0, 1]
let f = Rosenbrock()
let θ = [2.0, 0.5]
let data = [(x: 0.0, y: 2.1), (x: 1.0, y: 1.2), (x: 2.0, y: 0.8), (x: 3.0, y: 0.4), (x: 4.0, y: 0.3)]
let points = data
nonisolated(unsafe) let spring = Spring(stiffness: 2, damping: 0.1, offsets: [0, 1])
nonisolated(unsafe) let line = Line(slope: 1, offset: 0)
let grid = [1.0, 2, 3, 4, 5, 6, 7, 8]
let rates = [0.5, 0.02, 0.01, 0.4]
let a: Matrix = [[4.0, 1], [1, 3]]
let b = [1.0, 2]
let c = [0.5, 1]
let covariance = a
let design: Matrix = [[1.0, 0], [1, 1], [1, 2]]
let observations = [1.0, 3, 5]

struct Ridge: Objective {
    let a: Matrix<Double>, b: [Double]
    func value<S: RealScalar>(at x: [S], _ p: [S]) -> S {
        let r = a.times(x)
        return sum(r.indices.map { pow(r[$0] - b[$0], 2) }) + p[0] * dot(x, x)
    }
}

struct Distance: Objective {
    func value<S: RealScalar>(at x: [S], _ p: [S]) -> S { pow(x[0] - 3, 2) + pow(x[1] - 4, 2) }
}

struct Circle: Residual {
    func callAsFunction<S: RealScalar>(_ x: [S], _ p: [S]) -> [S] { [x[0] * x[0] + x[1] * x[1] - p[0] * p[0]] }
}

struct Fall: ODE {
    func callAsFunction<S: RealScalar>(_ y: [S], _ θ: [S], at t: S) -> [S] { [y[1], -θ[0]] }
}

struct Impact: ODEEvent {
    func callAsFunction<S: RealScalar>(_ y: [S], _ parameters: [S], at t: S) -> S { y[0] }
}
