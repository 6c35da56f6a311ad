/// A derivative as extrapolated from some levels.
struct Estimate {
    /// The extrapolated difference quotient.
    var value: Double

    /// The truncation error, estimated from how much the last extrapolation changed the value.
    var truncation: Double

    /// The error of the function's values, carried through the extrapolation.
    var propagated: Double

    /// The levels with the largest and the smallest displacement that went into it.
    var coarsestLevel = 0
    var finestLevel = 0

    /// The error estimate.
    var error: Double { truncation + propagated }
}

/// Neville's extrapolation to displacement 0 from every window of two to five consecutive levels.
///
/// A central difference quotient has an expansion in h², a one-sided one in h. The weights by which a window combines
/// its difference quotients depend on the displacements alone, so they are computed once for all outputs.
struct Extrapolation {
    static let longestWindow = 5

    private let nodes: [Double]
    private let oneSided: Bool

    /// `weights[length - 2][last]`: of the window of `length` levels that ends at level `last`.
    private let weights: [[[Double]]]

    /// For levels at these distances, in descending order.
    init(distances: [Double], oneSided: Bool) {
        let nodes = oneSided ? distances : distances.map { $0 * $0 }
        self.nodes = nodes
        self.oneSided = oneSided
        weights = (2...Self.longestWindow).map { length in
            nodes.indices.map { last in
                if last + 1 < length { return [] }
                let window = last + 1 - length...last
                return window.map { q in
                    window.reduce(1.0) { $1 == q ? $0 : $0 * (nodes[$1] / (nodes[$1] - nodes[q])) }
                }
            }
        }
    }

    /// The estimate with the least error from one output's difference quotients, and how far the errors of the function's
    /// values can have moved each of them.
    ///
    /// With `consistent`, only estimates that no finer level contradicts are eligible: where the function isn't smooth, a
    /// window of coarse levels can look perfect and be wrong.
    func best(slopes: [Double], errors: [Double], consistent: Bool) -> Estimate {
        let guards = nodes.indices.map { last in orderGuard(slopes, errors, at: last) }
        let last = slopes.count - 1
        var best = Estimate(
            value: slopes[last], truncation: .infinity, propagated: errors[last], coarsestLevel: last, finestLevel: last
        )
        var previous = slopes
        for length in 2...Self.longestWindow where length <= slopes.count {
            var current = previous
            for b in (length - 1)..<slopes.count {
                let a = b + 1 - length
                let change = (previous[b] - previous[b - 1]) / (nodes[a] / nodes[b] - 1)
                current[b] = previous[b] + change
                var truncation = max(abs(change), guards[b])
                if length > 2 { truncation = max(truncation, 0.02 * abs(current[b] - previous[b - 1])) }
                let estimate = Estimate(
                    value: current[b], truncation: truncation, propagated: propagate(errors, length, b),
                    coarsestLevel: a, finestLevel: b)
                if estimate.error < best.error
                    && (!consistent || isConsistent(estimate, slopes: slopes, errors: errors))
                {
                    best = estimate
                }
            }
            previous = current
        }
        return best
    }

    /// The error of an extrapolated value: the weights applied to independent errors.
    private func propagate(_ errors: [Double], _ length: Int, _ last: Int) -> Double {
        let weights = weights[length - 2][last]
        let largest = errors[last]
        if largest == 0 { return 0 }
        var sum = 0.0
        for q in 0..<length {
            let term = weights[q] * (errors[last + 1 - length + q] / largest)
            sum += term * term
        }
        return sum.squareRoot() * largest
    }

    /// A floor for the truncation error where the difference quotients don't converge at the order they should.
    private func orderGuard(_ slopes: [Double], _ errors: [Double], at b: Int) -> Double {
        if b < 2 { return 0 }
        let q1 = abs(slopes[b] - slopes[b - 1])
        let q2 = abs(slopes[b - 1] - slopes[b - 2])
        if oneSided { return q1 > 0.4 * q2 ? q1 : 0 }
        let expected = (nodes[b - 1] - nodes[b]) / (nodes[b - 2] - nodes[b - 1])
        let visible = q1 > Threshold.safety * (errors[b] + errors[b - 1])
        return q1 > 2.5 * expected * q2 && visible ? q1 : 0
    }

    /// Whether every level finer than the window's allows the estimate.
    private func isConsistent(_ estimate: Estimate, slopes: [Double], errors: [Double]) -> Bool {
        let b = estimate.finestLevel
        let allowance = Threshold.safety * estimate.error + abs(slopes[b] - estimate.value)
        for c in slopes.indices where c > b {
            if !(abs(slopes[c] - estimate.value) <= Threshold.safety * errors[c] + allowance) { return false }
        }
        return true
    }
}
