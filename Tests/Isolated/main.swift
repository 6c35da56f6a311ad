import Autodiff

// A module whose code belongs to the main actor by default (`-default-isolation MainActor`). A function that is declared there is
// differentiated in a detached task.

struct Rosenbrock: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { 100 * pow(x[1] - x[0] * x[0], 2) + pow(1 - x[0], 2) }
}

struct Polar: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [x[0] * cos(x[1]), x[0] * sin(x[1])] }
}

struct SquaredError: DataTerm {
    func value<S: RealScalar>(at p: [S], for sample: (x: Double, y: Double)) -> S { pow(p[0] * sample.x - sample.y, 2) }
}

struct Cube: UnaryRule {
    func value(_ x: Double) -> Double { x * x * x }
    func derivative<S: RealScalar>(at x: S, value: S) -> S { 3 * x * x }
}

let results = await Task.detached {
    [
        gradient(at: [1, 2], of: Rosenbrock()), jacobian(at: [2, 0], of: Polar()).values,
        gradient(at: [3], of: SquaredError(), over: [(x: 1, y: 1), (x: 2, y: 1)]),
        [derivative(at: 2.0) { Dual.apply(Cube(), to: $0) }],
    ]
}.value
print(results)
