import AutodiffCore

/// Second derivatives along eight columns, each with itself: with coordinates as columns, a part of the diagonal of the Hessian.
///
/// Row i is column i, of which the one second derivative in lane i is kept.
@frozen
@usableFromInline
struct MixedDiagonal: MixedPartials {
    @usableFromInline
    var columns: SIMD8<Double>
    @usableFromInline
    var seconds: SIMD8<Double>

    @inlinable
    @inline(__always)
    init(_ columns: SIMD8<Double>, _ seconds: SIMD8<Double>) {
        self.columns = columns
        self.seconds = seconds
    }

    @inlinable
    init(slopes: (Int) -> Double, columns: SIMD8<Double>, mixed: (Int) -> SIMD8<Double>) {
        self.init(columns, SIMD8(repeating: 0))
        for i in 0..<8 { seconds[i] = mixed(i)[i] }
    }

    @inlinable
    static var rowCount: Int { 8 }

    @inlinable
    @inline(__always)
    static var zero: MixedDiagonal { MixedDiagonal(SIMD8(repeating: 0), SIMD8(repeating: 0)) }

    @inlinable
    func slope(_ i: Int) -> Double { columns[i] }

    @inlinable
    func mixed(_ i: Int) -> SIMD8<Double> {
        var mixed = SIMD8(repeating: 0.0)
        mixed[i] = seconds[i]
        return mixed
    }

    @inlinable
    @inline(__always)
    static func sum(_ s: MixedDiagonal, _ t: MixedDiagonal) -> MixedDiagonal {
        MixedDiagonal(SIMD8._add(s.columns, t.columns), SIMD8._add(s.seconds, t.seconds))
    }

    @inlinable
    @inline(__always)
    static func difference(_ s: MixedDiagonal, _ t: MixedDiagonal) -> MixedDiagonal {
        MixedDiagonal(SIMD8._subtract(s.columns, t.columns), SIMD8._subtract(s.seconds, t.seconds))
    }

    @inlinable
    @inline(__always)
    static func negated(_ t: MixedDiagonal) -> MixedDiagonal {
        MixedDiagonal(SIMD8._negate(t.columns), SIMD8._negate(t.seconds))
    }

    @inlinable
    @inline(__always)
    static func scaled(_ c: Double, _ s: MixedDiagonal) -> MixedDiagonal {
        if _slowPath(!c.isFinite) { return chainWithCare(c, 0, s) }
        return MixedDiagonal(SIMD8._multiply(c, s.columns), SIMD8._multiply(c, s.seconds))
    }

    @inlinable
    @inline(__always)
    static func chain(_ d: Double, _ e: Double, _ s: MixedDiagonal) -> MixedDiagonal {
        let columns = SIMD8._multiply(d, s.columns)
        let bend = SIMD8._multiply(e, s.columns)
        if _slowPath(!SIMD8._add(columns, bend)._isFinite) { return chainWithCare(d, e, s) }
        return MixedDiagonal(
            columns, SIMD8._add(SIMD8._multiply(d, s.seconds), SIMD8._product(s.columns, bend)))
    }

    @inlinable
    @inline(__always)
    static func chain(
        _ p: Double, _ s: MixedDiagonal, _ u: SIMD8<Double>, _ q: Double, _ t: MixedDiagonal, _ v: SIMD8<Double>
    ) -> MixedDiagonal {
        // A sum that is finite was made of finite numbers alone.
        let columns = plain(p, s.columns, q, t.columns)
        if _slowPath(!SIMD8._add(columns, SIMD8._add(u, v))._isFinite) { return chainWithCare(p, s, u, q, t, v) }
        return MixedDiagonal(
            columns,
            SIMD8._add(
                plain(p, s.seconds, q, t.seconds),
                SIMD8._add(SIMD8._product(s.columns, u), SIMD8._product(t.columns, v))))
    }
}
