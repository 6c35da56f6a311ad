import _AutodiffShims

extension Rules {
    /// The natural logarithm.
    ///
    /// f' = 1/x for x > 0. Edge: f'(±0) = ∞; for x < 0 value and derivative are nan. DLMF §4.7.
    @frozen
    public struct Log: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// log x.
        @inlinable
        public func value(_ x: Double) -> Double { log(x) }

        /// 1/x.
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S {
            x < 0 ? undefined(x) : 1 / unsignedZero(x)
        }
    }

    /// log(1 + x).
    ///
    /// f' = 1/(1 + x) for x > -1. Edge: f'(-1) = ∞; for x < -1 value and derivative are nan. DLMF §4.7.
    @frozen
    public struct Log1p: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// log(1 + x), without cancellation near 0.
        @inlinable
        public func value(_ x: Double) -> Double { log1p(x) }

        /// 1/(1 + x).
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S {
            x < -1 ? undefined(x) : 1 / (1 + x)
        }
    }

    /// The logarithm to base 2.
    ///
    /// f' = log2(e)/x for x > 0: the constant goes on top, so that nothing overflows. Edge: f'(±0) = ∞; for x < 0
    /// value and derivative are nan. DLMF §4.7, §4.2.
    @frozen
    public struct Log2: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// log2 x.
        @inlinable
        public func value(_ x: Double) -> Double { log2(x) }

        /// log2(e)/x.
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S {
            x < 0 ? undefined(x) : 1.4426950408889634 / unsignedZero(x)
        }
    }

    /// The logarithm to base 10.
    ///
    /// f' = log10(e)/x for x > 0: the constant goes on top, so that nothing overflows. Edge: f'(±0) = ∞; for x < 0
    /// value and derivative are nan. DLMF §4.7, §4.2.
    @frozen
    public struct Log10: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// log10 x.
        @inlinable
        public func value(_ x: Double) -> Double { log10(x) }

        /// log10(e)/x.
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S {
            x < 0 ? undefined(x) : 0.4342944819032518 / unsignedZero(x)
        }
    }

    /// x log y, and 0 where x is 0.
    ///
    /// ∂/∂x = log y, ∂/∂y = x/y. Edge: both are 0 at (0, 0), where ∂x∂y is ∞; for y < 0 both are nan.
    @frozen
    public struct XLogY: BinaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// x log y, and 0 where x is 0 unless y is nan.
        @inlinable
        public func value(_ x: Double, _ y: Double) -> Double { x == 0 && !y.isNaN ? 0 : x * log(y) }

        /// (log y, x/y).
        @inlinable
        public func partials<S: RealScalar>(_ x: S, _ y: S, value: S) -> (S, S) {
            (partialX(x, y, value: value), partialY(x, y, value: value))
        }

        /// log y.
        @inlinable
        public func partialX<S: RealScalar>(_ x: S, _ y: S, value: S) -> S {
            x == 0 && y == 0 ? zeroOfInfiniteSlope(y) : log(y)
        }

        /// x/y.
        @inlinable
        public func partialY<S: RealScalar>(_ x: S, _ y: S, value: S) -> S {
            if y < 0 { return undefined(y) }
            return x == 0 && y == 0 ? zeroOfInfiniteSlope(x) : x / unsignedZero(y)
        }
    }
}

/// The natural logarithm; see ``Rules/Log``.
@inlinable
@inline(__always)
public func log<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Log(), to: x) }

/// log(1 + x), without cancellation near 0; see ``Rules/Log1p``.
@inlinable
@inline(__always)
public func log1p<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Log1p(), to: x) }

/// The logarithm to base 2; see ``Rules/Log2``.
@inlinable
@inline(__always)
public func log2<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Log2(), to: x) }

/// The logarithm to base 10; see ``Rules/Log10``.
@inlinable
@inline(__always)
public func log10<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Log10(), to: x) }

/// x log y, and 0 where x is 0; see ``Rules/XLogY``.
@inlinable
@inline(__always)
public func xLogY<S: RealScalar>(_ x: S, _ y: S) -> S.Itself { S.apply(Rules.XLogY(), to: x, y) }
