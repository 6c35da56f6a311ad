//: # A robot arm
//:
//: Three joints reach for a target: damped least squares with the Jacobian of the hand's place. Then the arm is to turn as
//: little as possible while the hand is at the target, a minimum under constraints, and the question is how the angles
//: follow a target that moves.
import Autodiff

struct Hand: Differentiable {
    func callAsFunction<S: RealScalar>(_ q: [S]) -> [S] {
        let (a, b, c) = (q[0], q[0] + q[1], q[0] + q[1] + q[2])
        return [cos(a) + 0.8 * cos(b) + 0.5 * cos(c), sin(a) + 0.8 * sin(b) + 0.5 * sin(c)]
    }
}

let target = [1.2, 1.1]
var q = [0.2, 0.5, 0.5]
for _ in 0..<100 {
    let (place, j) = valueWithJacobian(at: q, of: Hand())
    let error = zip(target, place).map { $0 - $1 }
    if norm(error) < 1e-12 { break }
    let move = j.transposed * (try solve(j * j.transposed + 1e-3 * Matrix.identity(2), error))
    for i in q.indices { q[i] += move[i] }
}
print(Hand()(q))  // [1.19999999…, 1.09999999…]

let turning = { @Sendable (q: [Symbol], _: [Symbol]) -> Symbol in dot(q, q) }
let reaching = { @Sendable (q: [Symbol], target: [Symbol]) -> [Symbol] in
    zip(Hand()(q), target).map { $0 - $1 }
}
struct Posture: Differentiable {
    let start: [Double]
    let turning: @Sendable ([Symbol], [Symbol]) -> Symbol
    let reaching: @Sendable ([Symbol], [Symbol]) -> [Symbol]
    func callAsFunction<S: RealScalar>(_ target: [S]) -> [S] {
        try! minimiser(of: turning, subjectTo: reaching, near: start, parameters: target).x
    }
}
let posture = Posture(start: q, turning: turning, reaching: reaching)
let (angles, response) = valueWithJacobian(at: target, of: posture)
print(angles)  // [-0.09562539…, 1.20962548…, 0.75790878…]
print(response)
// [0.08188482…, 0.86654417…]
// [-0.75853811…, -0.58328549…]
// [-0.38378012…, -0.53589675…]
