import _AutodiffShims

extension Rules {
    /// e^x.
    ///
    /// f' = e^x, the value itself. Defined everywhere; ∞ from 709.79. DLMF §4.7.
    @frozen
    public struct Exp: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// e^x.
        @inlinable
        public func value(_ x: Double) -> Double { exp(x) }

        /// e^x.
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S { y }
    }

    /// e^x - 1.
    ///
    /// f' = e^x, not y + 1, which would be 0 below -37 where e^x is not. Defined everywhere. DLMF §4.7.
    @frozen
    public struct Expm1: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// e^x - 1, without cancellation near 0.
        @inlinable
        public func value(_ x: Double) -> Double { expm1(x) }

        /// e^x.
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S { exp(x) }
    }

    /// 2^x.
    ///
    /// f' = log 2 · 2^x. Defined everywhere; 2^x is ∞ from 1024, its derivative from 1024.53. DLMF §4.7.
    @frozen
    public struct Exp2: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// 2^x.
        @inlinable
        public func value(_ x: Double) -> Double { exp2(x) }

        /// log 2 · 2^x.
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S {
            S._is(.infinite, y) ? 1.3862943611198906 * exp2(x - 1) : 0.6931471805599453 * y
        }
    }
}

/// e^x; see ``Rules/Exp``.
@inlinable
@inline(__always)
public func exp<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Exp(), to: x) }

/// e^x - 1, without cancellation near 0; see ``Rules/Expm1``.
@inlinable
@inline(__always)
public func expm1<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Expm1(), to: x) }

/// 2^x; see ``Rules/Exp2``.
@inlinable
@inline(__always)
public func exp2<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Exp2(), to: x) }
