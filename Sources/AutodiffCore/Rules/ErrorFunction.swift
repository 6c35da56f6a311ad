import _AutodiffShims

/// The derivative of erf, 2/√π · e^(-x²), to the last digits.
///
/// The exponential turns the rounding error δ of x², an absolute error, into a relative one: 700 ulp at x = 26. The error is
/// known exactly, so the factor 2/√π is multiplied by 1 - δ. The factor is a constant for every further derivative.
@inlinable
func errorFunctionSlope<S: RealScalar>(_ x: S) -> S {
    let square = x * x
    if square > 746 { return S(0) }
    if S._isRecorded {
        return (1.1283791670955126 - 1.1283791670955126 * recordedSquareRoundingError(x)) * exp(-square)
    }
    let error = 1.1283791670955126 * squareRoundingError(x.primal)
    return (1.1283791670955126 - error) * exp(-square)
}

/// The same as ``squareRoundingError(_:)`` for |x| ≤ 28, a constant for derivatives, in operations that a recording can keep: Veltkamp's
/// and Dekker's splitting into halves, whose products are exact. Beyond 28 that of 28, so that nothing overflows.
@inlinable
func recordedSquareRoundingError<S: RealScalar>(_ x: S) -> S {
    let x = S._min(S._max(S._stopGradient(x), -28), 28)
    let scaled = 134_217_729 * x
    let high = scaled - (scaled - x)
    let low = x - high
    return ((high * high - x * x) + 2 * (high * low)) + low * low
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
    /// f' = √π/2 e^(y²) on (-1, 1). Near ±1 the exponential would multiply the relative error of y by 70, so the constant
    /// factor makes up for the difference between y and the true root. Edge: f'(±1) = ∞; beyond, value and derivative are nan.
    /// DLMF §7.17.
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
            if !S._is(.finite, y) { return exp(y * y) }
            if S._isRecorded { return S.apply(Factor(), to: S._stopGradient(x), S._stopGradient(y)) * exp(y * y) }
            return Erfinv.factor(at: x.primal, value: y.primal) * exp(y * y)
        }

        /// √π/2, corrected.
        @inlinable
        static func factor(at x: Double, value root: Double) -> Double {
            let missing = inverseErrorFunctionStep(from: root, to: x)
            let correction = 2 * root * missing + squareRoundingError(root)
            return 0.886226925452758 + 0.886226925452758 * correction
        }

        /// The factor as a function of x and y, for a recording: a constant for its derivatives, but not for its points.
        @usableFromInline
        struct Factor: BinaryRule {
            @usableFromInline
            init() {}

            @usableFromInline
            func value(_ x: Double, _ y: Double) -> Double { factor(at: x, value: y) }

            @usableFromInline
            func partials<S: RealScalar>(_ x: S, _ y: S, value: S) -> (S, S) { (0, 0) }
        }
    }
}

/// The error function; see ``Rules/Erf``.
@inlinable
@inline(__always)
public func erf<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Erf(), to: x) }

/// The complementary error function 1 - erf x, without cancellation; see ``Rules/Erfc``.
@inlinable
@inline(__always)
public func erfc<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Erfc(), to: x) }

/// The inverse error function, for |x| ≤ 1; see ``Rules/Erfinv``.
@inlinable
@inline(__always)
public func erfinv<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Erfinv(), to: x) }

/// The y with erf y = x, for |x| ≤ 1.
///
/// A polynomial in log(1 - x²), good to 2e-6, and one step of Halley's method, which triples the digits.
@usableFromInline
func inverseErrorFunction(_ x: Double) -> Double {
    if x == 1 || x == -1 { return x * .infinity }
    if x.isNaN || x < -1 || x > 1 { return .nan }
    let a = x.magnitude
    let w = -log((1 - a) * (1 + a))
    let start = w < 5 ? x * polynomial(centre, w - 2.5) : polynomial(tail, w.squareRoot() - 4.12) * (x < 0 ? -1 : 1)
    let step = inverseErrorFunctionStep(from: start, to: x)
    return start + step / (1 - start * step)
}

/// Newton's step from y towards the root of erf y = x: (x - erf y)/erf' y, accurate near ±1 too.
@usableFromInline
func inverseErrorFunctionStep(from y: Double, to x: Double) -> Double {
    let residual: Double
    if x > 0.5 {
        residual = erfc(y) - (1 - x)
    } else if x < -0.5 {
        residual = (1 + x) - erfc(-y)
    } else {
        residual = x - erf(y)
    }
    return residual * 0.886226925452758 * exp(y * y)
}

/// erfinv(x)/x in w - 2.5 for w = -log(1 - x²) < 5.
private let centre: [Double] = [
    1.50140909, 0.246640388, -0.00417599262, -0.00125327819, 0.000217219992, -4.53346292e-6, -3.1733454e-6,
    3.56180843e-7,
]

/// erfinv(x) in √w - 4.12 for w ≥ 5, x > 0.
private let tail: [Double] = [
    3.96094021, 1.00976031, 0.000965083751, -0.000718973445, 0.000254521083, -7.64517731e-5, 1.71850725e-5,
    -1.84067975e-6,
]
