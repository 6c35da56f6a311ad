import Autodiff
import Foundation

/// Sparse derivatives as multiples of one run of the function on `Double`.
func runSparseBenchmark() {
    measureJacobian("Brusselator, 32 x 32", Brusselator(side: 32), Brusselator.points(side: 32))
    measureJacobian("tridiagonal, n = 2,048", Tridiagonal(), Rosenbrock.points(2048))
    measureHessian("Rosenbrock, n = 10,000", Rosenbrock(), Rosenbrock.points(10000))
}

private func measureJacobian<F: Differentiable & Sendable>(_ name: String, _ f: F, _ points: [[Double]]) {
    let times = medianNanoseconds(of: [
        Work(name: "primal") { f(points[$0 % 8])[0] },
        Work(name: "pattern") { Double(jacobianSparsity(at: points[$0 % 8], of: f).pattern.count) },
    ])
    print(name)
    print(String(format: "  primal              %8.2f us", times[0] / 1000))
    print(String(format: "  pattern             %8.2f x primal", times[1] / times[0]))
}

private func measureHessian<F: ScalarField & Sendable>(_ name: String, _ f: F, _ points: [[Double]]) {
    let times = medianNanoseconds(of: [
        Work(name: "primal") { f.value(at: points[$0 % 8]) },
        Work(name: "pattern") { Double(hessianSparsity(at: points[$0 % 8], of: f).pattern.count) },
    ])
    print(name)
    print(String(format: "  primal              %8.2f us", times[0] / 1000))
    print(String(format: "  pattern             %8.2f x primal", times[1] / times[0]))
}
