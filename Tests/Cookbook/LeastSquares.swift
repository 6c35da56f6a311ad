//: # Least squares
//:
//: A decaying signal is fitted by Levenberg and Marquardt's method. The residual of one observation is written once;
//: `compile(over:)` records it, and `normalEquations` gives ½|r|², Jᵀr and JᵀJ for all observations without making J.
import Autodiff

let data = (0..<40).map { i in
    let t = 0.1 * Double(i)
    return (t: t, y: 2.5 * exp(-1.3 * t) + 0.4 + 0.01 * sin(17 * Double(i)))
}
let start = [1.0, 1.0, 0.0]
let residuals = compile(over: data, at: start) { θ, s in [θ[0] * exp(-θ[1] * s.t) + θ[2] - s.y] }

var θ = start
var λ = 1e-3
for _ in 0..<50 {
    let (value, slope, matrix) = normalEquations(at: θ, of: residuals)
    let damped = matrix.adding(diagonal: matrix.diagonal.map { λ * $0 }).dense
    let move = try solve(damped, slope)
    let next = zip(θ, move).map { $0 - $1 }
    let better = normalEquations(at: next, of: residuals).value
    if better < value { (θ, λ) = (next, λ / 10) } else { λ *= 10 }
    if norm(move) < 1e-10 { break }
}
print(θ)  // [2.49872329…, 1.29826367…, 0.39943867…]

//: The variances of the parameters are the diagonal of σ² (JᵀJ)⁻¹.
let (value, _, matrix) = normalEquations(at: θ, of: residuals)
let variance = 2 * value / Double(data.count - θ.count)
let deviations = try inverse(matrix.dense).diagonal.map { sqrt(variance * $0) }
print(deviations)  // [0.00466270…, 0.00538327…, 0.00216806…]
