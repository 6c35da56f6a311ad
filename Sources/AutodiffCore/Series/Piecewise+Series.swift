// A series has one direction and knows how its argument goes on, so that at a kink it often can tell the piece that the function
// takes on both sides: t² is positive before and after 0, and |t²| is t². Duals, hyper-duals and tapes can't. Of u = x² + y² - xy/2
// what they carry along x and y is the mixed derivative -½, whose sign says nothing about that of u, or no second derivative at
// all; there a kink's slope is its convention's.

extension Series {
    /// The sign of u(t) on both sides of t = 0: that of the first coefficient that isn't zero, if its power is even. Nil if it is
    /// odd, and u crosses zero; if all are zero; with a nan; and if nothing but the derivatives of a coefficient differ from zero.
    @inlinable
    static func sign<S: RealScalar>(_ u: [S]) -> Double? {
        guard let first = u.firstIndex(where: { !$0._isZero }), first % 2 == 0 else { return nil }
        let sign = u[first].primal
        return sign > 0 ? 1 : sign < 0 ? -1 : nil
    }

    /// The sign of u(t) - v(t), likewise.
    @inlinable
    static func sign<S: RealScalar>(_ u: [S], minus v: [S]) -> Double? { sign(u.indices.map { u[$0] - v[$0] }) }

    /// `u`, with the value that the rule has computed.
    @inlinable
    static func piece<S: RealScalar>(_ u: [S], value: S) -> [S] { [value] + u.dropFirst() }
}

extension Rules.Abs {
    /// That of u or of -u, whichever is positive on both sides; at a kink that u crosses none, but what follows from the slope.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        Series.sign(u).map { Series.piece($0 > 0 ? u : u.map { -$0 }, value: value) }
    }
}

extension Rules.ReLU {
    /// That of u or of 0, as u is positive or negative on both sides; at a kink that u crosses none, but what follows from the
    /// slope.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        Series.sign(u).map { Series.piece($0 > 0 ? u : Series.padded([0], u.count), value: value) }
    }
}

extension Rules.Max {
    /// That of the argument which is larger on both sides; where they cross none, but what follows from the slopes.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], _ v: [S], value: S) -> [S]? {
        let (u, v) = (Series.padded(u, v.count), Series.padded(v, u.count))
        return Series.sign(u, minus: v).map { Series.piece($0 > 0 ? u : v, value: value) }
    }
}

extension Rules.Min {
    /// That of the argument which is smaller on both sides; where they cross none, but what follows from the slopes.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], _ v: [S], value: S) -> [S]? {
        let (u, v) = (Series.padded(u, v.count), Series.padded(v, u.count))
        return Series.sign(u, minus: v).map { Series.piece($0 > 0 ? v : u, value: value) }
    }
}
