import Autodiff

/// A recurrent map Rⁿ → Rᵐ: `steps` times, each of n states becomes a product and a sine of its neighbours; the outputs
/// are sums of two states.
struct Recurrence: Differentiable {
    let outputs: Int
    let steps: Int

    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        var (state, next) = (x, x)
        for _ in 0..<steps {
            for i in x.indices {
                let j = (i + 1) % x.count
                next[i] = 0.5 * (state[i] + state[j] * x[(i + 7) % x.count] + sin(state[j]))
            }
            swap(&state, &next)
        }
        return (0..<outputs).map { state[$0 % x.count] + 0.5 * state[($0 * 5 + 1) % x.count] }
    }
}

/// Jacobians by reverse mode with 1, 2, 4 and 8 cotangents in a sweep.
func runSweepsBenchmark() {
    for (n, m, steps) in [(16, 8, 8), (64, 64, 16), (256, 64, 256)] {
        let f = Recurrence(outputs: m, steps: steps)
        let point = (0..<n).map { 0.3 + 0.001 * Double($0) }
        let (tape, other) = (Tape<Double>(), Tape<Double>())
        let x = tape.variables(point)
        let y = f(x)
        let rows = (0..<m).map { i in (0..<m).map { $0 == i ? 1.0 : 0 } }
        func sweeps(of width: Int) -> Work {
            Work(name: "sweeps of \(width)") { _ in
                var first = 0.0
                for k in stride(from: 0, to: m, by: width) {
                    first += tape.pullback(Array(rows[k..<k + width]), from: y, to: x)[0][0]
                }
                return first
            }
        }
        report(
            "Recurrence, \(m) × \(n), \(tape.nodeCount) nodes",
            [
                Work(name: "primal") { f(moved(point, $0))[0] },
                Work(name: "recording") { i in
                    other.reset()
                    return f(other.variables(moved(point, i)))[0].value
                },
            ] + [1, 2, 4, 8].map { sweeps(of: $0) })
    }
}
