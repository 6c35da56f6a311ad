import Autodiff

/// The Brusselator along a line: u' = 1 + u²v - 4u + α u'', v' = 3u - u²v + α v'', with u = 1 and v = 3 at both ends
/// (Hairer and Wanner, Solving Ordinary Differential Equations II, IV.1), at so many places between them.
///
/// The state is u₁, v₁, u₂, v₂, …: neighbours in space are neighbours in it, so that the Jacobian has five diagonals.
struct Reaction: Differentiable, ODE {
    let places: Int
    var diffusion = 0.02

    func callAsFunction<S: RealScalar>(_ y: [S]) -> [S] {
        let scale = diffusion * Double((places + 1) * (places + 1))
        var slope = [S](repeating: 0, count: 2 * places)
        for k in 0..<places {
            let (u, v) = (y[2 * k], y[2 * k + 1])
            let uBefore = k == 0 ? S(1) : y[2 * k - 2]
            let vBefore = k == 0 ? S(3) : y[2 * k - 1]
            let uAfter = k == places - 1 ? S(1) : y[2 * k + 2]
            let vAfter = k == places - 1 ? S(3) : y[2 * k + 3]
            let reaction = u * u * v
            slope[2 * k] = 1 + reaction - 4 * u + scale * (uBefore - 2 * u + uAfter)
            slope[2 * k + 1] = 3 * u - reaction + scale * (vBefore - 2 * v + vAfter)
        }
        return slope
    }

    func callAsFunction<S: RealScalar>(_ y: [S], _ p: [S], at t: S) -> [S] { self(y) }

    func position(_ k: Int) -> Double { Double(k + 1) / Double(places + 1) }

    /// u = 1 + sin 2πx, v = 3.
    var start: [Double] { (0..<places).flatMap { [1 + sin(2 * Double.pi * position($0)), 3] } }
}

/// The trapezoidal rule, y₁ = y₀ + ½h (f(y₀) + f(y₁)), each step solved by Newton's method: (I - ½h J) δ = -r, with the
/// Jacobian by a plan and a banded solve.
struct ImplicitSteps {
    /// The states after each step, the start first.
    private(set) var states: [[Double]]

    /// The number of Jacobians, and of linear solves.
    private(set) var iterations = 0

    /// Goes through time with steps of h. The Jacobian's entries must lie within so many diagonals of the main one.
    init<F>(from start: [Double], step h: Double, count: Int, bandwidth: Int, plan: JacobianPlan<F>) throws {
        states = [start]
        var y = start
        var (slope, jacobian) = ([Double](), SparseMatrix<Double>(pattern: plan.pattern))
        for _ in 0..<count {
            plan.valueWithJacobian(at: y, into: &slope, &jacobian)
            let known = y.indices.map { y[$0] + h / 2 * slope[$0] }
            var (change, tries) = (Double.infinity, 0)
            while change > 1e-10 {
                // Newton's method squares the error: ten steps are far too many.
                if tries == 10 { throw StepError() }
                if tries > 0 { plan.valueWithJacobian(at: y, into: &slope, &jacobian) }
                let residual = y.indices.map { known[$0] + h / 2 * slope[$0] - y[$0] }
                let bands = ImplicitSteps.bands(jacobian, scale: -h / 2, bandwidth: bandwidth)
                let delta = try solveBanded(bands, lower: bandwidth, upper: bandwidth, residual)
                for i in y.indices { y[i] += delta[i] }
                change = delta.map(abs).max() ?? 0
                tries += 1
            }
            iterations += tries
            states.append(y)
        }
    }

    /// I + scale · J, diagonal by diagonal.
    private static func bands(_ j: SparseMatrix<Double>, scale: Double, bandwidth: Int) -> Matrix<Double> {
        var bands = Matrix(rows: j.rows, columns: 2 * bandwidth + 1, repeating: 0.0)
        for i in 0..<j.rows {
            bands[i, bandwidth] = 1
            for (column, value) in j.row(i) { bands[i, column - i + bandwidth] += scale * value }
        }
        return bands
    }
}

/// A step of time whose equation Newton's method doesn't solve.
struct StepError: Error, CustomStringConvertible {
    var description: String { "Newton's method doesn't converge within a step of time; a shorter one may do" }
}
