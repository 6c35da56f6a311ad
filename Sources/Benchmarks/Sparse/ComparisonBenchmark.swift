import Autodiff
import GradBenchEvals

/// The reports of comparisons for four contrasting functions: see `Notes/comparison.md`.
func runComparisonBenchmark() {
    print(compareJacobians(at: Rosenbrock.points(200)[0], of: Tridiagonal()), "\n")
    print(compareJacobians(at: Brusselator.points(side: 8)[0], of: Brusselator(side: 8)), "\n")
    print(
        compareJacobians(at: (0..<15).map { 0.3 + 0.1 * Double($0) }, of: ReprojectionError(feature: (30, 70))), "\n")
    print(compareHessians(at: Rosenbrock.points(200)[0], of: Rosenbrock()), "\n")
}
