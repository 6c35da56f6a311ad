extension Rules.Divide {
    /// The series from y v = u. Where u and v begin with zeros, the limit: t/(t + t²) is 1 - t + ….
    @inlinable
    public func series<S: RealScalar>(_ u: [S], _ v: [S], value: S) -> [S]? {
        if v.count == 1 { return [value] + u.dropFirst().map { $0._isZero ? 0 : $0 / v[0] } }
        if let quotient = Series.quotientAtZero(u, v) { return quotient }
        return Series.quotient(Series.padded(u, v.count), v, value: value)
    }
}
