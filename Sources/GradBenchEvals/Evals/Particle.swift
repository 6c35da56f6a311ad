import Autodiff

/// The place of a charge that lets a particle fly through the origin: a descent (outer derivatives) on where the path meets the x axis,
/// by Euler's method with the potential's gradient as the force (inner derivatives). The first letter is the outer mode.
let particle: [String: Function] = [
    "ff": flight(.forward, .forward), "fr": flight(.forward, .reverse),
    "rf": flight(.reverse, .forward), "rr": flight(.reverse, .reverse),
]

private func flight(_ outer: Mode, _ inner: Mode) -> Function {
    Function(
        read: { try $0.number("w") },
        prepare: { start in
            let particle = ChargedParticle(inner: inner)
            return {
                argmin(
                    from: [start], of: { particle.error(at: $0[0]) },
                    gradient: { w in
                        switch outer {
                        case .forward: [derivative(at: w[0]) { w in particle.error(at: w) }]
                        case .reverse: gradient(at: w) { w in particle.error(at: w[0]) }
                        }
                    })[0]
            }
        },
        write: { .number($0) })
}

private struct ChargedParticle {
    let inner: Mode

    /// The square of the abscissa at which the path meets the axis.
    func error<S: RealScalar>(at w: S) -> S {
        let step = 0.1
        var (x, y): (S, S) = (0, 8)
        var (u, v): (S, S) = (0.75, 0)
        // A path that doesn't come down is left.
        for _ in 0..<1_000_000 {
            let slope = slope(at: x, y, w)
            let (nextX, nextY) = (x + step * u, y + step * v)
            if nextY < 0 { break }
            u -= step * slope.x
            v -= step * slope.y
            (x, y) = (nextX, nextY)
        }
        let crossing = x - y / v * u
        return crossing * crossing
    }

    /// The potential's gradient with respect to the place.
    private func slope<S: RealScalar>(at x: S, _ y: S, _ w: S) -> (x: S, y: S) {
        switch inner {
        case .forward:
            return (
                derivative(at: x) { x in potential(x, Dual(constant: y), Dual(constant: w)) },
                derivative(at: y) { y in potential(Dual(constant: x), y, Dual(constant: w)) }
            )
        case .reverse:
            let slope = gradient(at: [x, y]) { p in potential(p[0], p[1], Variable(constant: w)) }
            return (slope[0], slope[1])
        }
    }

    /// Of charges at (10, 10 - w) and (10, 0).
    private func potential<S: RealScalar>(_ x: S, _ y: S, _ w: S) -> S {
        let right = x - 10
        let above = y - (10 - w)
        return 1 / sqrt(right * right + above * above) + 1 / sqrt(right * right + y * y)
    }
}
