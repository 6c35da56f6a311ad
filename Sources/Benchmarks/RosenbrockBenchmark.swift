import Autodiff
import Foundation

/// Σ 100 (x[i+1] - x[i]²)² + (1 - x[i])².
struct Rosenbrock: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        var sum: S = 0
        for i in 0..<x.count - 1 {
            let a = x[i + 1] - x[i] * x[i]
            let b = 1 - x[i]
            sum += 100 * a * a + b * b
        }
        return sum
    }

    /// Points that differ from each other, so that no run repeats the one before.
    static func points(_ n: Int) -> [[Double]] {
        (0..<8).map { k in
            (0..<n).map { i -> Double in 0.5 + 0.001 * Double((7 * i + k) % 11) }
        }
    }
}

/// Rosenbrock's function in 1,000 variables: one direction by forward mode and the gradient by reverse mode, as
/// multiples of the plain loop over `Double`.
func runRosenbrockBenchmark() {
    let f = Rosenbrock()
    let points = Rosenbrock.points(1000)
    let times = medianNanoseconds(of: [
        Work(name: "primal") { f.value(at: points[$0 % 8]) },
        Work(name: "jvp") { jvp(at: points[$0 % 8], along: points[0], of: f).tangent[0] },
        Work(name: "gradient") { gradient(at: points[$0 % 8], of: f)[1] },
    ])
    let tape = Tape<Double>()
    _ = f.value(at: tape.variables(points[0]))
    print("Rosenbrock, n = 1000")
    print(String(format: "  primal              %8.2f us", times[0] / 1000))
    print(String(format: "  one direction (jvp) %8.2f x primal", times[1] / times[0]))
    print(String(format: "  gradient            %8.2f x primal, ", times[2] / times[0]) + "\(tape.nodeCount) nodes")
}
