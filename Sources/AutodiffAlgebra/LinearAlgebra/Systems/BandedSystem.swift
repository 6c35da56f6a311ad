import AutodiffCore

/// A system with a banded matrix: row i of a is the row i of the matrix from column i - lower to column i + upper, of which what
/// lies outside isn't read, and has derivative zero.
@frozen
@usableFromInline
struct BandedSystem: LinearSystem {
    @usableFromInline let order: Int
    @usableFromInline let lower: Int
    @usableFromInline let upper: Int

    @inlinable
    init(order: Int, lower: Int, upper: Int) {
        self.order = order
        self.lower = lower
        self.upper = upper
    }

    @inlinable
    var stride: Int { lower + upper + 1 }

    @inlinable
    var entryCount: Int { order * stride }

    @inlinable
    var isSymmetric: Bool { false }

    @usableFromInline
    func factors(of a: [Double]) -> BandFactors { BandFactors(a, order: order, lower: lower, upper: upper) }

    @usableFromInline
    func solve(_ factors: BandFactors, _ b: [Double], columns: Int, isTransposed: Bool) -> [Double] {
        if factors.zeroPivot != nil { return [Double](repeating: .nan, count: b.count) }
        return factors.solve(b, columns: columns, isTransposed: isTransposed)
    }

    /// The columns of row i that are in the band.
    @inlinable
    func columns(_ i: Int) -> Range<Int> { Swift.max(i - lower, 0)..<Swift.min(i + upper + 1, order) }

    @inlinable
    func product<S: RealScalar>(_ a: [S], _ y: Matrix<S>, isTransposed: Bool) -> Matrix<S> {
        var result = Matrix<S>(rows: order, columns: y.columns, repeating: 0)
        for i in 0..<order {
            for j in columns(i) {
                let entry = a[i * stride + lower + j - i]
                for k in 0..<y.columns {
                    if isTransposed { result[j, k] += entry * y[i, k] } else { result[i, k] += entry * y[j, k] }
                }
            }
        }
        return result
    }

    @inlinable
    func outerProduct<S: RealScalar>(_ x: Matrix<S>, _ y: Matrix<S>) -> [S] {
        var result = [S](repeating: 0, count: entryCount)
        for i in 0..<order {
            for j in columns(i) {
                var total = x[i, 0] * y[j, 0]
                for k in 1..<Swift.max(x.columns, 1) { total += x[i, k] * y[j, k] }
                result[i * stride + lower + j - i] = total
            }
        }
        return result
    }
}
