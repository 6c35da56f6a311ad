import _AutodiffShims

extension Rules {
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
            if order > 1_000_000 {
                misuse("polygamma(\(order), x): the value is a sum of as many terms; the largest order is 1,000,000")
            }
            self.order = order
        }

        /// ψ⁽ⁿ⁾(x).
        @inlinable
        public func value(_ x: Double) -> Double { polygammaValue(order, x) }

        /// ψ⁽ⁿ⁺¹⁾(x).
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S { polygamma(order + 1, x) }
    }
}

/// The trigamma function ψ'(x); see ``Rules/Polygamma``.
@inlinable
@inline(__always)
public func trigamma<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Polygamma(1), to: x) }

/// The polygamma function ψ⁽ⁿ⁾(x), for n ≥ 0; see ``Rules/Polygamma``.
@inlinable
@inline(__always)
public func polygamma<S: RealScalar>(_ n: Int, _ x: S) -> S.Itself { S.apply(Rules.Polygamma(n), to: x) }

// The C library has none of these functions: they are computed here, on Double.

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

/// n!/tⁿ⁺¹.
///
/// The power tⁿ⁺¹ may overflow where the quotient doesn't, so the factorial is divided by t^((n+1)/2) twice.
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
