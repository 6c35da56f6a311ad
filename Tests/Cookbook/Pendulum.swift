//: # A double pendulum from its Lagrangian
//:
//: The equations of motion follow from one formula, the Lagrangian L(q, q̇) = T - V: with its gradient and Hessian the
//: accelerations are the solution of ∂²L/∂q̇² · q̈ = ∂L/∂q - ∂²L/∂q̇∂q · q̇. Nobody derives anything by hand.
import Autodiff

func lagrangian<S: RealScalar>(_ x: [S]) -> S {
    let (a, b, ȧ, ḃ) = (x[0], x[1], x[2], x[3])
    let kinetic = ȧ * ȧ + 0.5 * ḃ * ḃ + ȧ * ḃ * cos(a - b)
    let potential = -9.81 * (2 * cos(a) + cos(b))
    return kinetic - potential
}

let compiled = compile(at: [1, 1.5, 0.1, 0.1], of: lagrangian)

func slope(_ x: [Double], of l: CompiledField) throws -> [Double] {
    let (_, g, h) = valueWithGradientAndHessian(at: x, of: l)
    let mass: Matrix = [[h[2, 2], h[2, 3]], [h[3, 2], h[3, 3]]]
    let force = [2, 3].map { i in g[i - 2] - h[i, 0] * x[2] - h[i, 1] * x[3] }
    return x[2...] + (try solve(mass, force))
}

func energy(_ x: [Double], of l: CompiledField) -> Double {
    let (value, g) = valueWithGradient(at: x, of: l)
    return g[2] * x[2] + g[3] * x[3] - value
}

var x = [1.2, 2.0, 0.0, 0.0]
let start = energy(x, of: compiled)
let h = 0.001
for _ in 0..<5_000 {
    func moved(_ k: [Double], _ step: Double) -> [Double] { zip(x, k).map { $0 + step * $1 } }
    let k1 = try slope(x, of: compiled)
    let k2 = try slope(moved(k1, h / 2), of: compiled)
    let k3 = try slope(moved(k2, h / 2), of: compiled)
    let k4 = try slope(moved(k3, h), of: compiled)
    for i in x.indices { x[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]) }
}
print(abs(energy(x, of: compiled) / start - 1) < 1e-9)  // true
print(x)  // [-0.428794…, -0.746539…, 0.979045…, 5.626123…]
