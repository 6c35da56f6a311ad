// Series that begin with zeros. With u(t) = tᵐ v(t) and v₀ ≠ 0, uᵃ is tᵐᵃ vᵃ, which is a series where ma is an integer: √(t⁴) is t²,
// although the recurrence for a square root divides by u₀ = 0. So is u/w, where w begins with no more zeros than u.
//
// How many coefficients are known changes on the way. Of u = tᵐ v up to tᵏ, v is known up to tᵏ⁻ᵐ, and so uᵃ up to tᵏ⁻ᵐ⁺ᵐᵃ: more than of
// u, or less. What is known beyond tᵏ is kept, since a root or a quotient may need it; what isn't known is nan.
//
// A zero counts if it is one with all that it carries. In a nested scalar it may be a value that is 0 at this very point, beside
// derivatives that are not: then tᵐ can't be taken out, and the coefficients are nan.

extension Series {
    /// The number m of exact zeros that u begins with; nil if there is nothing else.
    @inlinable
    static func leadingZeros<S: RealScalar>(_ u: [S]) -> Int? { u.firstIndex { !$0._isZero } }

    /// tᵖ w, known as far as w is, and nan beyond up to the coefficient `count` - 1.
    @inlinable
    static func shifted<S: RealScalar>(_ w: [S], by p: Int, count: Int) -> [S] {
        // What lies far beyond is of no use.
        let known = ([S](repeating: 0, count: p) + w).prefix(8 * count)
        return known + [S](repeating: S(.nan), count: Swift.max(count - known.count, 0))
    }

    /// The series of |t|ᵖ or of tᵖ for a p that is no integer: zeros below tᵖ, then nan. The kink |t| has the slope 0.
    @inlinable
    static func singular<S: RealScalar>(power p: Double, count: Int) -> [S] {
        let zeros = Swift.min(p == 1 ? 2 : Int(p.rounded(.up)), count)
        return shifted([], by: zeros, count: count)
    }

    /// A product of two series that begin with zeros, to all that is known of it.
    @inlinable
    package static func productAtZero<S: RealScalar>(_ a: [S], _ b: [S]) -> [S] {
        let count = Swift.min(a.count, b.count)
        guard let m = leadingZeros(a), let n = leadingZeros(b) else { return [S](repeating: 0, count: count) }
        let known = Swift.min(a.count - m, b.count - n)
        return shifted(product(Array(a[m..<m + known]), Array(b[n..<n + known])), by: m + n, count: count)
    }

    /// u^a for a > 0 and a u that begins with an exact zero, given the power of a series that doesn't; nil if it doesn't, if all its
    /// coefficients are zero, or if u is t v and a no integer: then the derivative's limit is that of the rule.
    ///
    /// A power of an odd function, as the cube root is one, is a series on both sides of 0, another for odd m on one side.
    @inlinable
    static func powerAtZero<S: RealScalar>(
        _ u: [S], exponent a: Double, isOdd: Bool = false, power: ([S]) -> [S]?
    ) -> [S]? {
        guard a > 0, u[0]._isZero, let m = leadingZeros(u) else { return nil }
        let p = Double(m) * a
        let isInteger = p == p.rounded() && p < 0x1p+30
        if m == 1 && !isInteger { return nil }
        let v = Array(u[m...])
        if v[0].isZero { return singular(power: 0.5, count: u.count) }
        if isOdd && isInteger { return power(v).map { shifted($0, by: Int(p), count: u.count) } }
        if v[0] < 0 {
            // For even m there is no real power on either side.
            if m % 2 == 0 { return singular(power: 0.5, count: u.count) }
            guard isInteger, let w = power(v.map { -$0 }) else { return singular(power: p, count: u.count) }
            return shifted(p.remainder(dividingBy: 2) == 0 ? w : w.map { -$0 }, by: Int(p), count: u.count)
        }
        let isKink = m % 2 == 0 && p.remainder(dividingBy: 2) != 0
        guard isInteger && !isKink, let w = power(v) else { return singular(power: p, count: u.count) }
        return shifted(w, by: Int(p), count: u.count)
    }

    /// a/b for a b that begins with exact zeros, and an a that begins with as many or more; else nil.
    @inlinable
    static func quotientAtZero<S: RealScalar>(_ a: [S], _ b: [S]) -> [S]? {
        guard a.count > 1, b[0]._isZero, let n = leadingZeros(b) else { return nil }
        let count = Swift.min(a.count, b.count)
        guard let m = leadingZeros(a) else { return shifted([], by: a.count - n, count: count) }
        if m < n { return nil }
        if b[n].isZero { return shifted([], by: 0, count: count) }
        let known = Swift.min(a.count - m, b.count - n)
        let (v, w) = (Array(a[m..<m + known]), Array(b[n..<n + known]))
        return shifted(quotient(v, w, value: v[0] / w[0]), by: m - n, count: count)
    }

    /// √(x₀² + x₁² + …) of series that begin with zeros, constants among them.
    @inlinable
    package static func normAtZero<S: RealScalar>(_ x: [[S]]) -> [S] {
        let series = x.filter { $0.count > 1 }
        guard let count = series.map(\.count).min(), let m = series.compactMap({ leadingZeros($0) }).min(), m < count
        else { return [S](repeating: 0, count: series.map(\.count).min() ?? 1) }
        let v = series.map { Array($0[m..<count]) }
        let sum = (0..<count - m).map { j in v.reduce(S(0)) { $0 + square($1, j) } }
        if m % 2 == 1 || sum[0].isZero { return singular(power: sum[0].isZero ? 0.5 : Double(m), count: count) }
        return shifted(squareRoot(sum, value: sqrt(sum[0])), by: m, count: count)
    }
}
