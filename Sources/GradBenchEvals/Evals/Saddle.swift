import Autodiff

/// The saddle point of (x₁² + x₂²) - (y₁² + y₂²): a descent (outer derivatives) on the largest value that an ascent within it finds
/// (inner derivatives). The first letter is the outer mode.
let saddle: [String: Function] = [
    "ff": saddlePoint(.forward, .forward), "fr": saddlePoint(.forward, .reverse),
    "rf": saddlePoint(.reverse, .forward), "rr": saddlePoint(.reverse, .reverse),
]

private func saddlePoint(_ outer: JacobianMode, _ inner: JacobianMode) -> Function {
    Function(
        read: { try $0.numbers("start", count: 2) },
        prepare: { start in
            let game = Game(start: Pair(x: start[0], y: start[1]), inner: inner)
            return Prepared {
                let x = argmin(
                    from: game.start, of: { game.value(at: [$0.x, $0.y]) },
                    gradient: { x in
                        let slope = gradient(at: [x.x, x.y], of: game, mode: outer)
                        return Pair(x: slope[0], y: slope[1])
                    })
                let y = game.best(at: x)
                return [x.x, x.y, y.x, y.y]
            }
        },
        write: { .numbers($0) })
}

/// The largest value over y, of x.
private struct Game: ScalarField {
    let start: Pair<Double>
    let inner: JacobianMode

    func value<S: RealScalar>(at x: [S]) -> S {
        let x = Pair(x: x[0], y: x[1])
        return payoff(x, best(at: x))
    }

    /// The y with the largest value, by an ascent.
    func best<S: RealScalar>(at x: Pair<S>) -> Pair<S> {
        let workspace = Workspace<S>()
        var (point, slope) = ([x.x, x.y], [x.x, x.y])
        return argmax(
            from: Pair(x: S(start.x), y: S(start.y)), of: { payoff(x, $0) },
            gradient: { y in
                if inner == .forward {
                    let x = Pair(x: Dual(constant: x.x), y: Dual(constant: x.y))
                    return Pair(
                        x: derivative(at: y.x) { first in payoff(x, Pair(x: first, y: Dual(constant: y.y))) },
                        y: derivative(at: y.y) { second in payoff(x, Pair(x: Dual(constant: y.x), y: second)) })
                }
                (point[0], point[1]) = (y.x, y.y)
                workspace.gradient(at: point, into: &slope) { y in
                    payoff(Pair(x: Variable(constant: x.x), y: Variable(constant: x.y)), Pair(x: y[0], y: y[1]))
                }
                return Pair(x: slope[0], y: slope[1])
            })
    }

    private func payoff<S: RealScalar>(_ x: Pair<S>, _ y: Pair<S>) -> S {
        (x.x * x.x + x.y * x.y) - (y.x * y.x + y.y * y.y)
    }
}
