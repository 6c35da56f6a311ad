import Autodiff

/// f(x, y) = (x + σ(y)) / (σ(x) + (x + y)²), step by step, with the names that the courses give to the steps.
enum Textbook {
    static let names = ["x", "y", "sigy", "num", "sigx", "xpy", "xpysqr", "den", "invden", "f"]

    /// f, where every step's value goes through `step` before the next one uses it.
    static func f<S: RealScalar>(_ x: S, _ y: S, _ step: (_ name: String, _ value: S) -> S) -> S {
        let x = step("x", x)
        let y = step("y", y)
        let sigy = step("sigy", sigmoid(y))
        let num = step("num", x + sigy)
        let sigx = step("sigx", sigmoid(x))
        let xpy = step("xpy", x + y)
        let xpysqr = step("xpysqr", pow(xpy, 2))
        let den = step("den", sigx + xpysqr)
        let invden = step("invden", 1 / den)
        return step("f", num * invden)
    }

    /// The graph at a point.
    static func graph(at point: [Double]) -> ComputationGraph {
        ComputationGraph(at: point, names: ["x", "y"]) { v in f(v[0], v[1]) { name, value in value.named(name) } }
    }

    /// The adjoint of every step, by the toolkit's tape: f's gradient with respect to a number, here 0, that is added to the
    /// step's value.
    static func adjoints(at point: [Double]) -> [Double] {
        gradient(at: names.map { _ in 0 }) { shifts in
            var steps = shifts.makeIterator()
            return f(Variable(point[0]), Variable(point[1])) { _, value in value + (steps.next() ?? 0) }
        }
    }
}
