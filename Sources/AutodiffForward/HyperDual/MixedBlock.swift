import AutodiffCore

/// Second derivatives along four rows and four columns: with coordinates as directions a block of the Hessian.
@frozen
@usableFromInline
struct MixedBlock: MixedPartials {
    @usableFromInline
    var rows: SIMD4<Double>
    @usableFromInline
    var columns: SIMD4<Double>
    @usableFromInline
    var mixed: Mixed

    /// The four rows.
    @usableFromInline
    typealias Mixed = (SIMD4<Double>, SIMD4<Double>, SIMD4<Double>, SIMD4<Double>)

    @inlinable
    @inline(__always)
    init(_ rows: SIMD4<Double>, _ columns: SIMD4<Double>, _ mixed: Mixed) {
        self.rows = rows
        self.columns = columns
        self.mixed = mixed
    }

    @inlinable
    init(slopes: (Int) -> Double, columns: SIMD4<Double>, mixed: (Int) -> SIMD4<Double>) {
        self.init(
            SIMD4(slopes(0), slopes(1), slopes(2), slopes(3)), columns, (mixed(0), mixed(1), mixed(2), mixed(3)))
    }

    @inlinable
    static var rowCount: Int { 4 }

    @inlinable
    @inline(__always)
    static var zero: MixedBlock {
        let zero = SIMD4<Double>(repeating: 0)
        return MixedBlock(zero, zero, (zero, zero, zero, zero))
    }

    @inlinable
    func slope(_ i: Int) -> Double { rows[i] }

    @inlinable
    func mixed(_ i: Int) -> SIMD4<Double> {
        switch i {
        case 0: mixed.0
        case 1: mixed.1
        case 2: mixed.2
        default: mixed.3
        }
    }

    @inlinable
    @inline(__always)
    static func sum(_ s: MixedBlock, _ t: MixedBlock) -> MixedBlock {
        MixedBlock(
            SIMD4._add(s.rows, t.rows), SIMD4._add(s.columns, t.columns),
            (
                SIMD4._add(s.mixed.0, t.mixed.0), SIMD4._add(s.mixed.1, t.mixed.1),
                SIMD4._add(s.mixed.2, t.mixed.2), SIMD4._add(s.mixed.3, t.mixed.3)
            ))
    }

    @inlinable
    @inline(__always)
    static func difference(_ s: MixedBlock, _ t: MixedBlock) -> MixedBlock {
        MixedBlock(
            SIMD4._subtract(s.rows, t.rows), SIMD4._subtract(s.columns, t.columns),
            (
                SIMD4._subtract(s.mixed.0, t.mixed.0), SIMD4._subtract(s.mixed.1, t.mixed.1),
                SIMD4._subtract(s.mixed.2, t.mixed.2), SIMD4._subtract(s.mixed.3, t.mixed.3)
            ))
    }

    @inlinable
    @inline(__always)
    static func negated(_ t: MixedBlock) -> MixedBlock {
        MixedBlock(
            SIMD4._negate(t.rows), SIMD4._negate(t.columns),
            (
                SIMD4._negate(t.mixed.0), SIMD4._negate(t.mixed.1), SIMD4._negate(t.mixed.2),
                SIMD4._negate(t.mixed.3)
            ))
    }

    @inlinable
    @inline(__always)
    static func scaled(_ c: Double, _ s: MixedBlock) -> MixedBlock {
        if _slowPath(!c.isFinite) { return chainWithCare(c, 0, s) }
        return MixedBlock(
            SIMD4._multiply(c, s.rows), SIMD4._multiply(c, s.columns),
            (
                SIMD4._multiply(c, s.mixed.0), SIMD4._multiply(c, s.mixed.1), SIMD4._multiply(c, s.mixed.2),
                SIMD4._multiply(c, s.mixed.3)
            ))
    }

    @inlinable
    @inline(__always)
    static func chain(_ d: Double, _ e: Double, _ s: MixedBlock) -> MixedBlock {
        let rows = SIMD4._multiply(d, s.rows)
        let bend = SIMD4._multiply(e, s.columns)
        if _slowPath(!SIMD4._add(rows, bend)._isFinite) { return chainWithCare(d, e, s) }
        return MixedBlock(
            rows, SIMD4._multiply(d, s.columns),
            (
                row(d, s.mixed.0, s.rows[0], bend), row(d, s.mixed.1, s.rows[1], bend),
                row(d, s.mixed.2, s.rows[2], bend), row(d, s.mixed.3, s.rows[3], bend)
            ))
    }

    @inlinable
    @inline(__always)
    static func chain(
        _ p: Double, _ s: MixedBlock, _ u: SIMD4<Double>, _ q: Double, _ t: MixedBlock, _ v: SIMD4<Double>
    ) -> MixedBlock {
        // A sum that is finite was made of finite numbers alone.
        let rows = plain(p, s.rows, q, t.rows)
        if _slowPath(!SIMD4._add(rows, SIMD4._add(u, v))._isFinite) { return chainWithCare(p, s, u, q, t, v) }
        return MixedBlock(
            rows, plain(p, s.columns, q, t.columns),
            (
                SIMD4._add(row(p, s.mixed.0, s.rows[0], u), row(q, t.mixed.0, t.rows[0], v)),
                SIMD4._add(row(p, s.mixed.1, s.rows[1], u), row(q, t.mixed.1, t.rows[1], v)),
                SIMD4._add(row(p, s.mixed.2, s.rows[2], u), row(q, t.mixed.2, t.rows[2], v)),
                SIMD4._add(row(p, s.mixed.3, s.rows[3], u), row(q, t.mixed.3, t.rows[3], v))
            ))
    }
}
