import Autodiff
struct Rosenbrock: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        var sum: S = 0
        for i in 0..<x.count - 1 {
            let a = x[i + 1] - x[i] * x[i]
            let b = 1 - x[i]
            sum += 100 * a * a + b * b
        }
        return sum
    }
}
struct Speel: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        var p: S = 1
        for v in x { p *= v }
        return p
    }
}
func time(_ n: Int, _ f: (Int) -> Double) -> Double {
    let clock = ContinuousClock()
    var best: [Double] = []
    var sink = 0.0
    for r in 0..<40 {
        let d = clock.measure { for i in 0..<n { sink += f(r + i) } }
        best.append(Double(d.components.attoseconds) * 1e-18 / Double(n) + Double(d.components.seconds) / Double(n))
    }
    best.sort()
    if sink == 42.123 { print("") }
    return best[0] * 1e6
}
let n = 1000
func pt(_ k: Int) -> [Double] { (0..<n).map { 1 + 0.0001 * (Double(($0 * 7 + k) % 11) - 5) } }
let pts = (0..<8).map(pt)
func run<F: ScalarField>(_ name: String, _ f: F, _ reps: Int) {
    let duals = pts.map { $0.map { Dual($0, 1.0) } }
    let primal = time(reps) { f.value(at: pts[$0 % pts.count]) }
    let dual = time(reps) { f.value(at: duals[$0 % pts.count]).tangent }
    let j = time(reps) { jvp(at: pts[$0 % pts.count], along: pts[0], of: f).tangent[0] }
    print(name, "primal", primal, "dual", dual / primal, "jvp", j / primal)
}
run("rosenbrock", Rosenbrock(), 2000)
run("speelpenning", Speel(), 2000)
