extension Rules.LogGamma {
    /// The series from y' = ψ(u) u'.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        Rules.Polygamma(0).series(u, value: digamma(u[0])).map { Series.integral(of: $0, along: u, value: value) }
    }
}

extension Rules.Polygamma {
    /// The series from the sum over the poles, for u₀ > 0 and orders whose factorial is a number.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        if !(u[0] > 0 && value.primal.isFinite) || order > 170 { return nil }
        return Series.polygamma(order, u, value: value)
    }
}

extension Series {
    /// ψ⁽ⁿ⁾(u) = (-1)ⁿ⁺¹ (n! Σ 1/(u + i)ⁿ⁺¹ + the asymptotic series of the rest), the sum up to u₀ + i ≥ 12 + n + k, where
    /// the asymptotic series of all derivatives up to order k are good. DLMF §5.15.
    ///
    /// (To put u - u₀ into the series about u₀ would lose most digits where that converges in a narrower circle.)
    @inlinable
    static func polygamma<S: RealScalar>(_ n: Int, _ u: [S], value: S) -> [S] {
        var (sum, t, steps) = ([S](repeating: 0, count: u.count), u, 0.0)
        while t[0] < S(12 + n + u.count - 1) {
            let term = pole(n, t)
            for j in sum.indices { sum[j] += term[j] }
            steps += 1
            t[0] = u[0] + steps
        }
        let rest = polygammaTail(n, t)
        let sign = n % 2 == 0 ? -1.0 : 1
        return [value] + sum.indices.dropFirst().map { j in (sum[j] + rest[j]) * sign }
    }

    /// n!/tⁿ⁺¹ for n ≤ 170, from its value at t₀ and the power of t₀/t, whose value is 1.
    ///
    /// At n = 100 and t = 2000, for one, the factorial is 9e157 and the power 3e333: each has to meet the other before it
    /// leaves the range of `Double`, so that the factorial is multiplied by t₀^(-(n+1)/2) twice. (Two divisions would do for
    /// the value; but the rule of the second would divide by tⁿ⁺¹.)
    @inlinable
    static func pole<S: RealScalar>(_ n: Int, _ t: [S]) -> [S] {
        if n == 0 { return quotient(padded([S(1)], t.count), t, value: 1 / t[0]) }
        let factorial = (0..<n).reduce(1.0) { $0 * Double($1 + 1) }
        let half = pow(t[0], S(Double(-n - 1) / 2))
        let value = half * factorial * half
        let shape = power(quotient(padded([t[0]], t.count), t, value: 1), n + 1)
        return [value] + shape.dropFirst().map { $0 * value }
    }

    /// n! Σ 1/(t + i)ⁿ⁺¹ from i = 0 on, by its asymptotic series: -log t + s for n = 0, else (n - 1)!/tⁿ (1 + n s), where
    /// s = r/2 + Σ B₂ₘ (2m + n - 1)!/((2m)! n!) r²ᵐ for r = 1/t.
    @inlinable
    static func polygammaTail<S: RealScalar>(_ n: Int, _ t: [S]) -> [S] {
        let r = quotient(padded([S(1)], t.count), t, value: 1 / t[0])
        let square = power(r, 2)
        var s = [S](repeating: 0, count: t.count)
        for (m, b) in bernoulliNumbers.enumerated().reversed() {
            let even = 2 * m + 2
            // The factors of (2m + n - 1)!/((2m)! n!), m counted from 1.
            let coefficient = (0..<n).reduce(b / Double(even)) { $0 * Double(even + $1) / Double($1 + 1) }
            s[0] = s[0] + coefficient
            s = product(s, square)
        }
        for j in s.indices { s[j] = s[j] + r[j] * 0.5 }
        if n == 0 {
            let logarithm = integral(along: t, over: t, value: log(t[0]))
            return s.indices.map { s[$0] - logarithm[$0] }
        }
        let factor = s.indices.map { j in j == 0 ? 1 + s[0] * Double(n) : s[j] * Double(n) }
        return product(pole(n - 1, t), factor)
    }
}
