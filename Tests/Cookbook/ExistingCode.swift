//: # Code that exists
//:
//: Nine small functions that were written for `Double`. Each becomes differentiable by its signature: `Double` turns into
//: `S` where a number depends on the inputs, and stays `Double` where it doesn't. The bodies are as they were.
import Autodiff

func drag<S: RealScalar>(_ speed: S, diameter: Double) -> S {
    let re = max(speed * diameter / 1.5e-5, 1)
    let c = re < 1000 ? 24 / re * (1 + 0.15 * pow(re, 0.687)) : 0.44
    return c * speed * abs(speed)
}
func simpson<S: RealScalar>(_ f: (S) -> S, from a: S, to b: S, intervals n: Int) -> S {
    let h = (b - a) / Double(n)
    var total = f(a) + f(b)
    for i in 1..<n { total += (i % 2 == 0 ? 2 : 4) * f(a + Double(i) * h) }
    return total * h / 3
}
func rms<S: RealScalar>(_ x: [S]) -> S { (x.reduce(0) { $0 + $1 * $1 } / Double(x.count)).squareRoot() }
func rotated<S: RealScalar>(_ p: (x: S, y: S), by angle: S) -> (x: S, y: S) {
    (p.x * cos(angle) - p.y * sin(angle), p.x * sin(angle) + p.y * cos(angle))
}
func wrapped<S: RealScalar>(_ angle: S) -> S { angle - 2 * .pi * (angle / (2 * .pi)).rounded() }
func interpolated<S: RealScalar>(_ table: [Double], _ x: S) -> S {
    let i = min(Int(x), table.count - 2)
    return table[i] + (x - Double(i)) * (table[i + 1] - table[i])
}
func arc<S: RealScalar>(_ radius: S) -> S {
    var total: S = 0
    for angle in stride(from: 0 as S, to: .pi / 2, by: 0.1) { total += radius * cos(angle) * 0.1 }
    return total
}
func safe<S: RealScalar>(_ x: S) -> S { x.isFinite && x > 0 ? log(x) : 0 }
func described<S: RealScalar>(_ x: S) -> String { "about \(x.primal.rounded())" }

print(derivative(at: 2) { v in drag(v, diameter: 0.01) })  // 1.76
print(derivative(at: 1) { b in simpson({ exp(-$0 * $0) }, from: 0, to: b, intervals: 100) }, exp(-1.0))
// 0.36787944… 0.36787944…
print(gradient(at: [3, 4]) { x in rms(x) })  // [0.42426406…, 0.56568542…]
print(derivative(at: 0) { a in rotated((x: 1, y: 2), by: a).x })  // -2.0
print(derivative(at: 7) { a in wrapped(a) })  // 1.0
print(derivative(at: 1.5) { x in interpolated([0, 1, 4, 9], x) })  // 3.0
print(derivative(at: 2) { r in arc(r) }, derivative(at: 2) { x in safe(x) })
// 1.05020046… 0.5
print(described(3.2))  // about 3.0
