import _AutodiffShims

extension Rules {
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
        public func value(_ x: Double) -> Double { autodiffLogGamma(x) }

        /// ψ(x).
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S { digamma(x) }
    }
}

/// log |Γ(x)|; see ``Rules/LogGamma``.
@inlinable
@inline(__always)
public func lgamma<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.LogGamma(), to: x) }

/// The digamma function ψ(x), the derivative of log |Γ(x)|; see ``Rules/Polygamma``.
@inlinable
@inline(__always)
public func digamma<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Polygamma(0), to: x) }

// The C library has log Γ but not its derivatives: ψ is computed here, on Double.

/// ψ(x) = (log Γ)'(x).
///
/// For x > 0 to 4 units in the last place, near its zero x₀ = 1.4616… too. For x < 0 by reflection, to a few units in
/// the last place of the larger of its two terms, so that digits are lost near the zeros, one between each two poles.
@usableFromInline
func digammaValue(_ x: Double) -> Double {
    if x == 0 { return -1 / x }
    if x < 0 {
        let fraction = x - x.rounded()
        if fraction == 0 { return .nan }
        return digammaValue(1 - x) - .pi / tan(.pi * fraction)
    }
    if x < 1 { return digammaValue(x + 1) - 1 / x }
    if x >= 12 { return log(x) - 0.5 / x - digammaSeries(1 / (x * x)) }
    // ψ(x) = ψ(t) + Σ 1/(t + k), for t in (1.5, 2.5], where ψ(t) is positive and nothing cancels. DLMF §5.5.
    var t = x
    var sum = 0.0
    while t > 2.5 {
        t -= 1
        sum += 1 / t
    }
    return sum + digammaNearZero(t)
}

/// Σ B₂ₖ/(2k) sᵏ, where s = 1/x²: the tail of the asymptotic series of ψ(x). DLMF §5.11.
func digammaSeries(_ s: Double) -> Double {
    let coefficients: [Double] = [
        0.08333333333333333, -0.008333333333333333, 0.003968253968253968, -0.004166666666666667, 0.007575757575757576,
        -0.021092796092796094, 0.08333333333333333, -0.4432598039215686,
    ]
    return s * polynomial(coefficients, s)
}

/// ψ(x) for 1 ≤ x ≤ 2.5, as (x - x₀) times a positive sum, without cancellation at its zero x₀.
///
/// By the recurrence ψ(x) = ψ(x + 3) - 1/x - 1/(x + 1) - 1/(x + 2), and the same at x₀, subtracted. What is left,
/// (ψ(x + 3) - ψ(x₀ + 3))/(x - x₀), is a Chebyshev interpolation about 1.75, good to 2^-56.
func digammaNearZero(_ x: Double) -> Double {
    let coefficients: [Double] = [
        0.2424742304880176, -0.02859364788759493, 0.004450709641223324, -0.0007743222295772018, 0.00014295127823882542,
        -2.7365904489024066e-05, 5.3662228336035666e-06, -1.0700746453397046e-06, 2.1599148870598175e-07,
        -4.3995953603336943e-08,
        9.022747412675075e-09, -1.8534129263926336e-09, 3.8367902097946755e-10, -8.773052084779214e-11,
        1.8274256611968224e-11,
    ]
    let fractions = 1 / (x * 1.4616321449683622) + 1 / ((x + 1) * 2.4616321449683625)
    let last = 1 / ((x + 2) * 3.4616321449683625)
    let distance = (x - 1.4616321449683622) - 9.549995429965697e-17
    return distance * (fractions + (last + polynomial(coefficients, x - 1.75)))
}
