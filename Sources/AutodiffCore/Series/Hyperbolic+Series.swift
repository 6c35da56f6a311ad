extension Rules.Sinh {
    /// The series from y' = c u', c' = y u', where c is the hyperbolic cosine.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        Series.sineAndCosine(u, value, cosh(u[0]), 1).s
    }
}

extension Rules.Cosh {
    /// The series from y' = s u', s' = y u', where s is the hyperbolic sine.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        Series.sineAndCosine(u, sinh(u[0]), value, 1).c
    }
}

extension Rules.Tanh {
    /// The series from y' = w u' with w = 1 - y².
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        let slope = derivative(at: u[0], value: value)
        return Series.quadratic(u, value: value, slope: slope, linear: 0, quadratic: -1)
    }
}

extension Rules.Asinh {
    /// The series from y' r = u' with r² = 1 + u².
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        if !(u[0] > -1e150 && u[0] < 1e150) { return nil }
        let square = [1 + u[0] * u[0]] + u.indices.dropFirst().map { Series.square(u, $0) }
        return Series.integral(along: u, overRootOf: square, value: value)
    }
}

extension Rules.Acosh {
    /// The series from y' r = u' with r² = (u - 1)(u + 1).
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        if !(u[0] > 1 && u[0] < 1e150) { return nil }
        let square = [(u[0] - 1) * (u[0] + 1)] + u.indices.dropFirst().map { Series.square(u, $0) }
        return Series.integral(along: u, overRootOf: square, value: value)
    }
}

extension Rules.Atanh {
    /// The series from y' (1 - u)(1 + u) = u'.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        if !(u[0] > -1 && u[0] < 1) { return nil }
        let square = [(1 - u[0]) * (1 + u[0])] + u.indices.dropFirst().map { -Series.square(u, $0) }
        return Series.integral(along: u, over: square, value: value)
    }
}
