// The series of the gamma and Bessel functions. Where one is nil the derivative is left to say what happens at an edge.

extension Series {
    /// ψ⁽ⁿ⁾(u) = (-1)ⁿ⁺¹ (n! Σ 1/(u + i)ⁿ⁺¹ + the asymptotic series of the rest), the sum up to u₀ + i ≥ 12 + n + k, where
    /// the asymptotic series of all derivatives up to order k are good. DLMF 5.15.
    ///
    /// (To put u - u₀ into the series about u₀ would lose most digits where that converges in a narrower circle.)
    @inlinable
    static func polygamma<S: RealScalar>(_ n: Int, _ u: [S], value: S) -> [S] {
        let one = padded([S(1)], u.count)
        let factorial = (0..<n).reduce(1.0) { $0 * Double($1 + 1) }
        var (sum, t, steps) = ([S](repeating: 0, count: u.count), u, 0.0)
        while t[0] < S(12 + n + u.count - 1) {
            let term = power(quotient(one, t, value: 1 / t[0]), n + 1)
            for j in sum.indices { sum[j] += term[j] * factorial }
            steps += 1
            t[0] = u[0] + steps
        }
        let reciprocal = quotient(one, t, value: 1 / t[0])
        let rest = polygammaTail(n, reciprocal, factorial)
        let head: [S]
        if n == 0 {
            head = integral(along: t, over: t, value: log(t[0])).map { -$0 }
        } else {
            head = power(reciprocal, n).map { $0 * (factorial / Double(n)) }
        }
        let sign = n % 2 == 0 ? -1.0 : 1
        return [value] + sum.indices.dropFirst().map { j in (sum[j] + (head[j] + rest[j])) * sign }
    }

    /// n! rⁿ (r/2 + Σ B₂ₘ (2m + n - 1)!/((2m)! n!) r²ᵐ) for r = 1/t.
    @inlinable
    static func polygammaTail<S: RealScalar>(_ n: Int, _ r: [S], _ factorial: Double) -> [S] {
        let square = power(r, 2)
        var sum = [S](repeating: 0, count: r.count)
        for (m, b) in bernoulliNumbers.enumerated().reversed() {
            let even = 2 * m + 2
            // The factors of (2m + n - 1)!/((2m)! n!), m counted from 1.
            let coefficient = (0..<n).reduce(b / Double(even)) { $0 * Double(even + $1) / Double($1 + 1) }
            sum[0] += coefficient
            sum = product(sum, square)
        }
        for j in sum.indices { sum[j] = (sum[j] + r[j] * 0.5) * factorial }
        return n == 0 ? sum : product(sum, power(r, n))
    }

    /// d₀ + d₁ w + d₂ w² + … with w = u - u₀, by Horner's scheme: k³/6 products, and 2k for u = u₀ + u₁ t.
    @inlinable
    static func composition<S: RealScalar>(_ d: [S], _ u: [S]) -> [S] {
        let k = u.count - 1
        if u.dropFirst(2).allSatisfy(\.isZero) {
            var power: S = 1
            return (0...k).map { j in
                if j > 0 { power *= u[1] }
                return S._chain(d[j], power)
            }
        }
        var y = [d[k]]
        for m in (0..<k).reversed() {
            // w has no constant term, so that of what stands farther out fewer terms are needed.
            y = [d[m]] + (1...k - m).map { j in convolution(u, y, j) }
        }
        return y
    }
}

extension Rules.LogGamma {
    /// The series from y' = ψ(u) u'.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        Rules.Polygamma(0).series(u, value: digamma(u[0])).map { Series.integral(of: $0, along: u, value: value) }
    }
}

extension Rules.Polygamma {
    /// The series from the sum over the poles, for u₀ > 0.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        if !(u[0] > 0 && value.primal.isFinite) || order > 150 { return nil }
        return Series.polygamma(order, u, value: value)
    }
}

extension Rules.BesselJ {
    /// The series about u₀, with 2ʲ f⁽ʲ⁾ = Jₙ₋ⱼ - j Jₙ₋ⱼ₊₂ + … ± Jₙ₊ⱼ, binomial coefficients times every second
    /// function in between. DLMF 10.6.7. (The recurrence of Yₙ would let Jₙ drown in rounding errors for small u₀.)
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        if !value.primal.isFinite { return nil }
        let k = u.count - 1
        var differences = (order - k...order + k).map { $0 == order ? value : jn($0, u[0]) }
        let coefficients = (0...k).map { j in
            // Divided by j here already, they are coefficients.
            if j > 0 {
                let halves = 2 * Double(j)
                differences = (0..<differences.count - 2).map { (differences[$0] - differences[$0 + 2]) / halves }
            }
            return differences[k - j]
        }
        return Series.composition(coefficients, u)
    }
}

extension Rules.BesselY {
    /// The series from y' = (z - n y/u) u' and z' = ((n - 1) z/u - y) u', where z is Yₙ₋₁(u). DLMF 10.6.2.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        // Below, y/u overflows where the first coefficient doesn't.
        if !(u[0] > 1e-150 && value.primal.isFinite) { return nil }
        let v = Series.derivative(u)
        let n = Double(order)
        let below = yn(order - 1, u[0])
        var (y, z) = ([value], [below])
        var (yOverU, zOverU) = ([value / u[0]], [below / u[0]])
        var (slopeOfY, slopeOfZ): ([S], [S]) = ([], [])
        for j in 1..<u.count {
            slopeOfY.append(z[j - 1] - yOverU[j - 1] * n)
            slopeOfZ.append(zOverU[j - 1] * (n - 1) - y[j - 1])
            y.append(Series.convolution(v, slopeOfY, j) / Double(j))
            z.append(Series.convolution(v, slopeOfZ, j) / Double(j))
            yOverU.append((y[j] - Series.convolution(u, yOverU, j)) / u[0])
            zOverU.append((z[j] - Series.convolution(u, zOverU, j)) / u[0])
        }
        return y
    }
}
