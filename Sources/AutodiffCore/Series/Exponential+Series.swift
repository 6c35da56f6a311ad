extension Rules.Exp {
    /// The series from y' = y u'.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        value.primal == .infinity ? nil : Series.exponential(u, value: value)
    }
}

extension Rules.Expm1 {
    /// The series from (y + 1)' = (y + 1) u'.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        if value.primal == .infinity { return nil }
        return [value] + Series.exponential(u, value: exp(u[0])).dropFirst()
    }
}

extension Rules.Exp2 {
    /// The series from y' = ln 2 · y u'.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        // Between 1024 and 1024.53 2^u₀ is infinite and its derivative is a number.
        value.primal == .infinity ? nil : Series.exponential(u.map { $0 * 0.6931471805599453 }, value: value)
    }
}

extension Rules.Exprel {
    /// For large negative u₀ that of n!/(-u)ⁿ⁺¹, from its value at u₀ and the power of u₀/u. (The derivative, of the order
    /// 1/u₀ⁿ⁺², may have left the range.)
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        if !(u[0] < -0x1p60 && u[0].primal.isFinite && value.primal.isNormal) { return nil }
        let reciprocal = Series.quotient(Series.padded([S(1)], u.count), Series.relative(u), value: 1)
        return Series.multiple(of: Series.power(reciprocal, order + 1), by: value)
    }
}
