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
            let game = Game(start: Pair(x: start[0], y: start[1]), inner: inner)
            return {
                let x = argmin(
                    from: game.start, of: { game.largest(at: $0) },
                    gradient: { x in
                        switch outer {
                        case .forward: partialDerivatives(at: x) { x in game.largest(at: x) }
                        case .reverse: reverseGradient(at: x, Workspace()) { x in game.largest(at: x) }
                        }
                    })
                let y = game.best(at: x)
                return [x.x, x.y, y.x, y.y]
            }
        },
        write: { .numbers($0) })
}

private struct Game {
    let start: Pair<Double>
    let inner: Mode

    /// The largest value over y.
    func largest<S: RealScalar>(at x: Pair<S>) -> S { payoff(x, best(at: x)) }

    /// The y with the largest value, by an ascent.
    func best<S: RealScalar>(at x: Pair<S>) -> Pair<S> {
        let workspace = Workspace<S>()
        return argmax(
            from: Pair(x: S(start.x), y: S(start.y)), of: { payoff(x, $0) },
            gradient: { y in
                switch inner {
                case .forward:
                    partialDerivatives(at: y) { y in payoff(Pair(x: Dual(constant: x.x), y: Dual(constant: x.y)), y) }
                case .reverse:
                    reverseGradient(at: y, workspace) { y in
                        payoff(Pair(x: Variable(constant: x.x), y: Variable(constant: x.y)), y)
                    }
                }
            })
    }

    private func payoff<S: RealScalar>(_ x: Pair<S>, _ y: Pair<S>) -> S {
        (x.x * x.x + x.y * x.y) - (y.x * y.x + y.y * y.y)
    }
}

/// The gradient by forward mode, a derivative for each coordinate.
private func partialDerivatives<S: RealScalar>(at p: Pair<S>, of f: (Pair<Dual<S>>) -> Dual<S>) -> Pair<S> {
    Pair(
        x: derivative(at: p.x) { x in f(Pair(x: x, y: Dual(constant: p.y))) },
        y: derivative(at: p.y) { y in f(Pair(x: Dual(constant: p.x), y: y)) })
}

/// The gradient by reverse mode.
private func reverseGradient<S: RealScalar>(
    at p: Pair<S>, _ workspace: Workspace<S>, of f: (Pair<Variable<S>>) -> Variable<S>
) -> Pair<S> {
    var slope = [p.x, p.y]
    workspace.gradient(at: slope.map { $0 }, into: &slope) { p in f(Pair(x: p[0], y: p[1])) }
    return Pair(x: slope[0], y: slope[1])
}
