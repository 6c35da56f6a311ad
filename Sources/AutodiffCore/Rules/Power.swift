import _AutodiffShims

/// The C library's power, out of line.
///
/// In line the optimiser may see a constant argument in one mode and not in another, and where it does it calls another
/// function (`exp2` for a base of 2), whose results differ in the last bit. Every mode must give the same bits.
@usableFromInline
@inline(never)
func cPower(_ x: Double, _ y: Double) -> Double { pow(x, y) }

extension Rules {
    /// The square root.
    ///
    /// f' = 1/(2 √x) for x > 0. Edge: f'(±0) = ∞; for x < 0 value and derivative are nan. DLMF §4.7.
    @frozen
    public struct Sqrt: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// √x, correctly rounded.
        @inlinable
        public func value(_ x: Double) -> Double { x.squareRoot() }

        /// 1/(2 √x).
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S { 0.5 / unsignedZero(y) }

        /// -f'/(2 x).
        @inlinable
        public func _secondDerivative(at x: Double, value: Double, first: Double) -> Double? {
            -0.5 * (first / unsignedZero(x))
        }
    }

    /// The cube root, of negative numbers too.
    ///
    /// f' = 1/(3 y²). C libraries compute y with an error of an ulp or two; the factor ⅓ is corrected for it, as a constant for
    /// every further derivative. Defined everywhere. Edge: f'(0) = ∞. DLMF §4.7.
    @frozen
    public struct Cbrt: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// ∛x.
        @inlinable
        public func value(_ x: Double) -> Double { cbrt(x) }

        /// 1/(3 y²).
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S {
            if !S._is(.normal, y) { return x == 0 ? 1 / unsignedZero(x) : 1 / (y * y) }
            if S._isRecorded { return S.apply(Third(), to: S._stopGradient(x), S._stopGradient(y)) / (y * y) }
            return Cbrt.thirdCorrected(for: y.primal, at: x.primal) / (y * y)
        }

        /// The corrected ⅓ as a function of x and y, for a recording: a constant for its derivatives, but not for its points.
        @usableFromInline
        struct Third: BinaryRule {
            @usableFromInline
            init() {}

            @usableFromInline
            func value(_ x: Double, _ y: Double) -> Double { thirdCorrected(for: y, at: x) }

            @usableFromInline
            func partials<S: RealScalar>(_ x: S, _ y: S, value: S) -> (S, S) { (0, 0) }
        }

        /// ⅓ fl(y²)/∛x² for the y that is nearly ∛x.
        @usableFromInline
        static func thirdCorrected(for y: Double, at x: Double) -> Double {
            if !x.isFinite || x == 0 { return 1 }
            if x.magnitude < 1e-150 { return thirdCorrected(for: 0x1p+200 * y, at: 0x1p+600 * x) }
            let square = y * y
            let squareError = squareRoundingError(y)
            let cubeError = (-x).addingProduct(y, square) + y * squareError
            let relativeError = 0.6666666666666666 * (cubeError / x) - squareError / square
            return 0.3333333333333333 + (0x1.5555555555555p-56 + 0.3333333333333333 * relativeError)
        }
    }

    /// x^y.
    ///
    /// ∂/∂x = y x^(y-1), ∂/∂y = x^y log x. With x^y known the first is y (x^y/x), which needs no second power; where
    /// x^y overflows or underflows and the derivative does not, the power is taken in two halves.
    ///
    /// Edge: ∂x at x = 0 is that of the limit y·0^(y-1), so 0 for y > 1, 1 for y = 1, ∞ for 0 < y < 1 and -∞ for a
    /// negative odd y; at (0, 0) it is 0. ∂y at x = 0 is 0 for y ≥ 0 and -∞ for y < 0. ∂x∂y at x = 0 is 0 for y > 1, -∞
    /// for 0 < y ≤ 1 and ∞ at (0, 0). For x < 0 ∂y is nan, and ∂x too unless y is an integer. DLMF §4.7.
    @frozen
    public struct Power: BinaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// x^y; x·x for y = 2.
        @inlinable
        public func value(_ x: Double, _ y: Double) -> Double { y == 2 ? x * x : cPower(x, y) }

        /// (y x^(y-1), x^y log x).
        @inlinable
        public func partials<S: RealScalar>(_ x: S, _ y: S, value: S) -> (S, S) {
            (partialX(x, y, value: value), partialY(x, y, value: value))
        }

        /// y x^(y-1); takes no logarithm.
        @inlinable
        public func partialX<S: RealScalar>(_ x: S, _ y: S, value: S) -> S {
            if S._is(.normal, value) {
                // At a subnormal x the quotient may overflow though the derivative doesn't: x⁰/x is infinite, 0 · x⁰/x is 0.
                let quotient = value / x
                if S._is(.zero, x) { return zeroOfInfiniteSlope(y) }
                return S._is(.infinite, quotient) ? y / x * value : y * quotient
            }
            return partialXOfExtremePower(x, y, value: value)
        }

        /// x^y log x.
        @inlinable
        public func partialY<S: RealScalar>(_ x: S, _ y: S, value: S) -> S {
            if S._is(.normal, value) {
                return S._is(.zero, x) ? zeroOfInfiniteSlope(x) + zeroOfInfiniteSlope(y) : value * log(x)
            }
            return partialYOfExtremePower(x, y, value: value)
        }

        @inlinable
        func partialXOfExtremePower<S: RealScalar>(_ x: S, _ y: S, value: S) -> S {
            if S._is(.zero, x) && y > 0 && y <= 1 {
                // Beside y the slope of the power along y, which is infinite.
                let exponent = S._stopGradient(y)
                return exponent * pow(x, exponent - 1) - zeroOfInfiniteSlope(y - exponent)
            }
            if S._is(.zero, x) || !S._is(.finite, x) { return y * pow(x, y - 1) }
            if S._is(.nan, value) { return undefined(value) }
            if S._is(.negative, x) {
                let mirrored = partialXOfExtremePower(-x, y, value: value)
                let even = (y.primal / 2).rounded() * 2 == y.primal
                return even ? -mirrored : mirrored
            }
            if y >= 0.5 {
                // For y ≥ ½ the exponent y - 1 is exact, so that it adds no error to the power.
                let power = pow(x, y - 1)
                if S._is(.normal, power) { return y * power }
                let half = pow(x, (y - 1) / 2)
                return y * half * half
            }
            let half = pow(x, y / 2)
            return y * (half / x) * half
        }

        @inlinable
        func partialYOfExtremePower<S: RealScalar>(_ x: S, _ y: S, value: S) -> S {
            if S._is(.zero, value) && (S._is(.zero, x) || !S._is(.finite, x)) {
                return S._is(.zero, x) && y <= 1 ? 0 - zeroOfInfiniteSlope(x) : S(0)
            }
            if S._is(.zero, x) || S._is(.negative, x) || S._is(.nan, value) { return value * log(x) }
            let half = pow(x, y / 2)
            return half * log(x) * half
        }
    }

    /// x^n for an integer n.
    ///
    /// f' = n x^(n-1), exact at 0 to every order: the second derivative of x² there is 2. As for ``Power`` the
    /// derivative is n (x^n/x) where x^n is a normal number, and else x^(n-1) is taken in two halves.
    ///
    /// Defined everywhere. Edge: x^0 = 1 with derivative 0; f'(0) is -∞ for odd n < 0, ∞ or -∞ with the sign of the
    /// zero for even n < 0. DLMF §4.7.
    @frozen
    public struct IntegerPower: UnaryRule {
        /// The exponent.
        public let exponent: Int

        /// The rule with the exponent n.
        @inlinable
        public init(_ exponent: Int) { self.exponent = exponent }

        /// x^n.
        @inlinable
        public func value(_ x: Double) -> Double {
            switch exponent {
            case -1: 1 / x
            case 0: 1
            case 1: x
            case 2: x * x
            default: cPower(x, Double(exponent))
            }
        }

        /// n x^(n-1).
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S {
            switch exponent {
            case 0: return S(0)
            case 1: return S(1)
            case 2: return 2 * x
            case 3: return 3 * x * x
            default: break
            }
            if S._is(.normal, y) { return Double(exponent) * (y / x) }
            // Two factors, x^(n/2) and the rest. (For the smallest Int n - 1 by itself would overflow.)
            let half = exponent / 2
            return Double(exponent) * pow(x, half) * pow(x, exponent - half - 1)
        }
    }

    /// √(x² + y²), without overflow.
    ///
    /// ∂/∂x = x/h, ∂/∂y = y/h, where h is the value; scaled by a power of two where h overflows or is subnormal.
    /// Defined everywhere. Edge: both are 0, a subgradient, at (0, 0), where the second derivatives
    /// are nan.
    @frozen
    public struct Hypot: BinaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// √(x² + y²).
        @inlinable
        public func value(_ x: Double, _ y: Double) -> Double { hypot(x, y) }

        /// (x/h, y/h).
        @inlinable
        public func partials<S: RealScalar>(_ x: S, _ y: S, value: S) -> (S, S) {
            if S._is(.normal, value) { return (x / value, y / value) }
            return (partialOfExtremeHypot(x, y, value: value), partialOfExtremeHypot(y, x, value: value))
        }

        /// x/h.
        @inlinable
        public func partialX<S: RealScalar>(_ x: S, _ y: S, value: S) -> S {
            S._is(.normal, value) ? x / value : partialOfExtremeHypot(x, y, value: value)
        }

        /// y/h.
        @inlinable
        public func partialY<S: RealScalar>(_ x: S, _ y: S, value: S) -> S {
            S._is(.normal, value) ? y / value : partialOfExtremeHypot(y, x, value: value)
        }

        @inlinable
        func partialOfExtremeHypot<S: RealScalar>(_ x: S, _ y: S, value: S) -> S {
            if S._is(.zero, value) { return conventionalZero(of: [x, y]) }
            let scale = value < 1 ? 0x1p+100 : 0x1p-100
            let scaled = scale * x
            return scaled / hypot(scaled, scale * y)
        }
    }
}

/// The square root; see ``Rules/Sqrt``.
@inlinable
@inline(__always)
public func sqrt<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Sqrt(), to: x) }

/// The cube root, of negative numbers too; see ``Rules/Cbrt``.
@inlinable
@inline(__always)
public func cbrt<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Cbrt(), to: x) }

/// x^y; see ``Rules/Power``.
@inlinable
@inline(__always)
public func pow<S: RealScalar>(_ x: S, _ y: S) -> S.Itself { S.apply(Rules.Power(), to: x, y) }

/// x^n, exact at 0 to every order of derivative; see ``Rules/IntegerPower``.
@_disfavoredOverload
@inlinable
@inline(__always)
public func pow<S: RealScalar>(_ x: S, _ n: Int) -> S.Itself { S.apply(Rules.IntegerPower(n), to: x) }

/// √(x² + y²), without overflow; see ``Rules/Hypot``.
@inlinable
@inline(__always)
public func hypot<S: RealScalar>(_ x: S, _ y: S) -> S.Itself { S.apply(Rules.Hypot(), to: x, y) }
