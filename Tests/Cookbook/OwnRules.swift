//: # Rules of your own
//:
//: A primitive with a derivative that you know better than any machine: a rule for one number, and one for vectors, each
//: written once for every mode. Then both are held against differences, as a test would.
import Autodiff

/// The solution w of w eʷ = x, Lambert's function, for x ≥ 0.
struct LambertW: UnaryRule {
    func value(_ x: Double) -> Double {
        var w = log1p(x)
        for _ in 0..<20 { w -= (w * exp(w) - x) / (exp(w) * (1 + w)) }
        return w
    }
    func derivative<S: RealScalar>(at x: S, value w: S) -> S { 1 / (x + exp(w)) }
}
func lambertW<S: RealScalar>(_ x: S) -> S { S.apply(LambertW(), to: x) }

/// x / |x|.
struct Normalised: VectorRule {
    func value(_ x: [Double]) -> [Double] { x.map { $0 / norm(x) } }
    func pullback<S: RealScalar>(_ w: [S], at x: [S], value y: [S]) -> [S] {
        let along = dot(y, w)
        return x.indices.map { (w[$0] - along * y[$0]) / norm(x) }
    }
}

print(derivative(at: 1) { x in lambertW(x) })  // 0.36189625…
print(gradient(at: [3, 4]) { x in Normalised()(x)[0] })  // [0.128, -0.096]
print(checkRule(LambertW(), over: 0.01...100).passed, checkRule(Normalised(), at: [1, 2, 2]).passed)
// true true

//: A wrong rule is found and named.
struct Wrong: UnaryRule {
    func value(_ x: Double) -> Double { x * x * x }
    func derivative<S: RealScalar>(at x: S, value y: S) -> S { -3 * x * x }
}
print(checkRule(Wrong(), over: 1...2, points: 3).passed)  // false
