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
