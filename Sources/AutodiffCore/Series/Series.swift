// Truncated power series as arrays of coefficients, u(t) = u₀ + u₁ t + … + u_k t^k, and the recurrences by which a rule
// computes the series of its value: each follows from a differential equation that the function satisfies, and costs
// O(k²). See Griewank & Walther, Evaluating Derivatives (2008), chapter 13.
//
// The coefficients of an argument beyond the first are treated like tangents: one that is zero contributes nothing to a sum,
// even if its factor is infinite. That is what `S._chain` does.
//
// A rule returns nil instead of a series at the edges of its domain and of the range of `Double`, where the recurrence would
// divide by zero or overflow. `Taylor` then takes the rule's derivative, which knows its edges.

/// The recurrences.
@usableFromInline
package enum Series {
    /// i·uᵢ for every coefficient: those of t·u'(t).
    @inlinable
    static func derivative<S: RealScalar>(_ u: [S]) -> [S] { u.indices.map { u[$0] * Double($0) } }

    /// v₁ g_{j-1} + … + vⱼ g₀, or up to v_degree if that is the last that isn't zero.
    @inlinable
    static func convolution<S: RealScalar>(_ v: [S], _ g: [S], _ j: Int, degree: Int = .max) -> S {
        var sum: S = 0
        for i in stride(from: 1, through: Swift.min(j, degree), by: 1) { sum += S._chain(g[j - i], v[i]) }
        return sum
    }

    /// v₁ g_{j-1} + … + v_{j-1} g₁.
    @inlinable
    static func innerConvolution<S: RealScalar>(_ v: [S], _ g: [S], _ j: Int) -> S {
        var sum: S = 0
        for i in stride(from: 1, to: j, by: 1) { sum += S._chain(g[j - i], v[i]) }
        return sum
    }

    /// The coefficient j of u².
    @inlinable
    static func square<S: RealScalar>(_ u: [S], _ j: Int) -> S {
        var sum: S = 0
        for i in stride(from: 1, through: (j - 1) / 2, by: 1) { sum += S._chain(u[j - i], u[i]) }
        sum = sum + sum
        if j % 2 == 0 { return sum + u[j / 2] * u[j / 2] + (j == 0 ? S(0) : twice(S._chain(u[0], u[j]))) }
        return sum + twice(S._chain(u[0], u[j]))
    }

    @inlinable
    static func twice<S: RealScalar>(_ x: S) -> S { x + x }

    /// `u`, or a constant followed by zeros.
    @inlinable
    static func padded<S: RealScalar>(_ u: [S], _ count: Int) -> [S] {
        u.count == 1 ? u + [S](repeating: 0, count: count - 1) : u
    }

    /// The product a b.
    @inlinable
    static func product<S: RealScalar>(_ a: [S], _ b: [S]) -> [S] {
        a.indices.map { j in
            j == 0 ? a[0] * b[0] : S._chain(b[0], a[j], a[0], b[j]) + innerConvolution(a, b, j)
        }
    }

    /// The quotient a / b, where q₀ = `value`: q b = a. O(k) if b is a polynomial of low degree.
    @inlinable
    static func quotient<S: RealScalar>(_ a: [S], _ b: [S], value: S) -> [S] {
        let degree = b.lastIndex { !$0._isZero } ?? 0
        var q = [value]
        for j in 1..<a.count { q.append((a[j] - convolution(b, q, j, degree: degree)) / b[0]) }
        return q
    }

    /// y with y' = g u', where y₀ = `value`.
    @inlinable
    static func integral<S: RealScalar>(of g: [S], along u: [S], value: S) -> [S] {
        let v = derivative(u)
        return u.indices.map { j in j == 0 ? value : convolution(v, g, j) / Double(j) }
    }

    /// y with y' r = u', where y₀ = `value`.
    @inlinable
    static func integral<S: RealScalar>(along u: [S], over r: [S], value: S) -> [S] {
        var y = [value]
        var v: [S] = [0]
        for j in 1..<u.count {
            v.append((u[j] * Double(j) - innerConvolution(v, r, j)) / r[0])
            y.append(v[j] / Double(j))
        }
        return y
    }

    /// y with y' √q = u', where y₀ = `value`.
    @inlinable
    static func integral<S: RealScalar>(along u: [S], overRootOf q: [S], value: S) -> [S] {
        integral(along: u, over: squareRoot(q, value: sqrt(q[0])), value: value)
    }

    /// y with y' = factor · x', where y₀ = `value`.
    @inlinable
    static func multiple<S: RealScalar>(_ factor: Double, of x: [S], value: S) -> [S] {
        [value] + x.dropFirst().map { $0 * factor }
    }

    /// u/u₀, whose value is 1.
    @inlinable
    static func relative<S: RealScalar>(_ u: [S]) -> [S] { [1] + u.dropFirst().map { $0._isZero ? 0 : $0 / u[0] } }

    /// `value` times a series whose value is 1.
    @inlinable
    static func multiple<S: RealScalar>(of x: [S], by value: S) -> [S] {
        [value] + x.dropFirst().map { S._chain(value, $0) }
    }

    /// y = e^u times a constant, where y₀ = `value`: y' = y u'.
    @inlinable
    static func exponential<S: RealScalar>(_ u: [S], value: S) -> [S] {
        let v = derivative(u)
        var y = [value]
        for j in 1..<u.count { y.append(convolution(v, y, j) / Double(j)) }
        return y
    }

    /// y = √u, where y₀ = `value`: y² = u.
    @inlinable
    static func squareRoot<S: RealScalar>(_ u: [S], value: S) -> [S] {
        var y = [value]
        for j in 1..<u.count { y.append((u[j] - innerConvolution(y, y, j)) / (value + value)) }
        return y
    }

    /// y = u^r, where y₀ = `value`: u y' = r y u'.
    @inlinable
    static func power<S: RealScalar>(_ u: [S], exponent r: S, value: S) -> [S] {
        if !(u[0].primal._isModerate && value.primal._isModerate) && u[0] != 1 {
            // The products with y would overflow, or vanish, where the quotients by u₀ don't.
            return multiple(of: power(relative(u), exponent: r, value: 1), by: value)
        }
        var y = [value]
        for j in 1..<u.count {
            // The recurrence has two sums, r Σ i uᵢ yⱼ₋ᵢ and -Σ (j - i) uᵢ yⱼ₋ᵢ. Their terms cancel where r i = j - i, for
            // whole numbers r for example: exactly, if the factors are subtracted first.
            var sum: S = 0
            for i in 1...j { sum += S._chain((r * Double(i) - Double(j - i)) * y[j - i], u[i]) }
            y.append(sum / u[0] / Double(j))
        }
        return y
    }

    /// y = u^n for n ≥ 0 by repeated squaring: no division, so exact at u₀ = 0.
    @inlinable
    static func power<S: RealScalar>(_ u: [S], _ n: Int) -> [S] {
        var result = [S(1)] + [S](repeating: 0, count: u.count - 1)
        var (square, rest, isOne) = (u, n, true)
        while rest > 0 {
            if rest % 2 == 1 {
                result = isOne ? square : product(result, square)
                isOne = false
            }
            rest /= 2
            if rest > 0 { square = u.indices.map { Series.square(square, $0) } }
        }
        return result
    }

    /// s and c with s' = c u' and c' = σ s u': sine and cosine for σ = -1, the hyperbolic ones for σ = 1.
    @inlinable
    static func sineAndCosine<S: RealScalar>(_ u: [S], _ sine: S, _ cosine: S, _ sigma: Double) -> (s: [S], c: [S]) {
        let v = derivative(u)
        var (s, c) = ([sine], [cosine])
        for j in 1..<u.count {
            let (next, other) = (convolution(v, c, j), convolution(v, s, j))
            s.append(next / Double(j))
            c.append(other * sigma / Double(j))
        }
        return (s, c)
    }

    /// y with y' = w u' and w = w₀ + α (y - y₀) + β (y² - y₀²), where y₀ = `value` and w₀ = `slope`. The tangent has α = 0 and
    /// β = 1, the hyperbolic one α = 0 and β = -1, the logistic function α = 1 and β = -1.
    @inlinable
    static func quadratic<S: RealScalar>(
        _ u: [S], value: S, slope: S, linear alpha: Double, quadratic beta: Double
    ) -> [S] {
        let v = derivative(u)
        let factor = alpha + twice(value) * beta
        var (y, w) = ([value], [slope])
        for j in 1..<u.count {
            y.append(convolution(v, w, j) / Double(j))
            w.append(S._chain(factor, y[j]) + innerConvolution(y, y, j) * beta)
        }
        return y
    }
}
