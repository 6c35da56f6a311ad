//: # A function that is the solution of an equation
//:
//: Kepler's equation E - e sin E = M has no formula for the anomaly E. `root` solves it on plain numbers and takes the
//: derivatives from the implicit function theorem, to any order and wherever the search began. Nothing is differentiated
//: that only iterates.
import Autodiff

func anomaly<S: RealScalar>(_ e: S, _ m: S) -> S {
    try! root(of: { x, p in x - p[0] * sin(x) - p[1] }, near: 1, parameters: [e, m])
}

print(anomaly(0.5, 1.0))  // 1.49870113…
print(gradient(at: [0.5, 1.0]) { p in anomaly(p[0], p[1]) })
// [1.03466723…, 1.03736202…]

//: The second derivative agrees with its formula, -e sin E / (1 - e cos E)³.
let second = derivative(at: 1.0, order: 2) { m in anomaly(0.5, m) }
let E = anomaly(0.5, 1.0)
print(second, -0.5 * sin(E) / pow(1 - 0.5 * cos(E), 3))  // -0.55671303… -0.55671303…

//: A solver of your own goes the same way: `implicit` takes its solution as it is, and refines it so that the derivatives
//: are exact.
let bisected = derivative(at: 1.0) { m in
    try! implicit(
        solution: { p in
            var (low, high) = (0.0, 4.0)
            for _ in 0..<20 {
                let middle = (low + high) / 2
                if middle - 0.5 * sin(middle) < p[0] { low = middle } else { high = middle }
            }
            return [low]
        }, residual: { x, p in [x[0] - 0.5 * sin(x[0]) - p[0]] }, parameters: [m])[0]
}
print(bisected, derivative(at: 1.0) { m in anomaly(0.5, m) })
// 1.03736202… 1.03736202…
