import Autodiff
import GradBenchEvals

/// Cameras, points, and observations of points by cameras.
private struct Scene {
    var cameras: [Double] = []
    var points: [Double] = []
    var weights: [Double] = []
    var features: [(x: Double, y: Double)] = []

    init(cameras cameraCount: Int, points pointCount: Int, observations: Int) {
        for k in 0..<cameraCount {
            let wobble = 0.001 * Double(k)
            cameras += [0.01 + wobble, -0.02, 0.03, 0.1 + wobble, -0.2, 0.3, 500, 2, -1 + wobble, 0.02, -0.004]
        }
        for k in 0..<pointCount { points += [0.5 + 0.0001 * Double(k % 1000), 0.7, 4] }
        weights = [Double](repeating: 1.02, count: observations)
        features = (0..<observations).map { (30 + Double($0 % 7), 70) }
    }

    /// Copies the inputs of observation `i` into `x`.
    func gather(_ i: Int, into x: inout [Double]) {
        let camera = 11 * (i % (cameras.count / 11))
        let point = 3 * (i % (points.count / 3))
        for k in 0..<11 { x[k] = cameras[camera + k] }
        for k in 0..<3 { x[11 + k] = points[point + k] }
        x[14] = weights[i]
    }

    /// Work done for each observation.
    func work(_ name: String, _ body: @escaping (ReprojectionError, [Double]) -> Double) -> Work {
        Work(name: name) { [self] _ in
            var x = [Double](repeating: 0, count: 15)
            var sum = 0.0
            for i in weights.indices {
                gather(i, into: &x)
                sum += body(ReprojectionError(feature: features[i]), x)
            }
            return sum
        }
    }
}

/// Bundle adjustment's reprojection errors and their 2 × 15 Jacobian blocks: 49 cameras, 7,776 points, 31,843
/// observations. The inputs of an observation are gathered in each of the works, the primal too.
func bundleAdjustmentWorks() -> [Work] {
    let scene = Scene(cameras: 49, points: 7_776, observations: 31_843)
    let direction = [Double](repeating: 1, count: 15)
    let works = [
        scene.work("primal") { f, x in
            let error = f(x)
            return error[0] + error[1]
        },
        scene.work("  without its array") { f, x in
            let (u, v) = f.errors(x)
            return u + v
        },
        scene.work("one direction (jvp)") { f, x in jvp(at: x, along: direction, of: f).tangent[0] },
        scene.work("Jacobian") { f, x in jacobian(at: x, of: f, mode: .forward)[1, 2] },
    ]
    return works
        + forwardChunks.map { chunk in
            var block = ChunkedPlace(rows: 2, columns: 15)
            return scene.work("  in place, chunk \(chunk)") { f, x in
                block.write(at: x, of: f, chunk: chunk)
                return block.jacobian[1, 2]
            }
        }
}
