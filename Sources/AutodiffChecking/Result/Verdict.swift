extension DerivativeCheck {
    /// What a check says about an entry, or about the whole derivative; from the best to the worst.
    public enum Verdict: Int, Comparable, Sendable {
        /// Claimed and measured agree, and an error of a relative 1e-4 would have been seen.
        case pass

        /// Claimed and measured agree, and an error of a relative 1e-2, or one that matters beside the rest of the row,
        /// would have been seen.
        case weakPass

        /// Claimed and measured do not contradict each other, but the function is too noisy, too flat or too rough here
        /// for the measurement to say more; or an input is not finite and can't be displaced.
        case inconclusive

        /// The function has no derivative at this point, and what is claimed is as good as any: a slope between the
        /// one-sided ones at a kink, infinity where the slope grows without bound.
        case notDifferentiable

        /// The function isn't finite at the point itself, so there is nothing to check.
        case undefined

        /// Two evaluations at the same point gave different values.
        case nondeterministic

        /// The claimed derivative is wrong.
        case wrong

        /// Orders by severity.
        public static func < (lhs: Verdict, rhs: Verdict) -> Bool { lhs.rawValue < rhs.rawValue }

        /// The words of the report.
        var label: String {
            switch self {
            case .pass: "pass"
            case .weakPass: "weak pass"
            case .inconclusive: "inconclusive"
            case .notDifferentiable: "not differentiable"
            case .undefined: "undefined"
            case .nondeterministic: "nondeterministic"
            case .wrong: "WRONG"
            }
        }
    }
}

typealias Verdict = DerivativeCheck.Verdict

extension Sequence<Verdict> {
    /// How many there are of each, the worst first: "1 WRONG, 3 pass".
    var tally: String {
        let counts = reduce(into: [:]) { $0[$1, default: 0] += 1 }
        return counts.sorted { $0.key > $1.key }.map { "\($0.value) \($0.key.label)" }.joined(separator: ", ")
    }
}
