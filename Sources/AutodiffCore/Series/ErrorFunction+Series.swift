extension Rules.Erf {
    /// The series from y' = g u' and g' = g (-u²)'.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        if !u[0].primal.isFinite { return nil }
        let exponent = u.indices.map { -Series.square(u, $0) }
        let slope = Series.exponential(exponent, value: derivative(at: u[0], value: value))
        return Series.integral(of: slope, along: u, value: value)
    }
}

extension Rules.Erfc {
    /// That of the error function, with the opposite sign.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        Rules.Erf().series(u, value: value).map { Series.multiple(-1, of: $0, value: value) }
    }
}

extension Rules.Erfinv {
    /// The series from y' = g u' and g' = g (y²)'.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        if !(u[0] > -1 && u[0] < 1) { return nil }
        let v = Series.derivative(u)
        var (y, g, w) = ([value], [derivative(at: u[0], value: value)], [S(0)])
        for j in 1..<u.count {
            y.append(Series.convolution(v, g, j) / Double(j))
            w.append(Series.square(y, j) * Double(j))
            g.append(Series.convolution(w, g, j) / Double(j))
        }
        return y
    }
}
