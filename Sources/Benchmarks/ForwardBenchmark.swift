import Autodiff
import Foundation

let forwardChunks = [2, 4, 8, 16, 32]

/// Forward mode: the primal, one direction and the Jacobian by chunks, of three functions.
func runForwardBenchmark() {
    report("Bundle adjustment: 2 × 15 blocks, 31,843 observations", bundleAdjustmentWorks())
    let points = Rosenbrock.points(1000)
    report(
        "Rosenbrock, n = 1000",
        [
            Work(name: "primal") { Rosenbrock().value(at: points[$0 % 8]) },
            Work(name: "one direction (jvp)") {
                jvp(at: points[$0 % 8], along: points[0], of: Rosenbrock()).tangent[0]
            },
            Work(name: "gradient") { forwardGradient(at: points[$0 % 8], of: Rosenbrock())[1] },
        ]
            + forwardChunks.map { chunk in
                var gradient = points[0]
                var workspace = ForwardWorkspace()
                return Work(name: "  in place, chunk \(chunk)") {
                    let x = points[$0 % 8]
                    forwardGradient(at: x, of: Rosenbrock(), into: &gradient, workspace: &workspace, chunk: chunk)
                    return gradient[1]
                }
            })
    let hands = (0..<8).map { k in Hand.point.map { $0 + 0.001 * Double(k) } }
    report(
        "Hand: a tree of transforms, 60 × 26",
        [
            Work(name: "primal") { Hand()(hands[$0 % 8])[59] },
            Work(name: "one direction (jvp)") { jvp(at: hands[$0 % 8], along: hands[0], of: Hand()).tangent[59] },
            Work(name: "Jacobian") { forwardJacobian(at: hands[$0 % 8], of: Hand())[59, 25] },
        ]
            + forwardChunks.map { chunk in
                var jacobian = Matrix<Double>(rows: 60, columns: 26, repeating: 0)
                var workspace = ForwardWorkspace()
                return Work(name: "  in place, chunk \(chunk)") {
                    let x = hands[$0 % 8]
                    forwardJacobian(at: x, of: Hand(), into: &jacobian, workspace: &workspace, chunk: chunk)
                    return jacobian[59, 25]
                }
            })
}
