import Autodiff

// Closures over concrete scalars: the types of `derivative`, `gradient`, `jacobian` without a generic function.

func slopes(_ c: Double) -> [Double] {
    [
        derivative(at: 0.5) { x in sin(x) * x + exp(-x * x / 2) },
        derivative(at: 0.5) { x in 3 * pow(x, 3) - 2 * x / (1 + exp(-x)) },
        derivative(at: 0.5) { x in c * x * x + x * c - x / c },
        derivative(at: 0.5) { x in x * derivative(at: 2) { y in Dual(constant: x) * y * y } },
    ]
}

func gradients(_ c: Double) -> [[Double]] {
    [
        gradient(at: [3, -4]) { x in (x[0] + sigmoid(x[1])) / (sigmoid(x[0]) + pow(x[0] + x[1], 2)) },
        gradient(at: [3, 4]) { x in 100 * pow(x[1] - x[0] * x[0], 2) + pow(1 - x[0], 2) },
        gradient(at: [3, 4]) { x in c * x[0] * x[1] + max(x[0], 0) - min(x[1], x[0]) },
        gradient(at: [1, 2, 3]) { x in x.map { $0 * $0 }.reduce(0, +) },
        gradient(at: [1, 2, 3]) { x in logSumExp(x) - dot(x, x) / 2 },
    ]
}

func matrices() -> [Matrix<Double>] {
    [
        jacobian(at: [2, 0.5]) { x in [x[0] * cos(x[1]), x[0] * sin(x[1])] },
        jacobian(at: [2, 0.5, 1]) { x in [x[0] * x[1] / x[2], exp(x[0] - x[1]) * x[2], pow(x[2], 2)] },
    ]
}

func overDuals(_ x: Dual<Double>, _ y: Dual<Double>, _ c: Double) -> Dual<Double> {
    let lifted = Dual<Double>(c)
    return x * sin(y) + exp(-x * x / 2) / lifted - 3 * pow(y, 3) * (1 - x)
}

func overVariables(_ x: Variable<Double>, _ y: Variable<Double>) -> Variable<Double> {
    let first = pow(1.5 - x + x * y, 2) + pow(2.25 - x + x * y * y, 2)
    return first + pow(2.625 - x + x * y * y * y, 2)
}

func overNested(_ x: Dual<Dual<Double>>, _ y: Dual<Dual<Double>>) -> Dual<Dual<Double>> {
    (x + sigmoid(y)) / (sigmoid(x) + (x + y) * (x + y))
}
