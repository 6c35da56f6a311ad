//: # A partial differential equation
//:
//: Bratu's equation u'' + λ eᵘ = 0 on a grid of 2,000 points is a system whose Jacobian is tridiagonal. A plan finds that
//: out by one run of the function and computes the 5,998 entries alone; Newton's method solves the band.
import Autodiff

struct Bratu: Differentiable {
    let λ: Double
    func callAsFunction<S: RealScalar>(_ u: [S]) -> [S] {
        let h = 1 / Double(u.count + 1)
        return u.indices.map { i in
            let left: S = i > 0 ? u[i - 1] : 0
            let right: S = i + 1 < u.count ? u[i + 1] : 0
            return (left - 2 * u[i] + right) / (h * h) + λ * exp(u[i])
        }
    }
}

let n = 2_000
let f = Bratu(λ: 2)
var u = [Double](repeating: 0, count: n)
let plan = jacobianPlan(at: u, of: f)
print(plan.pattern.count, "entries of", n * n)  // 5998 entries of 4000000

var steps = 0
while true {
    let (value, j) = plan.valueWithJacobian(at: u)
    let move = try solveTridiagonal(
        lower: (1..<n).map { j[$0, $0 - 1] }, diagonal: j.diagonal, upper: (1..<n).map { j[$0 - 1, $0] }, value)
    for i in 0..<n { u[i] -= move[i] }
    steps += 1
    if norm(move) < 1e-9 { break }
}
print(steps, u[n / 2])  // 5 0.32895235…
