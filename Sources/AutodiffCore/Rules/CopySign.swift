import _AutodiffShims

extension Rules {
    /// |x| with the sign of y, of a zero too.
    ///
    /// ∂/∂x is 1 where x has the sign of y, -1 where it hasn't, 0 at x = 0, a kink, and nan at nan; ∂/∂y is 0.
    @frozen
    public struct CopySign: BinaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// |x| or -|x|.
        @inlinable
        public func value(_ x: Double, _ y: Double) -> Double { copysign(x, y) }

        /// (±1, 0).
        @inlinable
        public func partials<S: RealScalar>(_ x: S, _ y: S, value: S) -> (S, S) {
            if x == 0 || x != x { return (x == 0 ? S(0) : x, S(0)) }
            return (S((x < 0) == (value < 0) ? 1 : -1), S(0))
        }
    }
}

/// |x| with the sign of y; see ``Rules/CopySign``.
@inlinable
public func copysign<S: RealScalar>(_ x: S, _ y: S) -> S.Itself { S.apply(Rules.CopySign(), to: x, y) }

/// |x|, with slope 0 at 0; see ``Rules/Abs``.
@_disfavoredOverload
@inlinable
public func fabs<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Abs(), to: x) }
