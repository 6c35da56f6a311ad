import _AutodiffShims

/// The sine and the cosine of one argument, with the bits of `sin` and `cos`.
@inlinable
func sineAndCosine(_ x: Double) -> (sine: Double, cosine: Double) {
    var (sine, cosine) = (0.0, 0.0)
    autodiffSinCos(x, &sine, &cosine)
    return (sine, cosine)
}

extension Rules {
    /// The sine.
    ///
    /// f' = cos x. Defined everywhere; nan at ±∞. DLMF §4.20.
    @frozen
    public struct Sin: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// sin x.
        @inlinable
        public func value(_ x: Double) -> Double { sin(x) }

        /// cos x.
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S { cos(x) }

        /// sin x and cos x, from one reduction of the argument.
        @inlinable
        public func valueAndDerivative(at x: Double) -> (value: Double, derivative: Double) {
            let (sine, cosine) = sineAndCosine(x)
            return (sine, cosine)
        }
    }

    /// The cosine.
    ///
    /// f' = -sin x. Defined everywhere; nan at ±∞. DLMF §4.20.
    @frozen
    public struct Cos: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// cos x.
        @inlinable
        public func value(_ x: Double) -> Double { cos(x) }

        /// -sin x.
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S { -sin(x) }

        /// cos x and -sin x, from one reduction of the argument.
        @inlinable
        public func valueAndDerivative(at x: Double) -> (value: Double, derivative: Double) {
            let (sine, cosine) = sineAndCosine(x)
            return (cosine, -sine)
        }
    }

    /// The tangent.
    ///
    /// f' = 1 + tan² x. No double is a pole; nan at ±∞. DLMF §4.20.
    @frozen
    public struct Tan: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// tan x.
        @inlinable
        public func value(_ x: Double) -> Double { tan(x) }

        /// 1 + tan² x.
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S { 1 + y * y }
    }

    /// The inverse sine.
    ///
    /// f' = 1/√((1 - x)(1 + x)) on [-1, 1]: 1 - x² would cancel near ±1. Edge: f'(±1) = ∞; nan beyond. DLMF §4.24.
    @frozen
    public struct Asin: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// asin x, in [-π/2, π/2].
        @inlinable
        public func value(_ x: Double) -> Double { asin(x) }

        /// 1/√((1 - x)(1 + x)).
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S { 1 / sqrt((1 - x) * (1 + x)) }
    }

    /// The inverse cosine.
    ///
    /// f' = -1/√((1 - x)(1 + x)) on [-1, 1]. Edge: f'(±1) = -∞; nan beyond. DLMF §4.24.
    @frozen
    public struct Acos: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// acos x, in [0, π].
        @inlinable
        public func value(_ x: Double) -> Double { acos(x) }

        /// -1/√((1 - x)(1 + x)).
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S { -1 / sqrt((1 - x) * (1 + x)) }
    }

    /// The inverse tangent.
    ///
    /// f' = 1/(1 + x²), which is (1/x)² to the last digit from 2^30 on, where x² could overflow. 0 at ±∞. DLMF §4.24.
    @frozen
    public struct Atan: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// atan x, in [-π/2, π/2].
        @inlinable
        public func value(_ x: Double) -> Double { atan(x) }

        /// 1/(1 + x²).
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S {
            if x >= -0x1p30 && x <= 0x1p30 { return 1 / (1 + x * x) }
            let reciprocal = 1 / x
            return reciprocal * reciprocal
        }
    }

    /// The angle of the point (x, y), as the C library's `atan2(y, x)`: the first argument is y.
    ///
    /// ∂/∂y = x/(x² + y²), ∂/∂x = -y/(x² + y²), scaled by a power of two where the sum of squares would overflow or
    /// lose digits. Defined everywhere. Edge: both are 0 at (0, 0), where the second derivatives are nan, and at infinity.
    /// DLMF §4.24.
    @frozen
    public struct Atan2: BinaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// The angle, in [-π, π].
        @inlinable
        public func value(_ y: Double, _ x: Double) -> Double { atan2(y, x) }

        /// (x/(x² + y²), -y/(x² + y²)).
        @inlinable
        public func partials<S: RealScalar>(_ y: S, _ x: S, value: S) -> (S, S) {
            let square = x * x + y * y
            if S._is(.moderate, square) { return (x / square, -y / square) }
            return partialsOfExtremePoint(y, x)
        }

        @inlinable
        func partialsOfExtremePoint<S: RealScalar>(_ y: S, _ x: S) -> (S, S) {
            if x == 0 && y == 0 {
                let zero = conventionalZero(of: [y, x])
                return (zero, zero)
            }
            let largest = Double._max(x.primal.magnitude, y.primal.magnitude)
            if largest == .infinity { return (S(0), S(0)) }
            let exponent = max(-1000, min(1000, -largest.exponent))
            let scale = Double(sign: .plus, exponent: exponent, significand: 1)
            let (u, v) = (scale * x, scale * y)
            let square = u * u + v * v
            return (u / square * scale, -v / square * scale)
        }
    }
}

/// The sine of an angle in radians; see ``Rules/Sin``.
@inlinable
@inline(__always)
public func sin<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Sin(), to: x) }

/// The cosine of an angle in radians; see ``Rules/Cos``.
@inlinable
@inline(__always)
public func cos<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Cos(), to: x) }

/// The tangent of an angle in radians; see ``Rules/Tan``.
@inlinable
@inline(__always)
public func tan<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Tan(), to: x) }

/// The inverse sine, in [-π/2, π/2]; see ``Rules/Asin``.
@inlinable
@inline(__always)
public func asin<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Asin(), to: x) }

/// The inverse cosine, in [0, π]; see ``Rules/Acos``.
@inlinable
@inline(__always)
public func acos<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Acos(), to: x) }

/// The inverse tangent, in [-π/2, π/2]; see ``Rules/Atan``.
@inlinable
@inline(__always)
public func atan<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Atan(), to: x) }

/// The angle of the point (x, y), in [-π, π]; see ``Rules/Atan2``.
@inlinable
@inline(__always)
public func atan2<S: RealScalar>(_ y: S, _ x: S) -> S.Itself { S.apply(Rules.Atan2(), to: y, x) }
