extension Rules.Sqrt {
    /// The series from y² = u.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        if value == 0 {
            return Series.powerAtZero(u, exponent: 0.5) { Series.squareRoot($0, value: sqrt($0[0])) }
        }
        return value > 0 && value.primal.isFinite ? Series.squareRoot(u, value: value) : nil
    }
}

extension Rules.Cbrt {
    /// The series from u y' = y u'/3.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        if value == 0 {
            return Series.powerAtZero(u, exponent: 1 / 3.0, isOdd: true) { series($0, value: cbrt($0[0])) }
        }
        if !value.primal.isFinite { return nil }
        if !u[0].primal._isModerate {
            return Series.multiple(of: series(Series.relative(u), value: 1) ?? [], by: value)
        }
        var y = [value]
        for j in 1..<u.count {
            var sum: S = 0
            for i in 1...j { sum += S._chain(Double(4 * i - 3 * j) * y[j - i], u[i]) }
            y.append(sum / u[0] / Double(3 * j))
        }
        return y
    }
}

extension Rules.IntegerPower {
    /// The series by repeated squaring for 0 ≤ n ≤ 1024, else from u y' = n y u'.
    ///
    /// Repeated squaring is exact at 0, where the recurrence divides by u₀ = 0; its error grows in proportion to n, hence the
    /// limit. For n < 0 the function itself has a pole at 0.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        if exponent > 1 && exponent <= 1024 && u[0]._isZero, let m = Series.leadingZeros(u) {
            return Series.shifted(Series.power(Array(u[m...]), exponent), by: m * exponent, count: u.count)
        }
        if exponent >= 0 && exponent <= 1024 { return [value] + Series.power(u, exponent).dropFirst() }
        return value.primal.isNormal && u[0].primal.isFinite
            ? Series.power(u, exponent: S(exponent), value: value) : nil
    }
}

extension Rules.Power {
    /// That of an integer power if the exponent is a constant integer. Else, for u₀ > 0, the series from u y' = v y u' for
    /// a constant exponent, from y' = y (v log u)' for others.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], _ v: [S], value: S) -> [S]? {
        if v.count == 1, let n = Int(exactly: v[0].primal), (v[0] - S(v[0].primal))._isZero {
            return Rules.IntegerPower(n).series(u, value: value)
        }
        if u[0]._isZero && v.count == 1 && (v[0] - S(v[0].primal))._isZero {
            return Series.powerAtZero(u, exponent: v[0].primal) { series($0, v, value: pow($0[0], v[0])) }
        }
        if !(u[0] > 0 && value.primal.isNormal) { return nil }
        if v.count == 1 { return Series.power(u, exponent: v[0], value: value) }
        let logarithm = u.count == 1 ? [log(u[0])] : Rules.Log().series(u, value: log(u[0])) ?? []
        let exponent = Series.product(Series.padded(logarithm, v.count), v)
        // At a subnormal u₀ the quotient u₁/u₀ may be infinite, and its product with an exponent of 0 nan.
        if !exponent[1].primal.isFinite { return nil }
        return Series.exponential(exponent, value: value)
    }
}

extension Rules.Hypot {
    /// The series from y² = u² + v².
    @inlinable
    public func series<S: RealScalar>(_ u: [S], _ v: [S], value: S) -> [S]? {
        if value == 0 && (u[0]._isZero && v[0]._isZero) { return Series.normAtZero([u, v]) }
        if !(value > 1e-140 && value < 1e140) { return nil }
        let count = Swift.max(u.count, v.count)
        let (u, v) = (Series.padded(u, count), Series.padded(v, count))
        let sum = (0..<count).map { Series.square(u, $0) + Series.square(v, $0) }
        return Series.squareRoot(sum, value: value)
    }
}
