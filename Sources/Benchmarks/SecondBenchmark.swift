import Autodiff
import Foundation

/// Predators and prey: how far the solution of Lotka and Volterra's equations for four rates and two initial numbers, by the
/// method of Runge and Kutta, lies from what was counted.
struct PredatorPreyLoss: ScalarField {
    let prey = (0..<100).map { 20 + Double($0 % 7) }
    let predators = (0..<100).map { 10 + Double($0 % 5) }
    let h = 0.05

    static let point = [0.5, 0.03, 0.02, 0.6, 30, 4]

    func slope<S: RealScalar>(_ p: [S], _ u: S, _ v: S) -> (S, S) {
        let meetings = u * v
        return (p[0] * u - p[1] * meetings, p[2] * meetings - p[3] * v)
    }

    func value<S: RealScalar>(at p: [S]) -> S {
        var (u, v) = (p[4], p[5])
        var loss: S = 0
        for i in prey.indices {
            for _ in 0..<10 {
                let (a1, b1) = slope(p, u, v)
                let (a2, b2) = slope(p, u + h / 2 * a1, v + h / 2 * b1)
                let (a3, b3) = slope(p, u + h / 2 * a2, v + h / 2 * b2)
                let (a4, b4) = slope(p, u + h * a3, v + h * b3)
                u += h / 6 * (a1 + 2 * a2 + 2 * a3 + a4)
                v += h / 6 * (b1 + 2 * b2 + 2 * b3 + b4)
            }
            loss += pow(u - prey[i], 2) + pow(v - predators[i], 2)
        }
        return loss
    }
}

/// Second derivatives of a loss with six parameters, as multiples of its primal; then forward mode alone against forward over
/// reverse mode, by the number of inputs.
func runSecondBenchmark() {
    let (f, point) = (PredatorPreyLoss(), PredatorPreyLoss.point)
    let v = [1, 0.2, -0.3, 0.5, -1, 2]
    report(
        "A fit of Lotka and Volterra's equations by Runge and Kutta's method, n = 6",
        [
            Work(name: "primal") { f.value(at: moved(point, $0)) },
            Work(name: "jvp") { jvp(at: moved(point, $0), along: v, of: f).tangent[0] },
            Work(name: "gradient") { gradient(at: moved(point, $0), of: f)[0] },
            Work(name: "gradient, reverse") { gradient(at: moved(point, $0), of: f, mode: .reverse)[0] },
            Work(name: "hvp") { hvp(at: moved(point, $0), along: v, of: f).product[0] },
            Work(name: "hessian") { hessian(at: moved(point, $0), of: f)[0, 0] },
        ])
    print("forward mode / forward over reverse mode: Hessian, and product with a vector")
    compareModes("Rosenbrock") { _ in Rosenbrock() }
    compareModes("recurrence, 4 steps") { _ in Squares(f: Recurrence(outputs: 4, steps: 4)) }
    compareModes("sums of exponentials") { Squares(f: ExponentialSums(outputs: $0)) }
    compareModes("tanh(A x)") { Squares(f: Layer(inputs: $0, outputs: $0)) }
}

private func compareModes<F: ScalarField>(_ name: String, _ function: (_ inputs: Int) -> F) {
    print("  \(name)")
    for n in [2, 3, 4, 6, 8, 9, 12, 16, 20, 24, 32] {
        let f = function(n)
        let point = (0..<n).map { 0.3 + 0.01 * Double($0) }
        let v = point.map { 1 - $0 }
        var (slope, product, square) = (point, point, Matrix<Double>(rows: n, columns: n, repeating: 0))
        var (inputs, memory) = (ChunkInputs(), TapeOfGradients<MultiDual<SIMD8<Double>>>())
        let times = medianNanoseconds(
            of: [
                Work(name: "primal") { f.value(at: moved(point, $0)) },
                Work(name: "blocks") {
                    forwardHessian(at: moved(point, $0), of: f, into: &slope, &square, inputs: &inputs)
                },
                Work(name: "reverse") {
                    reverseHessian(
                        at: moved(point, $0), of: f, into: &slope, &square, inputs: &inputs, memory: &memory)
                },
                Work(name: "rows") {
                    forwardHVP(at: moved(point, $0), along: v, of: f, into: &slope, &product, inputs: &inputs)
                    return product[0]
                },
                Work(name: "reverse") { productByReverseMode(at: moved(point, $0), along: v, of: f).product[0] },
            ], rounds: 7, minimumMilliseconds: 0.5)
        print(
            String(
                format: "    n = %2d %8.2f (%6.0f x primal) %8.2f (%6.0f x)", n, times[1] / times[2],
                times[1] / times[0], times[3] / times[4], times[3] / times[0]))
    }
}

/// The sum of the squares of a function's outputs.
private struct Squares<F: Differentiable>: ScalarField {
    let f: F

    func value<S: RealScalar>(at x: [S]) -> S {
        let y = f(x)
        return dot(y, y)
    }
}
