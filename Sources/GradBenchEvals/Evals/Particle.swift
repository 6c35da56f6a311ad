import Autodiff

/// The place of a charge that lets a particle fly through the origin: a descent (outer derivatives) on where the path meets the x axis,
/// by Euler's method with the potential's gradient as the force (inner derivatives). The first letter is the outer mode.
let particle: [String: Function] = [
    "ff": flight(.forward, .forward), "fr": flight(.forward, .reverse),
    "rf": flight(.reverse, .forward), "rr": flight(.reverse, .reverse),
]

private func flight(_ outer: JacobianMode, _ inner: JacobianMode) -> Function {
    Function(
        read: { try $0.number("w") },
        prepare: { start in
            let particle = ChargedParticle(inner: inner)
            return Prepared {
                argmin(
                    from: Single(x: start), of: { particle.value(at: [$0.x]) },
                    gradient: { Single(x: gradient(at: [$0.x], of: particle, mode: outer)[0]) }
                ).x
            }
        },
        write: { .number($0) })
}

/// The square of the abscissa at which the path meets the axis, of the charge's place.
private struct ChargedParticle: ScalarField {
    let inner: JacobianMode

    func value<S: RealScalar>(at place: [S]) -> S {
        let (w, step) = (place[0], 0.1)
        var (x, y): (S, S) = (0, 8)
        var (u, v): (S, S) = (0.75, 0)
        let workspace = Workspace<S>()
        var (point, slope) = ([x, y], [x, y])
        // A path that doesn't come down is left.
        for _ in 0..<1_000_000 {
            let (nextX, nextY) = (x + step * u, y + step * v)
            if nextY < 0 { break }
            if inner == .forward {
                slope[0] = derivative(at: x) { x in potential(x, Dual(constant: y), Dual(constant: w)) }
                slope[1] = derivative(at: y) { y in potential(Dual(constant: x), y, Dual(constant: w)) }
            } else {
                (point[0], point[1]) = (x, y)
                workspace.gradient(at: point, into: &slope) { p in potential(p[0], p[1], Variable(constant: w)) }
            }
            u -= step * slope[0]
            v -= step * slope[1]
            (x, y) = (nextX, nextY)
        }
        let crossing = x - y / v * u
        return crossing * crossing
    }

    /// Of charges at (10, 10 - w) and (10, 0).
    private func potential<S: RealScalar>(_ x: S, _ y: S, _ w: S) -> S {
        let right = x - 10
        let above = y - (10 - w)
        return 1 / sqrt(right * right + above * above) + 1 / sqrt(right * right + y * y)
    }
}
