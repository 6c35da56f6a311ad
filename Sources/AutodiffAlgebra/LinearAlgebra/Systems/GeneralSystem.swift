import AutodiffCore

/// A system with any matrix, all n² entries of it, row after row; factorised with partial pivoting.
@frozen
@usableFromInline
struct GeneralSystem: DenseSystem {
    @usableFromInline let order: Int

    @inlinable
    init(order: Int) { self.order = order }

    @inlinable
    var entryCount: Int { order * order }

    @inlinable
    var isSymmetric: Bool { false }

    @usableFromInline
    func factors(of a: [Double]) -> LUFactors { LUFactors(a, order: order) }

    @usableFromInline
    func solve(_ factors: LUFactors, _ b: [Double], columns: Int, isTransposed: Bool) -> [Double] {
        if factors.zeroPivot != nil { return [Double](repeating: .nan, count: b.count) }
        return factors.solve(b, columns: columns, isTransposed: isTransposed)
    }

    @inlinable
    func product<S: RealScalar>(_ a: [S], _ y: Matrix<S>, isTransposed: Bool) -> Matrix<S> {
        let matrix = Matrix(rows: order, columns: order, values: a)
        return (isTransposed ? matrix.transposed : matrix).times(y)
    }

    @usableFromInline
    func logDeterminant(_ factors: LUFactors) -> Double {
        factors.zeroPivot == nil ? factors.logDeterminant : .nan
    }

    @inlinable
    func restricted<S: RealScalar>(_ z: Matrix<S>) -> [S] { z.values }
}
