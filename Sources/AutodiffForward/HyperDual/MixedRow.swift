import AutodiffCore

/// Second derivatives along one direction and eight columns: with a direction v eight numbers of the Hessian times v.
@frozen
@usableFromInline
struct MixedRow: MixedPartials {
    @usableFromInline
    var slope: Double
    @usableFromInline
    var columns: SIMD8<Double>
    @usableFromInline
    var mixed: SIMD8<Double>

    @inlinable
    @inline(__always)
    init(_ slope: Double, _ columns: SIMD8<Double>, _ mixed: SIMD8<Double>) {
        self.slope = slope
        self.columns = columns
        self.mixed = mixed
    }

    @inlinable
    init(
        slopes: (Int) -> Double, columns: SIMD8<Double>, mixed: (Int) -> SIMD8<Double>
    ) {
        self.init(slopes(0), columns, mixed(0))
    }

    @inlinable
    static var rowCount: Int { 1 }

    @inlinable
    @inline(__always)
    static var zero: MixedRow { MixedRow(0, SIMD8(repeating: 0), SIMD8(repeating: 0)) }

    @inlinable
    func slope(_ i: Int) -> Double { slope }

    @inlinable
    func mixed(_ i: Int) -> SIMD8<Double> { mixed }

    @inlinable
    @inline(__always)
    static func sum(_ s: MixedRow, _ t: MixedRow) -> MixedRow {
        MixedRow(s.slope + t.slope, SIMD8._add(s.columns, t.columns), SIMD8._add(s.mixed, t.mixed))
    }

    @inlinable
    @inline(__always)
    static func difference(_ s: MixedRow, _ t: MixedRow) -> MixedRow {
        MixedRow(s.slope - t.slope, SIMD8._subtract(s.columns, t.columns), SIMD8._subtract(s.mixed, t.mixed))
    }

    @inlinable
    @inline(__always)
    static func negated(_ t: MixedRow) -> MixedRow {
        MixedRow(-t.slope, SIMD8._negate(t.columns), SIMD8._negate(t.mixed))
    }

    @inlinable
    @inline(__always)
    static func scaled(_ c: Double, _ s: MixedRow) -> MixedRow {
        if _slowPath(!c.isFinite) { return chainWithCare(c, 0, s) }
        return MixedRow(c * s.slope, SIMD8._multiply(c, s.columns), SIMD8._multiply(c, s.mixed))
    }

    @inlinable
    @inline(__always)
    static func chain(_ d: Double, _ e: Double, _ s: MixedRow) -> MixedRow {
        let slope = d * s.slope
        let bend = SIMD8._multiply(e, s.columns)
        if _slowPath(!slope.isFinite || !bend._isFinite) { return chainWithCare(d, e, s) }
        return MixedRow(slope, SIMD8._multiply(d, s.columns), row(d, s.mixed, s.slope, bend))
    }

    @inlinable
    @inline(__always)
    static func chain(
        _ p: Double, _ s: MixedRow, _ u: SIMD8<Double>, _ q: Double, _ t: MixedRow, _ v: SIMD8<Double>
    ) -> MixedRow {
        // A sum that is finite was made of finite numbers alone.
        let slope = p * s.slope + q * t.slope
        if _slowPath(!slope.isFinite || !SIMD8._add(u, v)._isFinite) { return chainWithCare(p, s, u, q, t, v) }
        return MixedRow(
            slope, plain(p, s.columns, q, t.columns),
            SIMD8._add(row(p, s.mixed, s.slope, u), row(q, t.mixed, t.slope, v)))
    }
}
