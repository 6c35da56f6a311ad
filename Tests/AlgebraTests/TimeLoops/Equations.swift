import Autodiff

/// y'' = -ω² y: y = (a cos ωt + b/ω sin ωt, …).
struct Oscillator: ODE {
    func callAsFunction<S: RealScalar>(_ y: [S], _ p: [S], at t: S) -> [S] { [y[1], -p[0] * p[0] * y[0]] }

    /// The position at a time.
    static func exact<S: RealScalar>(_ x: [S], at t: Double) -> S { x[0] * cos(x[2] * t) + x[1] / x[2] * sin(x[2] * t) }
}

/// Lotka and Volterra's equations, in place.
struct Predators: InPlaceODE {
    func slope<S: RealScalar>(of y: [S], _ p: [S], at t: S, into slope: inout [S]) {
        let meetings = y[0] * y[1]
        slope[0] = p[0] * y[0] - p[1] * meetings
        slope[1] = p[2] * meetings - p[3] * y[1]
    }
}

/// y' = p t y, which is p₀ e^(p t²/2).
struct Growth: ODE {
    func callAsFunction<S: RealScalar>(_ y: [S], _ p: [S], at t: S) -> [S] { [p[0] * t * y[0]] }
}

/// Heat in a rod, with a conductivity for each place.
struct Rod: ODE {
    func callAsFunction<S: RealScalar>(_ y: [S], _ p: [S], at t: S) -> [S] {
        y.indices.map { i in
            let left = i > 0 ? y[i - 1] - y[i] : -y[i]
            let right = i + 1 < y.count ? y[i + 1] - y[i] : -y[i]
            return p[i] * (left + right)
        }
    }
}

/// The end of a solution by equal steps.
struct End<F: ODE>: Differentiable, Sendable {
    let f: F
    let states: Int
    var steps = 40
    var method = ODEMethod.rungeKutta4
    var derivatives = ODEDerivatives.automatic

    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        odeSolve(
            f, from: Array(x[..<states]), over: 0...2, parameters: Array(x[states...]), steps: steps, method: method,
            derivatives: derivatives)
    }
}
