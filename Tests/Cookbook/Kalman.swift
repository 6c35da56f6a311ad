//: # An extended Kalman filter
//:
//: A robot with position, heading and speed is followed by ranges to two beacons. The filter needs the Jacobians of the
//: motion and of the measurement at each estimate; both are functions of numbers that know nothing of derivatives.
import Autodiff

struct Motion: Differentiable {
    let dt: Double, turn: Double
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        [x[0] + dt * x[3] * cos(x[2]), x[1] + dt * x[3] * sin(x[2]), x[2] + dt * turn, x[3]]
    }
}

struct Ranges: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [hypot(x[0], x[1] - 5), hypot(x[0] - 8, x[1] + 3)] }
}

var truth = [0.0, 0.0, 0.2, 1.0]
var x = [0.5, -0.5, 0.0, 0.8]
var p = Matrix.diagonal([1, 1, 0.3, 0.3])
let q = Matrix.diagonal([1e-4, 1e-4, 1e-4, 1e-4])
let r = Matrix.diagonal([0.01, 0.01])

for step in 0..<100 {
    let motion = Motion(dt: 0.1, turn: 0.3)
    truth = motion(truth)
    let noise = 0.05 * sin(37 * Double(step))
    let measured = Ranges()(truth).map { $0 + noise }

    let (moved, f) = valueWithJacobian(at: x, of: motion)
    p = f * p * f.transposed + q
    let (predicted, h) = valueWithJacobian(at: moved, of: Ranges())
    let gain = try solve(h * p * h.transposed + r, h * p).transposed
    x = zip(moved, gain * zip(measured, predicted).map { $0 - $1 }).map { $0 + $1 }
    p = (Matrix.identity(4) - gain * h) * p
}
print(norm(zip(x, truth).map { $0 - $1 }) < 0.1)  // true
print(x)  // [-0.76635144…, 6.61639207…, 3.19456323…, 1.00527351…]
