// The series of powers, and of the quotient. Where one is nil the derivative is left to say what happens at an edge.

extension Rules.Divide {
    /// The series from y v = u.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], _ v: [S], value: S) -> [S]? {
        if v.count == 1 { return [value] + u.dropFirst().map { $0 / v[0] } }
        return Series.quotient(Series.padded(u, v.count), v, value: value)
    }
}

extension Rules.Sqrt {
    /// The series from y² = u.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        value > 0 && value.primal.isFinite ? Series.squareRoot(u, value: value) : nil
    }
}

extension Rules.Cbrt {
    /// The series from u y' = y u'/3.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        if value == 0 || !value.primal.isFinite { return nil }
        var y = [value]
        for j in 1..<u.count {
            var sum: S = 0
            for i in 1...j { sum += S.chain(Double(4 * i - 3 * j) * y[j - i], u[i]) }
            y.append(sum / u[0] / Double(3 * j))
        }
        return y
    }
}

extension Rules.IntegerPower {
    /// The series by repeated squaring, exact at 0; for a negative exponent that of the quotient.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        if exponent >= 0 { return [value] + Series.power(u, exponent).dropFirst() }
        if exponent == Int.min { return nil }
        let one = Series.padded([S(1)], u.count)
        return Series.quotient(one, Series.power(u, -exponent), value: value)
    }
}

extension Rules.Power {
    /// The series from u y' = v y u' for a constant exponent, else from y' = y (v log u)'. At u₀ ≤ 0 it is that of an
    /// integer power if the exponent is an integer constant; for others only the first derivative is known there.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], _ v: [S], value: S) -> [S]? {
        let count = Swift.max(u.count, v.count)
        if v.count == 1 {
            if u[0] > 0 && value.primal.isNormal { return Series.power(u, exponent: v[0], value: value) }
            if let n = Int(exactly: v[0].primal), (v[0] - S(v[0].primal)).isZero, n.magnitude < 1 << 20 {
                return Rules.IntegerPower(n).series(u, value: value)
            }
        } else if u[0] > 0 {
            let logarithm = Rules.Log().series(u, value: log(u[0]))
            let exponent = Series.product(Series.padded(logarithm ?? [log(u[0])], count), v)
            return Series.exponential(exponent, value: value)
        }
        let (p, q) = partials(u[0], v[0], value: value)
        let (first, second) = (u.count > 1 ? u[1] : 0, v.count > 1 ? v[1] : 0)
        return [value, S.chain(p, first, q, second)] + [S](repeating: S(.nan), count: count - 2)
    }
}

extension Rules.Hypot {
    /// The series from y² = u² + v².
    @inlinable
    public func series<S: RealScalar>(_ u: [S], _ v: [S], value: S) -> [S]? {
        if !(value > 1e-140 && value < 1e140) { return nil }
        let count = Swift.max(u.count, v.count)
        let (u, v) = (Series.padded(u, count), Series.padded(v, count))
        let sum = (0..<count).map { Series.square(u, $0) + Series.square(v, $0) }
        return Series.squareRoot(sum, value: value)
    }
}

extension Rules.XLogY {
    /// The series of u log v.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], _ v: [S], value: S) -> [S]? {
        if !(v[0] > 0) { return nil }
        let count = Swift.max(u.count, v.count)
        let logarithm = v.count == 1 ? [log(v[0])] : Rules.Log().series(v, value: log(v[0])) ?? []
        let product = Series.product(Series.padded(u, count), Series.padded(logarithm, count))
        return [value] + product.dropFirst()
    }
}
