import _AutodiffShims

extension Rules {
    /// Γ(x).
    ///
    /// f' = Γ(x) ψ(x). Edge: ±∞ at ±0 and nan at -1, -2, …, with a derivative of -∞ at ±0 and nan at the others; ∞ from 171.62. DLMF §5.2.
    @frozen
    public struct Gamma: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// Γ(x).
        @inlinable
        public func value(_ x: Double) -> Double { tgamma(x) }

        /// Γ(x) ψ(x).
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S { y * digamma(x) }

        /// The series from y' = ψ(u) y u'.
        @inlinable
        public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
            if !(u[0] > 0 && value < .infinity) { return nil }
            return LogGamma().series(u, value: 0).map { Series.exponential($0, value: value) }
        }
    }
}

/// Γ(x), the gamma function; see ``Rules/Gamma``.
@inlinable
public func tgamma<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Gamma(), to: x) }
