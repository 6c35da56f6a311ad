extension Rules.Sin {
    /// The series from y' = c u', c' = -y u', where c is the cosine.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        Series.sineAndCosine(u, value, cos(u[0]), -1).s
    }
}

extension Rules.Cos {
    /// The series from y' = -s u', s' = y u', where s is the sine.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        Series.sineAndCosine(u, sin(u[0]), value, -1).c
    }
}

extension Rules.Tan {
    /// The series from y' = w u' with w = 1 + y².
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        let slope = derivative(at: u[0], value: value)
        return Series.quadratic(u, value: value, slope: slope, linear: 0, quadratic: 1)
    }
}

extension Rules.Asin {
    /// The series from y' r = u' with r² = (1 - u)(1 + u).
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        if !(u[0] > -1 && u[0] < 1) { return nil }
        let square = [(1 - u[0]) * (1 + u[0])] + u.indices.dropFirst().map { -Series.square(u, $0) }
        return Series.integral(along: u, overRootOf: square, value: value)
    }
}

extension Rules.Acos {
    /// That of the inverse sine, with the opposite sign.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        Rules.Asin().series(u, value: value).map { Series.multiple(-1, of: $0, value: value) }
    }
}

extension Rules.Atan {
    /// The series from y' (1 + u²) = u', or from y' = -(1/u)' where u² would overflow.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        if !u[0].primal.isFinite { return nil }
        if !(u[0] > -1e150 && u[0] < 1e150) {
            let reciprocal = Series.quotient(Series.padded([S(1)], u.count), u, value: 1 / u[0])
            return Series.multiple(-1, of: reciprocal, value: value)
        }
        let square = [1 + u[0] * u[0]] + u.indices.dropFirst().map { Series.square(u, $0) }
        return Series.integral(along: u, over: square, value: value)
    }
}

extension Rules.Atan2 {
    /// The series from y' (u² + v²) = v u' - u v'.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], _ v: [S], value: S) -> [S]? {
        let count = Swift.max(u.count, v.count)
        let (u, v) = (Series.padded(u, count), Series.padded(v, count))
        let square = (0..<count).map { Series.square(u, $0) + Series.square(v, $0) }
        if !(square[0] > 1e-290 && square[0] < 1e300) { return nil }
        let (du, dv) = (Series.derivative(u), Series.derivative(v))
        var y = [value]
        var w: [S] = [0]
        for j in 1..<count {
            let turning = Series.convolution(du, v, j) - Series.convolution(dv, u, j)
            w.append((turning - Series.innerConvolution(w, square, j)) / square[0])
            y.append(w[j] / Double(j))
        }
        return y
    }
}
