import AutodiffCore

/// How exactly an adaptive solver computes: the error of a step, estimated, is at most `absolute` + `relative`·|y| in the
/// mean over the components.
public struct ODETolerance: Sendable {
    /// The relative error of a step.
    public var relative: Double

    /// The absolute error of a step.
    public var absolute: Double

    /// The most steps, those that were tried in vain among them.
    public var maximumSteps: Int

    /// Traps unless the errors are at least 0, one of them positive.
    public init(relative: Double = 1e-9, absolute: Double = 1e-12, maximumSteps: Int = 1_000_000) {
        if !(relative >= 0 && absolute >= 0 && relative + absolute > 0) {
            misuse(
                "a tolerance of \(relative) relative and \(absolute) absolute: neither may be negative, nor both zero")
        }
        (self.relative, self.absolute, self.maximumSteps) = (relative, absolute, maximumSteps)
    }
}

/// A differential equation that couldn't be solved as exactly as asked for.
public enum ODEError: Error, CustomStringConvertible {
    /// The steps didn't suffice to come to the end.
    case tooManySteps(steps: Int, time: Double, width: Double)

    /// The steps became too small for the time to advance.
    case stepTooSmall(time: Double, width: Double)

    /// The slope at a time isn't finite.
    case notFinite(time: Double)

    /// What happened, and what may help.
    public var description: String {
        switch self {
        case .tooManySteps(let steps, let time, let width):
            """
            the solution had come to t = \(time) after \(steps) steps, the last \(width) wide: a stiff equation, for which an \
            explicit method needs many; allow more (maximumSteps), or loosen the tolerance
            """
        case .stepTooSmall(let time, let width):
            """
            the step became too small at t = \(time), \(width): the solution has a singularity there, or the tolerance is below \
            what rounding allows
            """
        case .notFinite(let time): "the slope of the solution isn't finite at t = \(time)"
        }
    }
}

/// Dormand and Prince's method with steps by the estimated error: the times between which it steps, on numbers.
@usableFromInline
struct AdaptiveGrid<F: ODE> {
    @usableFromInline
    let f: F
    @usableFromInline
    let parameters: [Double]
    @usableFromInline
    let tolerance: ODETolerance

    @inlinable
    init(_ f: F, _ parameters: [Double], _ tolerance: ODETolerance) {
        (self.f, self.parameters, self.tolerance) = (f, parameters, tolerance)
    }

    /// The times from one to another, both among them, or up to the end of the first step of which `ends` holds.
    @inlinable
    func times(
        from start: Double, to end: Double, _ state: [Double],
        until ends: (_ t: Double, _ y: [Double]) -> Bool = { _, _ in false }
    ) throws -> [Double] {
        var times = [start]
        if start == end { return times }
        var (t, y) = (start, state)
        var k = f(y, parameters, at: t)
        if k.count != y.count { misuseOfSlope(k.count, y.count) }
        var h = firstWidth(start, end, y, k)
        var (tried, previous) = (0, 1e-4)
        while t != end {
            // Two halves rather than a step and a sliver that rounding would swallow.
            let rest = end - t
            let width = abs(rest) <= abs(h) ? rest : abs(rest) < 2 * abs(h) ? rest / 2 : h
            if tried >= tolerance.maximumSteps { throw ODEError.tooManySteps(steps: tried, time: t, width: width) }
            if t + width / 16 == t { throw ODEError.stepTooSmall(time: t, width: width) }
            tried += 1
            let (next, last, error) = attempt(t, width, y, k)
            if error <= 1 {
                // (The controller of Hairer, Nørsett and Wanner, which looks at the step before as well.)
                let factor = 0.9 * pow(max(error, 1e-10), -0.17) * pow(previous, 0.04)
                t = width == rest ? end : t + width
                (y, k, previous) = (next, last, max(error, 1e-4))
                times.append(t)
                if ends(t, y) { return times }
                h = width * min(10, max(0.2, factor))
            } else {
                if !error.isFinite && t + width / 1024 == t { throw ODEError.notFinite(time: t) }
                h = width * (error.isFinite ? max(0.2, 0.9 * pow(error, -0.2)) : 0.1)
            }
        }
        return times
    }

    /// The state after a step, the slope there, and the step's error relative to the tolerance.
    @inlinable
    func attempt(_ t: Double, _ h: Double, _ y: [Double], _ k: [Double]) -> (
        state: [Double], slope: [Double], error: Double
    ) {
        let tableau = Tableau.dormandPrince
        var slopes = [k]
        for r in 1..<tableau.stages {
            slopes.append(f(combination(y, slopes, tableau.a[r], h), parameters, at: t + tableau.c[r] * h))
        }
        let next = combination(y, slopes, tableau.b, h)
        slopes.append(f(next, parameters, at: t + h))
        let difference = combination([Double](repeating: 0, count: y.count), slopes, Tableau.dormandPrinceError, h)
        var sum = 0.0
        for c in y.indices {
            let scale = tolerance.absolute + tolerance.relative * max(abs(y[c]), abs(next[c]))
            let ratio = scale > 0 ? difference[c] / scale : difference[c] == 0 ? 0 : .infinity
            sum += ratio * ratio
        }
        let error = sqrt(sum / Double(max(1, y.count)))
        return (next, slopes[tableau.stages], error.isNaN ? .infinity : error)
    }

    /// A width with which the first step is likely to succeed.
    @inlinable
    func firstWidth(_ start: Double, _ end: Double, _ y: [Double], _ k: [Double]) -> Double {
        var (state, slope) = (0.0, 0.0)
        for c in y.indices {
            let scale = max(tolerance.absolute + tolerance.relative * abs(y[c]), .leastNormalMagnitude)
            state += (y[c] / scale) * (y[c] / scale)
            slope += (k[c] / scale) * (k[c] / scale)
        }
        let (d0, d1) = (sqrt(state), sqrt(slope))
        let guess = d0 < 1e-5 || d1 < 1e-5 || !d1.isFinite ? 1e-6 : 0.01 * d0 / d1
        let width = min(abs(end - start), max(guess, 1e-12 * abs(end - start)))
        return end > start ? width : -width
    }
}
