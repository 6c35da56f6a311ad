/// A root, a fixed point or a minimum that wasn't found.
public enum ImplicitError: Error, CustomStringConvertible {
    /// The iteration was still under way when it had run so often.
    case notConverged(iterations: Int, point: [Double], residual: Double)

    /// No step makes the residual smaller, though it isn't zero.
    case stalled(iterations: Int, point: [Double], residual: Double)

    /// The Jacobian is singular, or what it should be at a minimum it isn't.
    case singular(point: [Double])

    /// The function isn't finite.
    case notFinite(point: [Double])

    /// The values at the ends of the interval have the same sign.
    case noSignChange(interval: ClosedRange<Double>, values: (Double, Double))

    /// The sign changes by a jump, or at a pole.
    case jump(point: Double)

    /// The gradient vanishes where there is no minimum: a saddle or a maximum.
    case notAMinimum(point: [Double])

    /// The event doesn't happen.
    case noEvent(interval: ClosedRange<Double>)

    /// What happened, and what may help.
    public var description: String {
        switch self {
        case .notConverged(let iterations, let point, let residual):
            """
            not converged after \(iterations) iterations, at \(shown(point)) with a residual of \(residual): begin nearer, or \
            allow more iterations
            """
        case .stalled(let iterations, let point, let residual):
            """
            no step makes the residual smaller than \(residual), at \(shown(point)) after \(iterations) iterations: there may \
            be no root there; begin elsewhere
            """
        case .singular(let point):
            "the Jacobian is singular at \(shown(point)), which is no isolated root, or none: begin elsewhere"
        case .notFinite(let point): "the function isn't finite at \(shown(point)): begin elsewhere"
        case .noSignChange(let interval, let values):
            """
            the function has the same sign at both ends of \(interval), \(values.0) and \(values.1): choose an interval with a \
            change of sign
            """
        case .jump(let point): "the sign changes at \(point) by a jump or a pole, not by a root"
        case .notAMinimum(let point):
            "the gradient vanishes at \(shown(point)), but there is no minimum: a saddle or a maximum; begin elsewhere"
        case .noEvent(let interval): "the event doesn't happen in \(interval): the function keeps its sign"
        }
    }

    private func shown(_ point: [Double]) -> String {
        let first = point.prefix(6).map { "\($0)" }.joined(separator: ", ")
        return point.count > 6 ? "[\(first), … \(point.count) numbers]" : "[\(first)]"
    }
}
