import Autodiff

// Closures on structs: their parameter is known before the compiler looks into them, so they cost what a line over a known
// type costs. And closures on arrays beside them, for which the overloads for structs must not be tried in earnest.

struct Pendulum<S: RealScalar>: Parameters {
    typealias OnVariables = Pendulum<Variable<S>>
    var masses: [S]
    var lengths: [S]
    var angle: (first: S, second: S)
    var friction: S?

    func map<T: RealScalar>(_ f: (S) -> T) -> Pendulum<T> {
        Pendulum<T>(
            masses: masses.map(f), lengths: lengths.map(f), angle: (f(angle.first), f(angle.second)),
            friction: friction.map(f))
    }
}

func potential<S: RealScalar>(_ p: Pendulum<S>, g: Double) -> S {
    let first = -(p.masses[0] + p.masses[1]) * g * p.lengths[0] * cos(p.angle.first)
    return first - p.masses[1] * g * p.lengths[1] * cos(p.angle.second)
}

func slopes(_ p: Pendulum<Double>, g: Double) -> [Pendulum<Double>] {
    [gradient(at: p) { p in potential(p, g: g) }, hvp(at: p, along: p) { p in potential(p, g: g) }.product]
}

func stiffnessOfPendulum(_ p: Pendulum<Double>) -> Matrix<Double> {
    hessian(at: p) { p in p.masses[0] * pow(p.lengths[0], 2) * (1 - cos(p.angle.first)) / 2 }["angle", "angle"]
}

func deviation<S: RealScalar>(_ p: Pendulum<S>, _ sample: (t: Double, y: Double)) -> S {
    p.angle.first * exp(-(p.friction ?? 0) * sample.t) * cos(sqrt(9.81 / p.lengths[0]) * sample.t) - sample.y
}

func loss(_ p: Pendulum<Double>, _ data: [(t: Double, y: Double)]) -> (value: Double, gradient: Pendulum<Double>) {
    valueWithGradient(at: p, over: data) { p, sample in pow(deviation(p, sample), 2) }
}

func severalStatements(_ p: Pendulum<Double>, _ steps: Int) -> Pendulum<Double> {
    gradient(at: p) { p in
        var (angle, speed) = (p.angle.first, Variable<Double>(0))
        let h = 0.01
        for _ in 0..<steps {
            speed -= h * (9.81 / p.lengths[0] * sin(angle) + (p.friction ?? 0) * speed)
            angle += h * speed
        }
        return angle * angle
    }
}

func besideArrays(_ p: Pendulum<Double>) -> [[Double]] {
    [
        gradient(at: [3, 4]) { x in 100 * pow(x[1] - x[0] * x[0], 2) + pow(1 - x[0], 2) },
        gradient(at: p) { p in 100 * pow(p.masses[1] - p.masses[0] * p.masses[0], 2) + pow(1 - p.masses[0], 2) }.masses,
        gradient(at: [1, 2, 3]) { x in (x[0] + sigmoid(x[1])) / (sigmoid(x[0]) + pow(x[0] + x[1], 2)) - 3 * x[2] },
    ]
}
