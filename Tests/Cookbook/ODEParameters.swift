//: # Parameters of a differential equation
//:
//: The four rates of Lotka and Volterra's equations are fitted to observed herds. `odeSolve` is differentiated by forward
//: sensitivities, so the Jacobian of all observations costs a few solutions, and Gauss and Newton's method needs nothing
//: else.
import Autodiff

struct Herds: ODE {
    func callAsFunction<S: RealScalar>(_ y: [S], _ θ: [S], at t: S) -> [S] {
        let meetings = y[0] * y[1]
        return [θ[0] * y[0] - θ[1] * meetings, θ[2] * meetings - θ[3] * y[1]]
    }
}

struct Observations: Differentiable {
    let times: [Double]
    func callAsFunction<S: RealScalar>(_ θ: [S]) -> [S] {
        let states = odeSolve(Herds(), from: [30, 4], at: times, parameters: θ, stepsBetween: 10)
        return states.dropFirst().flatMap { $0 }
    }
}

let observations = Observations(times: (0...20).map(Double.init))
let truth = [0.52, 0.026, 0.027, 0.84]
let seen = observations(truth)

var θ = [0.5, 0.03, 0.03, 0.8]
for _ in 0..<20 {
    let (predicted, j) = valueWithJacobian(at: θ, of: observations)
    let move = try leastSquares(j, zip(seen, predicted).map { $0 - $1 })
    for i in θ.indices { θ[i] += move[i] }
    if norm(move) < 1e-12 { break }
}
print(θ)  // [0.52000000…, 0.026, 0.02699999…, 0.83999999…]
