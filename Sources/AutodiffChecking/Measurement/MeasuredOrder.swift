import AutodiffCore

/// What difference quotients converge to, and how fast, by the quotients themselves.
///
/// A smooth function's quotients have an expansion in t² (t on one side), and each extrapolation removes a term of it. At the
/// edge of a domain they may go like t^q with any q, or like t log t: an extrapolation that expects whole powers then
/// changes the value by less and less, and the last change says nothing about the error. On levels whose displacements shrink
/// by one factor, three successive values show the ratio ρ of their changes, and with it the order; what is still missing
/// is a geometric series, the last change times ρ / (1 - ρ).
struct MeasuredOrder {
    /// Displacements shrink by this from level to level.
    static let refinement = 4.0

    /// The columns of an extrapolation table whose order is looked at.
    private static let columns = 4

    /// From the quotients at displacements that shrink by ``refinement``, and how far the values' errors can have moved each:
    /// the estimate where one of the columns doesn't converge at a whole order; nil where nothing speaks against them.
    static func estimate(slopes: [Double], errors valueErrors: [Double], oneSided: Bool) -> Estimate? {
        var (values, errors) = (slopes, valueErrors)
        for column in 1...columns where values.count >= 4 {
            if !isRegular(values, errors, column: column, oneSided: oneSided) {
                return candidates(values, errors).filter { isConsistent($0, values, errors) }
                    .min { $0.error < $1.error }?.shifted(by: column - 1) ?? unsettled(slopes, valueErrors)
            }
            let factor = exp2((oneSided ? 2.0 : 4) * Double(column)) - 1
            for k in values.indices.reversed() where k > 0 {
                values[k] += (values[k] - values[k - 1]) / factor
                errors[k] = (1 + 1 / factor) * errors[k] + errors[k - 1] / factor
            }
            values.removeFirst()
            errors.removeFirst()
        }
        return nil
    }

    /// Whether the changes of a column shrink as an expansion in whole powers makes them, as far as the finest three that
    /// can be seen tell.
    private static func isRegular(_ values: [Double], _ errors: [Double], column: Int, oneSided: Bool) -> Bool {
        let last = values.indices.last { k in
            k >= 3 && (k - 2...k).allSatisfy { isVisible(values, errors, $0) }
        }
        guard let last else { return true }
        let changes = (last - 2...last).map { values[$0] - values[$0 - 1] }
        let ratios = [changes[1] / changes[0], changes[2] / changes[1]]
        // Changes of alternating sign are no power of t.
        if !(ratios.allSatisfy { $0 > 0 }) { return true }
        let step = oneSided ? 1.0 : 2
        let order = -log(ratios[1]) / (log(refinement) * step)
        let nearest = max(order.rounded(), Double(column))
        return abs(order - nearest) < 0.1
    }

    /// The last value, with no idea of its error: what there is to say where nothing converges.
    private static func unsettled(_ values: [Double], _ errors: [Double]) -> Estimate {
        let last = values.count - 1
        return Estimate(
            value: values[last], truncation: .infinity, propagated: errors[last], coarsestLevel: last, finestLevel: last
        )
    }

    /// Whether every finer level allows the estimate: near a turning point the values hardly change, and go on elsewhere.
    private static func isConsistent(_ estimate: Estimate, _ values: [Double], _ errors: [Double]) -> Bool {
        let allowance =
            Threshold.safety * estimate.error + abs(values[estimate.finestLevel] - estimate.value)
        return (estimate.finestLevel..<values.count).allSatisfy {
            abs(values[$0] - estimate.value) <= Threshold.safety * errors[$0] + allowance
        }
    }

    /// Whether a value's difference from the one before is more than the errors of the two.
    private static func isVisible(_ values: [Double], _ errors: [Double], _ k: Int) -> Bool {
        abs(values[k] - values[k - 1]) > Threshold.safety * (errors[k] + errors[k - 1])
    }

    /// The last values, with what the geometric series has still to come as their error, and the limits of the series
    /// (Aitken's Δ²), with the change from one to the next as theirs.
    private static func candidates(_ values: [Double], _ errors: [Double]) -> [Estimate] {
        var candidates: [Estimate] = []
        var limits: [(value: Double, propagated: Double)?] = []
        for k in values.indices {
            limits.append(nil)
            if k < 2 { continue }
            let (before, change) = (values[k - 1] - values[k - 2], values[k] - values[k - 1])
            let ratio = change / before
            if isVisible(values, errors, k - 1) && abs(ratio) < 1 {
                candidates.append(
                    Estimate(
                        value: values[k], truncation: abs(change) * rest(ratio), propagated: errors[k],
                        coarsestLevel: k - 2,
                        finestLevel: k))
            }
            guard isVisible(values, errors, k), isVisible(values, errors, k - 1), ratio > 0, ratio < 1 else { continue }
            let scale = 1 / ((1 - ratio) * (1 - ratio))
            limits[k] = (
                value: values[k] + change * ratio / (1 - ratio),
                propagated: scale * (errors[k] + 2 * ratio * errors[k - 1] + ratio * ratio * errors[k - 2])
            )
            guard k >= 4, let limit = limits[k], let previous = limits[k - 1], let first = limits[k - 2] else {
                continue
            }
            let (older, newer) = (abs(previous.value - first.value), abs(limit.value - previous.value))
            candidates.append(
                Estimate(
                    value: limit.value, truncation: max(newer, older / 4) * rest(older > 0 ? newer / older : 0),
                    propagated: limit.propagated, coarsestLevel: k - 4, finestLevel: k))
        }
        return candidates
    }

    /// What a geometric series of ratio ρ has still to come in units of its last term, at least one: ρ / (1 - ρ).
    private static func rest(_ ratio: Double) -> Double {
        let ratio = min(abs(ratio), 0.98)
        return max(1, ratio / (1 - ratio))
    }
}

extension Estimate {
    /// The same where it rests on levels that are counted from another one.
    fileprivate func shifted(by count: Int) -> Estimate {
        var result = self
        result.finestLevel += count
        return result
    }
}
