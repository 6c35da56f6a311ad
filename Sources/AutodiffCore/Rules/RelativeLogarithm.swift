import _AutodiffShims

extension Rules {
    /// The relative logarithm log(1 + x)/x, 1 at 0, or a derivative of it: f⁽ⁿ⁾(x) = (-1)ⁿ n! ∫₀¹ tⁿ/(1 + xt)ⁿ⁺¹ dt.
    ///
    /// f⁽ⁿ⁾' = f⁽ⁿ⁺¹⁾, so that no derivative of any order divides a small number by a small number. Defined for x ≥ -1. Edge: (-1)ⁿ n!/(n + 1)
    /// at 0; (-1)ⁿ ∞ at -1; 0 at ∞; nan for x < -1.
    @frozen
    public struct Log1prel: UnaryRule {
        /// The order n: 0 is the function itself.
        public let order: Int

        /// The rule of order n ≥ 0. Traps for a negative order.
        @inlinable
        public init(_ order: Int = 0) {
            if order < 0 { misuse("log1prel's derivative of order \(order): the order can't be negative") }
            self.order = order
        }

        /// (-1)ⁿ n! ∫₀¹ tⁿ/(1 + xt)ⁿ⁺¹ dt.
        @inlinable
        public func value(_ x: Double) -> Double { log1prelValue(order, x) }

        /// The next order.
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S { S.apply(Log1prel(order + 1), to: x) }
    }
}

/// log(1 + x)/x, 1 at 0, with all its derivatives there; see ``Rules/Log1prel``.
///
///     print(log1prel(-0.5))              // 1.3862943611198906
///
/// log1prel(-y) is -log(1 - y)/y, the mean of the geometric series 1/(1 - t) up to y.
@inlinable
public func log1prel<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Log1prel(), to: x) }

/// (-1)ⁿ n! ∫₀¹ tⁿ/(1 + xt)ⁿ⁺¹ dt, to a few units in the last place for small n.
@usableFromInline
func log1prelValue(_ n: Int, _ x: Double) -> Double {
    if x != x || x < -1 { return .nan }
    let sign = n % 2 == 0 ? 1.0 : -1
    if x == -1 { return sign * .infinity }
    if x == .infinity { return sign * 0 }
    var factor = sign
    for k in stride(from: 2, through: n, by: 1) { factor *= Double(k) }
    return factor * log1prelIntegral(n, x)
}

/// ∫₀¹ tⁿ/(1 + xt)ⁿ⁺¹ dt, which is jₙ = ∫₀ᶻ uⁿ/(1 - xu) du with z = 1/(1 + x).
private func log1prelIntegral(_ n: Int, _ x: Double) -> Double {
    if x == 0 { return 1 / Double(n + 1) }
    if n == 0 { return log1p(x) / x }
    if x < -0.6 || x > 2 + Double(n) {
        // x jₖ = jₖ₋₁ - zᵏ/k.
        let z = 1 / (1 + x)
        var (j, power) = (log1p(x) / x, 1.0)
        for k in 1...n {
            power *= z
            j = (j - power / Double(k)) / x
        }
        return j
    }
    if x < 0 {
        // Σ (n + k over k) (-x)ᵏ/(n + k + 1), without cancellation.
        var (sum, coefficient, k) = (0.0, 1.0, 0.0)
        while true {
            let term = coefficient / (Double(n + 1) + k)
            sum += term
            k += 1
            let ratio = -x * (Double(n) + k) / k
            if ratio < 0.9 && term < 0x1p-60 * sum { return sum }
            coefficient *= ratio
        }
    }
    // zⁿ⁺¹ Σ wᵏ/(n + k + 1) with w = x/(1 + x); the power is corrected for the rounding of 1 + x, which it would multiply.
    let base = 1 + x
    let error = x < 1 ? x - (base - 1) : 1 - (base - x)
    let order = Double(n + 1)
    let w = x / base
    var (sum, power, k) = (0.0, 1.0, 0.0)
    while true {
        let term = power / (order + k)
        sum += term
        if term < 0x1p-60 * sum { break }
        power *= w
        k += 1
    }
    let scale = cPower(base, -order)
    return sum * (scale - scale * (order * error / base))
}
