import _AutodiffShims

extension Rules {
    /// The relative exponential (e^x - 1)/x, 1 at 0, or a derivative of it: f⁽ⁿ⁾(x) = ∫₀¹ tⁿ e^(xt) dt.
    ///
    /// f⁽ⁿ⁾' = f⁽ⁿ⁺¹⁾, so that no derivative of any order divides a small number by a small number. Defined everywhere. Edge: 1/(n + 1) at
    /// 0; 0 at -∞, ∞ at ∞.
    @frozen
    public struct Exprel: UnaryRule {
        /// The order n: 0 is the function itself.
        public let order: Int

        /// The rule of order n ≥ 0. Traps for a negative order.
        @inlinable
        public init(_ order: Int = 0) {
            if order < 0 { misuse("exprel's derivative of order \(order): the order can't be negative") }
            self.order = order
        }

        /// ∫₀¹ tⁿ e^(xt) dt.
        @inlinable
        public func value(_ x: Double) -> Double { exprelValue(order, x) }

        /// The next order.
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S { S.apply(Exprel(order + 1), to: x) }
    }
}

/// (e^x - 1)/x, 1 at 0, with all its derivatives there; see ``Rules/Exprel``.
///
///     let (rate, t) = (0.0, 2.0)
///     print(exprel(-rate * t) * t)       // 2.0
///
/// This is (1 - e^(-rate t))/rate, where the rate may be 0.
@inlinable
public func exprel<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Exprel(), to: x) }

/// ∫₀¹ tⁿ e^(xt) dt, to a few units in the last place for small n.
@usableFromInline
func exprelValue(_ n: Int, _ x: Double) -> Double {
    if x == 0 || x != x { return x == 0 ? 1 / Double(n + 1) : x }
    if x.isInfinite { return x < 0 ? 0 : x }
    if n == 0 && x < 700 { return expm1(x) / x }
    if x > Double(n + 1) {
        // Times e^(-x), by parts: rₖ = (1 - k rₖ₋₁)/x.
        var r = -expm1(-x) / x
        for k in stride(from: 1, through: n, by: 1) { r = (1 - Double(k) * r) / x }
        let half = exp(x / 2)
        return x < 700 ? exp(x) * r : half * r * half
    }
    if x < -Double(n + 1) {
        var y = expm1(x) / x
        let e = exp(x)
        for k in stride(from: 1, through: n, by: 1) { y = (e - Double(k) * y) / x }
        return y
    }
    return x > -0.5 ? exprelSeries(n, x) : exp(x) * exprelSeriesFromOne(n, -x)
}

/// Σ xᵏ/(k! (n + k + 1)), where x > -½, so that little cancels.
private func exprelSeries(_ n: Int, _ x: Double) -> Double {
    var (sum, power, k) = (0.0, 1.0, 0.0)
    while true {
        let term = power / (Double(n + 1) + k)
        sum += term
        if term.magnitude < 0x1p-56 * sum { return sum }
        k += 1
        power *= x / k
    }
}

/// Σ yᵏ/((n + 1) … (n + k + 1)) for y > 0: ∫₀¹ tⁿ e^(y(1 - t)) dt.
private func exprelSeriesFromOne(_ n: Int, _ y: Double) -> Double {
    var k = Double(n + 1)
    var term = 1 / k
    var sum = term
    while term >= 0x1p-56 * sum {
        k += 1
        term *= y / k
        sum += term
    }
    return sum
}
