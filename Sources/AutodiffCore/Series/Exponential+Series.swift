// The series of exponentials and logarithms. Where one is nil the derivative is left to say what happens at an edge.

extension Rules.Exp {
    /// The series from y' = y u'.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        Series.exponential(u, value: value)
    }
}

extension Rules.Expm1 {
    /// The series from (y + 1)' = (y + 1) u'.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        [value] + Series.exponential(u, value: exp(u[0])).dropFirst()
    }
}

extension Rules.Exp2 {
    /// The series from y' = ln 2 · y u'.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        Series.exponential(u.map { $0 * 0.6931471805599453 }, value: value)
    }
}

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
    /// The series from u y' = log2(e) u'.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        if !(u[0] > 0) { return nil }
        return [value] + Series.integral(along: u, over: u, value: value).dropFirst().map { $0 * 1.4426950408889634 }
    }
}

extension Rules.Log10 {
    /// The series from u y' = log10(e) u'.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        if !(u[0] > 0) { return nil }
        return [value] + Series.integral(along: u, over: u, value: value).dropFirst().map { $0 * 0.4342944819032518 }
    }
}

extension Rules.Sigmoid {
    /// The series from y' = w u' with w = y - y².
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        let slope = derivative(at: u[0], value: value)
        return Series.quadratic(u, value: value, slope: slope, linear: 1, quadratic: -1)
    }
}

extension Rules.Softplus {
    /// The series from y' = σ(u) u', where σ is the logistic function.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        let sigma = Rules.Sigmoid().series(u, value: sigmoid(u[0]))
        return sigma.map { Series.integral(of: $0, along: u, value: value) }
    }
}

extension Rules.LogSigmoid {
    /// The series from y' = σ(-u) u', where σ is the logistic function.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        let sigma = Rules.Sigmoid().series(u.map { -$0 }, value: sigmoid(-u[0]))
        return sigma.map { Series.integral(of: $0, along: u, value: value) }
    }
}

extension Rules.LogAddExp {
    /// The series from y' = σ(u - v) u' + σ(v - u) v', where σ is the logistic function and the two add up to 1.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], _ v: [S], value: S) -> [S]? {
        if !u[0].primal.isFinite || !v[0].primal.isFinite { return nil }
        let count = Swift.max(u.count, v.count)
        let (u, v) = (Series.padded(u, count), Series.padded(v, count))
        let (shareOfU, shareOfV) = partials(u[0], v[0], value: value)
        let difference = u.indices.map { u[$0] - v[$0] }
        let sigma = Series.quadratic(
            difference, value: shareOfU, slope: shareOfU * shareOfV, linear: 1, quadratic: -1)
        let complement = [shareOfV] + sigma.dropFirst().map { -$0 }
        let first = Series.integral(of: sigma, along: u, value: value)
        let second = Series.integral(of: complement, along: v, value: 0)
        return u.indices.map { first[$0] + second[$0] }
    }
}
