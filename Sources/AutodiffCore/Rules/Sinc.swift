import _AutodiffShims

extension Rules {
    /// sin(x)/x, 1 at 0, or a derivative of it: f⁽ⁿ⁾(x) = ∫₀¹ tⁿ cos(xt + nπ/2) dt.
    ///
    /// f⁽ⁿ⁾' = f⁽ⁿ⁺¹⁾, so that no derivative of any order divides a small number by a small number. Defined everywhere. Edge: 0 at ±∞.
    ///
    /// The cardinal sine without π. Signal processing's sin(πx)/(πx) is `sinc(.pi * x)`.
    @frozen
    public struct Sinc: UnaryRule {
        /// The order n: 0 is the function itself.
        public let order: Int

        /// The rule of order n ≥ 0. Traps for a negative order.
        @inlinable
        public init(_ order: Int = 0) {
            if order < 0 { misuse("sinc's derivative of order \(order): the order can't be negative") }
            self.order = order
        }

        /// ∫₀¹ tⁿ cos(xt + nπ/2) dt.
        @inlinable
        public func value(_ x: Double) -> Double { sincValue(order, x) }

        /// The next order.
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S { S.apply(Sinc(order + 1), to: x) }
    }
}

/// sin(x)/x, 1 at 0, with all its derivatives there; see ``Rules/Sinc``.
@inlinable
public func sinc<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Sinc(), to: x) }

/// ∫₀¹ tⁿ cos(xt + nπ/2) dt, to a few units in the last place of its amplitude for small n.
@usableFromInline
func sincValue(_ n: Int, _ x: Double) -> Double {
    if x != x { return x }
    if x.isInfinite { return 0 }
    if x.magnitude <= 1 { return sincSeries(n, x) }
    let integrals = sincIntegrals(n, x)
    switch n % 4 {
    case 0: return integrals.cosine
    case 1: return -integrals.sine
    case 2: return -integrals.cosine
    default: return integrals.sine
    }
}

/// Σ (-1)^((m + n)/2) xᵐ/(m! (m + n + 1)) over m of the parity of n.
private func sincSeries(_ n: Int, _ x: Double) -> Double {
    if n == 0 { return x == 0 ? 1 : sin(x) / x }
    var m = Double(n % 2)
    var power = n % 2 == 1 ? x : 1
    if (n + 1) / 2 % 2 == 1 { power = -power }
    var sum = 0.0
    while true {
        let term = power / (m + Double(n + 1))
        sum += term
        if term.magnitude <= 0x1p-56 * sum.magnitude { return sum }
        power *= -(x * x) / ((m + 1) * (m + 2))
        m += 2
    }
}

/// ∫₀¹ tⁿ cos(xt) dt and ∫₀¹ tⁿ sin(xt) dt for |x| > 1, by parts: upward in n as far as x, else downward, where errors die out.
private func sincIntegrals(_ n: Int, _ x: Double) -> (cosine: Double, sine: Double) {
    let (s, c) = (sin(x), cos(x))
    if Double(n) <= x.magnitude {
        var integrals = (cosine: s / x, sine: (1 - c) / x)
        for k in stride(from: 1, through: n, by: 1) {
            integrals = ((s - Double(k) * integrals.sine) / x, (Double(k) * integrals.cosine - c) / x)
        }
        return integrals
    }
    var integrals = (cosine: 0.0, sine: 0.0)
    for k in stride(from: n + 30 + Int(9 * Double(n).squareRoot()), to: n, by: -1) {
        integrals = ((c + x * integrals.sine) / Double(k), (s - x * integrals.cosine) / Double(k))
    }
    return integrals
}
