extension Rules.Log {
    /// The series from u y' = u'.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        u[0] > 0 ? Series.integral(along: u, over: u, value: value) : nil
    }
}

extension Rules.Log1p {
    /// The series from (1 + u) y' = u'.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        if !(u[0] > -1) { return nil }
        return Series.integral(along: u, over: [1 + u[0]] + u.dropFirst(), value: value)
    }
}

extension Rules.Log2 {
    /// That of the natural logarithm, times log2(e).
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        Rules.Log().series(u, value: value).map { Series.multiple(1.4426950408889634, of: $0, value: value) }
    }
}

extension Rules.Log10 {
    /// That of the natural logarithm, times log10(e).
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        Rules.Log().series(u, value: value).map { Series.multiple(0.4342944819032518, of: $0, value: value) }
    }
}

extension Rules.XLogY {
    /// The series from y' = log(v) u' + (u/v) v'. (A product of the series of u and log v has coefficients u₀/v₀ⁱ, of which
    /// the powers overflow for tiny v₀ before u₀ brings them back.)
    @inlinable
    public func series<S: RealScalar>(_ u: [S], _ v: [S], value: S) -> [S]? {
        if !(v[0] > 0) { return nil }
        let count = Swift.max(u.count, v.count)
        let (u, v) = (Series.padded(u, count), Series.padded(v, count))
        let logarithm = Series.integral(along: v, over: v, value: log(v[0]))
        let first = Series.integral(of: logarithm, along: u, value: value)
        let second = Series.integral(of: Series.quotient(u, v, value: u[0] / v[0]), along: v, value: 0)
        return u.indices.map { first[$0] + second[$0] }
    }
}
