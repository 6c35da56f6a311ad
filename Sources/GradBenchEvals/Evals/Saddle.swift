import Autodiff

/// The saddle point of (x₁² + x₂²) - (y₁² + y₂²): a descent (outer derivatives) on the largest value that an ascent within it finds
/// (inner derivatives). The first letter is the outer mode.
let saddle: [String: Function] = [
    "ff": saddlePoint(.forward, .forward), "fr": saddlePoint(.forward, .reverse),
    "rf": saddlePoint(.reverse, .forward), "rr": saddlePoint(.reverse, .reverse),
]

private func saddlePoint(_ outer: Mode, _ inner: Mode) -> Function {
    Function(
        read: { try $0.numbers("start", count: 2) },
        prepare: { start in
            let game = Game(start: start, inner: inner)
            return {
                let x = argmin(
                    from: start, of: { game.largest(at: $0) },
                    gradient: { x in
                        switch outer {
                        case .forward: partialDerivatives(at: x) { x in game.largest(at: x) }
                        case .reverse: gradient(at: x) { x in game.largest(at: x) }
                        }
                    })
                return x + game.best(at: x)
            }
        },
        write: { .numbers($0) })
}

private struct Game {
    let start: [Double]
    let inner: Mode

    /// The largest value over y.
    func largest<S: RealScalar>(at x: [S]) -> S { payoff(x, best(at: x)) }

    /// The y with the largest value, by an ascent.
    func best<S: RealScalar>(at x: [S]) -> [S] {
        argmax(
            from: start.map { S($0) }, of: { payoff(x, $0) },
            gradient: { y in
                switch inner {
                case .forward: partialDerivatives(at: y) { y in payoff(x.map { Dual(constant: $0) }, y) }
                case .reverse: gradient(at: y) { y in payoff(x.map { Variable(constant: $0) }, y) }
                }
            })
    }

    private func payoff<S: RealScalar>(_ x: [S], _ y: [S]) -> S {
        (x[0] * x[0] + x[1] * x[1]) - (y[0] * y[0] + y[1] * y[1])
    }
}

/// The gradient by forward mode, one derivative for each input.
private func partialDerivatives<S: RealScalar>(at x: [S], of f: ([Dual<S>]) -> Dual<S>) -> [S] {
    x.indices.map { i in
        derivative(at: x[i]) { coordinate in
            var point = x.map { Dual(constant: $0) }
            point[i] = coordinate
            return f(point)
        }
    }
}
