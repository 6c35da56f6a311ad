#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

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
    /// f' = log 2 · 2^x. Defined everywhere; 2^x is ∞ from 1024, its derivative from 1024.52. DLMF §4.7.
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
            y.primal == .infinity ? 1.3862943611198906 * exp2(x - 1) : 0.6931471805599453 * y
        }
    }

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
}

/// e^x; see ``Rules/Exp``.
@inlinable
@inline(__always)
public func exp<S: RealScalar>(_ x: S) -> S { S.apply(Rules.Exp(), to: x) }

/// e^x - 1, without cancellation near 0; see ``Rules/Expm1``.
@inlinable
@inline(__always)
public func expm1<S: RealScalar>(_ x: S) -> S { S.apply(Rules.Expm1(), to: x) }

/// 2^x; see ``Rules/Exp2``.
@inlinable
@inline(__always)
public func exp2<S: RealScalar>(_ x: S) -> S { S.apply(Rules.Exp2(), to: x) }

/// The natural logarithm; see ``Rules/Log``.
@inlinable
@inline(__always)
public func log<S: RealScalar>(_ x: S) -> S { S.apply(Rules.Log(), to: x) }

/// log(1 + x), without cancellation near 0; see ``Rules/Log1p``.
@inlinable
@inline(__always)
public func log1p<S: RealScalar>(_ x: S) -> S { S.apply(Rules.Log1p(), to: x) }

/// The logarithm to base 2; see ``Rules/Log2``.
@inlinable
@inline(__always)
public func log2<S: RealScalar>(_ x: S) -> S { S.apply(Rules.Log2(), to: x) }

/// The logarithm to base 10; see ``Rules/Log10``.
@inlinable
@inline(__always)
public func log10<S: RealScalar>(_ x: S) -> S { S.apply(Rules.Log10(), to: x) }
