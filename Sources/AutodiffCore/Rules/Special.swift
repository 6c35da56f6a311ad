#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The C library's reentrant log |Γ|; not all of the imported headers show it. (`lgamma` writes a global variable.)
@_silgen_name("lgamma_r")
@usableFromInline
func cLogGamma(_ x: Double, _ sign: UnsafeMutablePointer<Int32>) -> Double

/// The derivative of erf, 2/√π · e^(-x²), to the last digits: the rounding error of x² is put right by a factor,
/// which is constant for every further derivative.
@inlinable
func errorFunctionSlope<S: RealScalar>(_ x: S) -> S {
    let square = x * x
    if square > 746 { return S(0) }
    let error = 1.1283791670955126 * squareRoundingError(x.primal)
    return (1.1283791670955126 - error) * exp(-square)
}

extension Rules {
    /// The error function, 2/√π ∫₀ˣ e^(-t²) dt.
    ///
    /// f' = 2/√π e^(-x²). Defined everywhere. DLMF §7.2.
    @frozen
    public struct Erf: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// erf x.
        @inlinable
        public func value(_ x: Double) -> Double { erf(x) }

        /// 2/√π e^(-x²).
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S { errorFunctionSlope(x) }
    }

    /// The complementary error function, 1 - erf x.
    ///
    /// f' = -2/√π e^(-x²). Defined everywhere. DLMF §7.2.
    @frozen
    public struct Erfc: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// 1 - erf x, without cancellation.
        @inlinable
        public func value(_ x: Double) -> Double { erfc(x) }

        /// -2/√π e^(-x²).
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S { -errorFunctionSlope(x) }
    }

    /// The inverse error function.
    ///
    /// f' = √π/2 e^(y²) on (-1, 1), where what y lacks of the true root is put right by a factor: near ±1 the
    /// exponential multiplies it by 70. Edge: f'(±1) = ∞; beyond, value and derivative are nan. DLMF §7.17.
    @frozen
    public struct Erfinv: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// The y with erf y = x.
        @inlinable
        public func value(_ x: Double) -> Double { inverseErrorFunction(x) }

        /// √π/2 e^(y²).
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S {
            let root = y.primal
            if !root.isFinite { return exp(y * y) }
            let missing = inverseErrorFunctionStep(from: root, to: x.primal)
            let correction = 2 * root * missing + squareRoundingError(root)
            return (0.886226925452758 + 0.886226925452758 * correction) * exp(y * y)
        }
    }

    /// log |Γ(x)|.
    ///
    /// f' = ψ(x), the digamma function. Defined everywhere. Edge: ∞ at the poles 0, -1, -2, …, where the derivative is nan, but
    /// -∞ at 0 and ∞ at -0. DLMF §5.2.
    @frozen
    public struct LogGamma: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// log |Γ(x)|.
        @inlinable
        public func value(_ x: Double) -> Double {
            var sign: Int32 = 0
            return cLogGamma(x, &sign)
        }

        /// ψ(x).
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S { digamma(x) }
    }

    /// ψ⁽ⁿ⁾(x), the n-th derivative of the digamma function ψ = (log Γ)'.
    ///
    /// f' = ψ⁽ⁿ⁺¹⁾(x). Edge: at the poles 0, -1, -2, … ∞ for odd n, nan for even n (at ±0: ∓∞). DLMF §5.15.
    @frozen
    public struct Polygamma: UnaryRule {
        /// The order n: 0 is digamma, 1 is trigamma.
        public let order: Int

        /// The rule of order n ≥ 0. Traps for a negative order.
        @inlinable
        public init(_ order: Int) {
            if order < 0 { misuse("polygamma(\(order), x): the order can't be negative") }
            self.order = order
        }

        /// ψ⁽ⁿ⁾(x).
        @inlinable
        public func value(_ x: Double) -> Double { polygammaValue(order, x) }

        /// ψ⁽ⁿ⁺¹⁾(x).
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S { polygamma(order + 1, x) }
    }

    /// x log y, and 0 where x is 0.
    ///
    /// ∂/∂x = log y, ∂/∂y = x/y. Edge: both are 0 at (0, 0); for y < 0 both are nan.
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
        public func partialX<S: RealScalar>(_ x: S, _ y: S, value: S) -> S { x == 0 && y == 0 ? S(0) : log(y) }

        /// x/y.
        @inlinable
        public func partialY<S: RealScalar>(_ x: S, _ y: S, value: S) -> S {
            if y < 0 { return undefined(y) }
            return x == 0 && y == 0 ? S(0) : x / unsignedZero(y)
        }
    }
}

/// The error function; see ``Rules/Erf``.
@inlinable
@inline(__always)
public func erf<S: RealScalar>(_ x: S) -> S { S.apply(Rules.Erf(), to: x) }

/// The complementary error function 1 - erf x, without cancellation; see ``Rules/Erfc``.
@inlinable
@inline(__always)
public func erfc<S: RealScalar>(_ x: S) -> S { S.apply(Rules.Erfc(), to: x) }

/// The inverse error function, for |x| ≤ 1; see ``Rules/Erfinv``.
@inlinable
@inline(__always)
public func erfinv<S: RealScalar>(_ x: S) -> S { S.apply(Rules.Erfinv(), to: x) }

/// log |Γ(x)|; see ``Rules/LogGamma``.
@inlinable
@inline(__always)
public func lgamma<S: RealScalar>(_ x: S) -> S { S.apply(Rules.LogGamma(), to: x) }

/// The digamma function ψ(x), the derivative of log |Γ(x)|; see ``Rules/Polygamma``.
@inlinable
@inline(__always)
public func digamma<S: RealScalar>(_ x: S) -> S { S.apply(Rules.Polygamma(0), to: x) }

/// The trigamma function ψ'(x); see ``Rules/Polygamma``.
@inlinable
@inline(__always)
public func trigamma<S: RealScalar>(_ x: S) -> S { S.apply(Rules.Polygamma(1), to: x) }

/// The polygamma function ψ⁽ⁿ⁾(x), for n ≥ 0; see ``Rules/Polygamma``.
@inlinable
@inline(__always)
public func polygamma<S: RealScalar>(_ n: Int, _ x: S) -> S { S.apply(Rules.Polygamma(n), to: x) }

/// x log y, and 0 where x is 0; see ``Rules/XLogY``.
@inlinable
@inline(__always)
public func xlogy<S: RealScalar>(_ x: S, _ y: S) -> S { S.apply(Rules.XLogY(), to: x, y) }
