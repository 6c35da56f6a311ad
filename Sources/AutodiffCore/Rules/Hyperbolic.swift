import _AutodiffShims

extension Rules {
    /// The hyperbolic sine.
    ///
    /// f' = cosh x, by the C library: √(1 + y²) would be wrong by hundreds of ulp. Defined everywhere.
    /// DLMF §4.34.
    @frozen
    public struct Sinh: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// sinh x.
        @inlinable
        public func value(_ x: Double) -> Double { sinh(x) }

        /// cosh x.
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S { cosh(x) }
    }

    /// The hyperbolic cosine.
    ///
    /// f' = sinh x. Defined everywhere. DLMF §4.34.
    @frozen
    public struct Cosh: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// cosh x.
        @inlinable
        public func value(_ x: Double) -> Double { cosh(x) }

        /// sinh x.
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S { sinh(x) }
    }

    /// The hyperbolic tangent.
    ///
    /// f' = 1 - tanh² x, as (1 - y)(1 + y) for |x| < 0.6; beyond, 1 - y would cancel, so it is 4q/(1 + q)² with
    /// q = e^(-2|x|). Defined everywhere; 0, and never nan, for large |x|. DLMF §4.34.
    @frozen
    public struct Tanh: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// tanh x.
        @inlinable
        public func value(_ x: Double) -> Double { tanh(x) }

        /// 1 - tanh² x.
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S {
            if x > -0.6 && x < 0.6 { return (1 - y) * (1 + y) }
            let q = exp(x < 0 ? 2 * x : -2 * x)
            let p = 1 + q
            return 4 * q / (p * p)
        }
    }

    /// The inverse hyperbolic sine.
    ///
    /// f' = 1/√(x² + 1), which is 1/|x| to the last digit from 2^30 on, where x² could overflow. Defined
    /// everywhere. DLMF §4.38.
    @frozen
    public struct Asinh: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// asinh x.
        @inlinable
        public func value(_ x: Double) -> Double { asinh(x) }

        /// 1/√(x² + 1).
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S {
            if x > 0x1p30 { return 1 / x }
            if x < -0x1p30 { return -1 / x }
            return 1 / sqrt(x * x + 1)
        }
    }

    /// The inverse hyperbolic cosine.
    ///
    /// f' = 1/√((x - 1)(x + 1)), which is 1/x to the last digit from 2^30 on, where the product could overflow. Edge:
    /// f'(1) = ∞; for x < 1 value and derivative are nan. DLMF §4.38.
    @frozen
    public struct Acosh: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// acosh x, for x ≥ 1.
        @inlinable
        public func value(_ x: Double) -> Double { acosh(x) }

        /// 1/√((x - 1)(x + 1)).
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S {
            if x > 0x1p30 { return 1 / x }
            if x < 1 { return undefined(x) }
            return 1 / sqrt((x - 1) * (x + 1))
        }
    }

    /// The inverse hyperbolic tangent.
    ///
    /// f' = 1/((1 - x)(1 + x)) on [-1, 1]. Edge: f'(±1) = ∞; beyond, value and derivative are nan. DLMF §4.38.
    @frozen
    public struct Atanh: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// atanh x, for |x| ≤ 1.
        @inlinable
        public func value(_ x: Double) -> Double { atanh(x) }

        /// 1/((1 - x)(1 + x)).
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S {
            x > 1 || x < -1 ? undefined(x) : 1 / ((1 - x) * (1 + x))
        }
    }
}

/// The hyperbolic sine; see ``Rules/Sinh``.
@inlinable
@inline(__always)
public func sinh<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Sinh(), to: x) }

/// The hyperbolic cosine; see ``Rules/Cosh``.
@inlinable
@inline(__always)
public func cosh<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Cosh(), to: x) }

/// The hyperbolic tangent; see ``Rules/Tanh``.
@inlinable
@inline(__always)
public func tanh<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Tanh(), to: x) }

/// The inverse hyperbolic sine; see ``Rules/Asinh``.
@inlinable
@inline(__always)
public func asinh<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Asinh(), to: x) }

/// The inverse hyperbolic cosine, for x ≥ 1; see ``Rules/Acosh``.
@inlinable
@inline(__always)
public func acosh<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Acosh(), to: x) }

/// The inverse hyperbolic tangent, for |x| ≤ 1; see ``Rules/Atanh``.
@inlinable
@inline(__always)
public func atanh<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Atanh(), to: x) }
