import Autodiff

/// The reprojection error of one observation in bundle adjustment: 15 inputs, 2 outputs.
///
/// The inputs are a camera (rotation vector, centre, focal length, principal point, two coefficients of radial
/// distortion), a point in space and the observation's weight. The point is turned into the camera's frame (Rodrigues'
/// formula), projected, distorted, scaled, and compared with the feature seen in the image.
struct ReprojectionError: Differentiable {
    let feature: (x: Double, y: Double)

    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        let (u, v) = project(x)
        return [x[14] * (u - feature.x), x[14] * (v - feature.y)]
    }

    func project<S: RealScalar>(_ x: [S]) -> (S, S) {
        let point = rotate((x[11] - x[3], x[12] - x[4], x[13] - x[5]), by: (x[0], x[1], x[2]))
        let (u, v) = (point.0 / point.2, point.1 / point.2)
        let square = u * u + v * v
        let distortion = 1 + x[9] * square + x[10] * square * square
        return (u * distortion * x[6] + x[7], v * distortion * x[6] + x[8])
    }

    func rotate<S: RealScalar>(_ p: (S, S, S), by r: (S, S, S)) -> (S, S, S) {
        let square = r.0 * r.0 + r.1 * r.1 + r.2 * r.2
        if square == 0 {
            let turned = cross(r, p)
            return (p.0 + turned.0, p.1 + turned.1, p.2 + turned.2)
        }
        let angle = sqrt(square)
        let (cosine, sine, inverse) = (cos(angle), sin(angle), 1 / angle)
        let axis = (r.0 * inverse, r.1 * inverse, r.2 * inverse)
        let turned = cross(axis, p)
        let along = (axis.0 * p.0 + axis.1 * p.1 + axis.2 * p.2) * (1 - cosine)
        return (
            p.0 * cosine + turned.0 * sine + axis.0 * along, p.1 * cosine + turned.1 * sine + axis.1 * along,
            p.2 * cosine + turned.2 * sine + axis.2 * along
        )
    }

    func cross<S: RealScalar>(_ a: (S, S, S), _ b: (S, S, S)) -> (S, S, S) {
        (a.1 * b.2 - a.2 * b.1, a.2 * b.0 - a.0 * b.2, a.0 * b.1 - a.1 * b.0)
    }
}

/// Bundle adjustment's reprojection error and its 2 × 15 Jacobian blocks, for 31,843 observations.
func runBundleAdjustmentBenchmark() {
    let observations = 31_843
    let inputs = (0..<64).map { k -> [Double] in
        let wobble = 0.001 * Double(k)
        return [
            0.01 + wobble, -0.02 + wobble, 0.03, 0.1 + wobble, -0.2, 0.3 + wobble, 500, 2 + wobble, -1, 0.02, -0.004,
            0.5 + wobble, 0.7, 4 + wobble, 1.02,
        ]
    }
    let f = ReprojectionError(feature: (30, 70))
    let direction = [Double](repeating: 1, count: 15)
    func overObservations(_ name: String, _ body: @escaping ([Double]) -> Double) -> Work {
        Work(name: name) { run in
            var sum = 0.0
            for i in 0..<observations { sum += body(inputs[(i + run) % 64]) }
            return sum
        }
    }
    var works = [
        overObservations("primal") { x in f(x)[0] },
        overObservations("one direction (jvp)") { x in jvp(at: x, along: direction, of: f).tangent[0] },
        overObservations("Jacobian") { x in forwardJacobian(at: x, of: f)[1, 2] },
    ]
    var block = Matrix<Double>(rows: 2, columns: 15, repeating: 0)
    for chunk in [2, 4, 8, 16, 32] {
        works.append(
            overObservations("Jacobian, chunk \(chunk)") { x in
                forwardJacobian(at: x, of: f, into: &block, chunk: chunk)
                return block[1, 2]
            })
    }
    report("Bundle adjustment, 31,843 observations", works)
}
