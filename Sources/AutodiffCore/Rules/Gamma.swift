#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

// The C library has log Γ but not its derivatives; here they are, on Double.

/// c₀ + c₁ u + c₂ u² + ….
@inline(__always)
func polynomial(_ coefficients: [Double], _ u: Double) -> Double {
    var sum = 0.0
    for c in coefficients.reversed() { sum = sum * u + c }
    return sum
}

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
    // Down into (1.5, 2.5], where ψ is positive like the sum that it is added to. DLMF §5.5.
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

/// ψ⁽ⁿ⁾(x) for n ≥ 1.
///
/// (-1)ⁿ⁺¹ ψ⁽ⁿ⁾(x) = n! Σ 1/(x + k)ⁿ⁺¹, summed up to x + k ≥ 12 + n, and the asymptotic series from there; by
/// reflection below -20. For x > 0 all terms are positive, and for n ≤ 18 the error is under 4 units in the last
/// place. For x < 0 and even n digits are lost near the zeros. DLMF §5.15.
@usableFromInline
func polygammaValue(_ n: Int, _ x: Double) -> Double {
    if n == 0 { return digammaValue(x) }
    let odd = n % 2 == 1
    if x == 0 { return odd ? .infinity : -1 / x }
    if x < 0 && x == x.rounded() { return odd ? .infinity : .nan }
    if x < -20 { return reflectedPolygamma(n, x) }

    let start = 12 + Double(n)
    let steps = x < start ? Int((start - x).rounded(.up)) : 0
    let t = x + Double(steps)
    var sum = polygammaTail(n, t)
    for k in (0..<steps).reversed() { sum += polygammaTerm(n, x + Double(k)) }
    return odd ? sum : -sum
}

/// n!/tⁿ⁺¹, divided by t^((n+1)/2) twice, which can overflow only with the quotient.
func polygammaTerm(_ n: Int, _ t: Double) -> Double {
    if n == 0 { return 1 / t }
    if n == 1 { return 1 / t / t }
    if n == 2 { return 2 / t / (t * t) }
    if n == 3 { return 6 / (t * t) / (t * t) }
    let magnitude = t.magnitude
    let negative = t < 0 && n % 2 == 0
    var quotient: Double
    if n <= 170 {
        quotient = 1
        for k in stride(from: 2, through: n, by: 1) { quotient *= Double(k) }
        let half = pow(magnitude, Double(n + 1) / 2)
        quotient = quotient / half / half
    } else {
        quotient = exp(Rules.LogGamma().value(Double(n + 1)) - Double(n + 1) * log(magnitude))
    }
    return negative ? -quotient : quotient
}

/// B₂, B₄, …, B₂₀.
@usableFromInline
let bernoulliNumbers: [Double] = [
    0.16666666666666666, -0.03333333333333333, 0.023809523809523808, -0.03333333333333333, 0.07575757575757576,
    -0.2531135531135531, 1.1666666666666667, -7.092156862745098, 54.971177944862156, -529.1242424242424,
]

/// n! Σ 1/(t + k)ⁿ⁺¹ for t ≥ 12 + n, by its asymptotic series: (n - 1)!/tⁿ times
/// 1 + n/t (1/2 + Σ B₂ₖ (2k + n - 1)!/((2k)! n!) t^(1-2k)).
func polygammaTail(_ n: Int, _ t: Double) -> Double {
    let order = Double(n)
    var coefficient = (order + 1) / (2 * t)
    var series = 0.0
    for (k, b) in bernoulliNumbers.enumerated() {
        series += b * coefficient
        let even = Double(2 * k + 2)
        let ratio = (even + order) * (even + order + 1) / ((even + 1) * (even + 2))
        coefficient *= ratio / (t * t)
    }
    let first = polygammaTerm(n - 1, t)
    return first + first * (order / t * (0.5 + series))
}

/// ψ⁽ⁿ⁾(x) for x < 0 from ψ⁽ⁿ⁾(1 - x). DLMF §5.15.
func reflectedPolygamma(_ n: Int, _ x: Double) -> Double {
    let cotangent = 1 / tan(.pi * (x - x.rounded()))
    // The k-th derivative of π cot πx is πᵏ⁺¹ p(cot πx), where each p is -(1 + c²) times the derivative of the last.
    var p = [0.0, 1.0]
    for _ in 0..<n {
        var next = [Double](repeating: 0, count: p.count + 1)
        for k in 1..<p.count {
            next[k - 1] -= Double(k) * p[k]
            next[k + 1] -= Double(k) * p[k]
        }
        p = next
    }
    let reflected = polygammaValue(n, 1 - x)
    let cotangents = pow(.pi, Double(n + 1)) * polynomial(p, cotangent)
    return (n % 2 == 0 ? reflected : -reflected) - cotangents
}
