import Autodiff
import Foundation

let forwardChunks = [2, 4, 8, 16]

/// A Jacobian's place, and what forward mode keeps for it from call to call: for chunks of any width.
struct ChunkedPlace {
    var jacobian: Matrix<Double>
    private var inputs = ChunkInputs()
    private var value: [Double] = []

    init(rows: Int, columns: Int) { jacobian = Matrix(rows: rows, columns: columns, repeating: 0) }

    mutating func write<F: Differentiable>(at x: [Double], of f: F, chunk: Int) {
        forwardJacobian(
            at: x, of: f, into: &jacobian, value: &value, wantsValue: false, inputs: &inputs, chunk: chunk)
    }
}

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
            Work(name: "gradient") { gradient(at: points[$0 % 8], of: Rosenbrock(), mode: .forward)[1] },
        ]
            + forwardChunks.map { chunk in
                var gradient = points[0]
                var inputs = ChunkInputs()
                return Work(name: "  in place, chunk \(chunk)") {
                    let x = points[$0 % 8]
                    _ = forwardGradient(at: x, of: Rosenbrock(), into: &gradient, inputs: &inputs, chunk: chunk)
                    return gradient[1]
                }
            })
    let hands = (0..<8).map { k in Hand.point.map { $0 + 0.001 * Double(k) } }
    report(
        "Hand: a tree of transforms, 60 × 26",
        [
            Work(name: "primal") { Hand()(hands[$0 % 8])[59] },
            Work(name: "one direction (jvp)") { jvp(at: hands[$0 % 8], along: hands[0], of: Hand()).tangent[59] },
            Work(name: "Jacobian") { jacobian(at: hands[$0 % 8], of: Hand(), mode: .forward)[59, 25] },
        ]
            + forwardChunks.map { chunk in
                var place = ChunkedPlace(rows: 60, columns: 26)
                return Work(name: "  in place, chunk \(chunk)") {
                    place.write(at: hands[$0 % 8], of: Hand(), chunk: chunk)
                    return place.jacobian[59, 25]
                }
            })
}
