import Autodiff

/// The equations y₀' = x₀, yᵢ' = xᵢ yᵢ₋₁ from y = 0 over 0...2, by Runge and Kutta's method.
///
/// The gradient is that of the last component, compiled.
let ode: [String: Function] = [
    "primal": Function(
        read: Equations.init,
        prepare: { problem in Prepared { RungeKutta(steps: problem.steps)(problem.x) } },
        write: { .numbers($0) }),
    "gradient": Function(
        read: Equations.init,
        prepare: { problem in
            let steps = problem.steps
            var options = CompileOptions()
            // At first all components are 0, and those far from the first stay so.
            options.foldsZeros = true
            let f = compile(LastComponent(solution: RungeKutta(steps: steps)), at: problem.x, options: options)
            return Prepared(f) { gradient(at: problem.x, of: f) }
        },
        write: { .numbers($0) }),
]

private struct Equations {
    let x: [Double]
    let steps: Int

    init(_ input: JSON) throws {
        x = try input.numbers("x")
        steps = try input.integer("s", in: 1...1_000_000)
    }
}

private struct RungeKutta: Differentiable {
    let steps: Int

    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        let h = 2 / Double(steps)
        var y = [S](repeating: 0, count: x.count)
        var (k1, k2, k3, k4, middle) = (y, y, y, y, y)
        for _ in 0..<steps {
            slope(x, y, &k1)
            for i in y.indices { middle[i] = y[i] + h * k1[i] / 2 }
            slope(x, middle, &k2)
            for i in y.indices { middle[i] = y[i] + h * k2[i] / 2 }
            slope(x, middle, &k3)
            for i in y.indices { middle[i] = y[i] + h * k3[i] }
            slope(x, middle, &k4)
            for i in y.indices {
                let sum = k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]
                y[i] += h * sum / 6
            }
        }
        return y
    }

    private func slope<S: RealScalar>(_ x: [S], _ y: [S], _ slope: inout [S]) {
        slope[0] = x[0]
        for i in x.indices.dropFirst() { slope[i] = x[i] * y[i - 1] }
    }
}

private struct LastComponent: ScalarField {
    let solution: RungeKutta
    func value<S: RealScalar>(at x: [S]) -> S { solution(x)[x.count - 1] }
}
