import Autodiff

/// A comet around the sun, a mass at the origin that is a parameter: x'' = -μ x / |x|³. The state is (x, y, x', y').
struct CometMotion: ODE {
    func callAsFunction<S: RealScalar>(_ y: [S], _ p: [S], at t: S) -> [S] {
        let square = y[0] * y[0] + y[1] * y[1]
        let pull = p[0] / (square * sqrt(square))
        return [y[2], y[3], -y[0] * pull, -y[1] * pull]
    }
}

/// Directions in which a comet was seen from the earth, which goes around the sun in 2π.
struct Sightings {
    let times: [Double]
    let angles: [Double]
    let deviation: Double

    /// Where the earth is.
    static func earth(_ t: Double) -> (x: Double, y: Double) { (x: cos(t), y: sin(t)) }

    /// The directions to a comet that is in a state at the first time, and moves by a mass: five numbers.
    func directions<S: RealScalar>(_ unknowns: [S]) throws -> [S] {
        let states = try odeSolve(
            CometMotion(), from: Array(unknowns[..<4]), at: times, parameters: [unknowns[4]],
            tolerance: ODETolerance(relative: 1e-11))
        return zip(times, states).map { t, y in
            let earth = Sightings.earth(t)
            return atan2(y[1] - earth.y, y[0] - earth.x)
        }
    }

    /// What the directions are off, in deviations. (An angle is one of a full turn.)
    func residuals<S: RealScalar>(_ unknowns: [S]) throws -> [S] {
        try zip(directions(unknowns), angles).map { direction, angle in
            let turns = ((direction.primal - angle) / (2 * Double.pi)).rounded()
            return (direction - angle - 2 * Double.pi * turns) / deviation
        }
    }
}
