import Autodiff
import Foundation

/// Does `.automatic` take the cheaper mode? Jacobians by both modes of four functions, for numbers of inputs and outputs from 1
/// to 128.
func runModesBenchmark() {
    print("the cheaper mode chosen               right  what the choice costs, mean and worst")
    modes("recurrence, 4 steps", sizes: [1, 4, 8, 16, 32, 64, 128]) { Recurrence(outputs: $1, steps: 4) }
    modes("sums of exponentials", sizes: [1, 4, 8, 16, 32, 64]) { ExponentialSums(outputs: $1) }
    modes("tanh(A x)", sizes: [1, 4, 8, 16, 32, 64]) { Layer(inputs: $0, outputs: $1) }
    modes("functions of two inputs", sizes: [1, 4, 8, 16, 32, 64, 128]) { OfTwo(outputs: $1) }
}

private func modes<F: Differentiable>(_ name: String, sizes: [Int], _ function: (_ inputs: Int, _ outputs: Int) -> F) {
    var regrets: [Double] = []
    for m in sizes {
        for n in sizes {
            let f = function(n, m)
            let x = (0..<n).map { 0.3 + 0.01 * Double($0) }
            let times = medianNanoseconds(
                of: [
                    Work(name: "forward") { jacobian(at: moved(x, $0), of: f, mode: .forward)[0, 0] },
                    Work(name: "reverse") { jacobian(at: moved(x, $0), of: f, mode: .reverse)[0, 0] },
                ], rounds: 5, minimumMilliseconds: 0.5)
            let chosen = JacobianMode.isForwardCheaper(inputs: n, outputs: m) ? times[0] : times[1]
            regrets.append(chosen / times.min()!)
        }
    }
    let (right, worst) = (regrets.count { $0 == 1 }, regrets.max() ?? 1)
    let mean = exp(regrets.map { log($0) }.reduce(0, +) / Double(regrets.count))
    print(
        name.padding(toLength: 34, withPad: " ", startingAt: 0)
            + String(format: "%3d of %2d  %5.2f %5.2f", right, regrets.count, mean, worst))
}

/// Σ aₖ exp(-bₖ t) at m times t.
struct ExponentialSums: Differentiable {
    let outputs: Int

    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        (0..<outputs).map { k in
            let t = 0.1 * Double(k)
            var total: S = 0
            for i in stride(from: 0, to: x.count - 1, by: 2) { total += x[i] * exp(-x[i + 1] * t) }
            return total
        }
    }
}

/// A layer of a network, by the matrix product.
struct Layer: Differentiable {
    let weights: Matrix<Double>

    init(inputs: Int, outputs: Int) {
        weights = Matrix(rows: outputs, columns: inputs, values: (0..<outputs * inputs).map { sin(Double($0)) })
    }

    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { weights.times(x.map { $0 * $0 }).map { tanh($0) } }
}

/// Each output of two inputs: a sparse Jacobian.
private struct OfTwo: Differentiable {
    let outputs: Int

    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        (0..<outputs).map { k in
            let (a, b) = (x[k % x.count], x[(3 * k + 1) % x.count])
            return exp(a * 0.1) * b - a / (1 + b * b)
        }
    }
}
