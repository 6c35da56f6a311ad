import AutodiffCore

/// The conditions of the least |A·x - f| with a residual r = f - A·x to which Aᵀ·r = g: the m + n equations
///
///     | I  A | | r |   | f |
///     | Aᵀ 0 | | x | = | g |
///
/// a linear system like any other, so that derivatives of solution and residual follow by ``SolveRule``. Solved with A = Q·R, after
/// Björck, "Numerical Methods for Least Squares Problems" (1996), 2.4.3; AᵀA is never formed.
@frozen
@usableFromInline
struct LeastSquaresSystem: LinearSystem {
    @usableFromInline let rows: Int
    @usableFromInline let columns: Int

    @inlinable
    init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
    }

    @inlinable
    var order: Int { rows + columns }

    @inlinable
    var entryCount: Int { rows * columns }

    @inlinable
    var isSymmetric: Bool { true }

    @usableFromInline
    func factors(of a: [Double]) -> QRFactors { QRFactors(a, rows: rows, columns: columns) }

    @usableFromInline
    func solve(_ factors: QRFactors, _ b: [Double], columns count: Int, isTransposed: Bool) -> [Double] {
        if factors.zeroPivot != nil { return [Double](repeating: .nan, count: b.count) }
        let (m, n) = (rows, columns)
        var z = Array(b[(m * count)...])
        factors.solveR(&z, columns: count, isTransposed: true)
        var residual = factors.applyQ(Array(b[..<(m * count)]), columns: count, isTransposed: true)
        var x = (0..<n * count).map { residual[$0] - z[$0] }
        factors.solveR(&x, columns: count, isTransposed: false)
        residual.replaceSubrange(..<(n * count), with: z)
        return factors.applyQ(residual, columns: count, isTransposed: false) + x
    }

    @inlinable
    func product<S: RealScalar>(_ a: [S], _ y: Matrix<S>, isTransposed: Bool) -> Matrix<S> {
        let matrix = Matrix(rows: rows, columns: columns, values: a)
        let (residual, x) = (y[rows: ..<rows], y[rows: rows...])
        let entries = matrix.times(x).values + matrix.transposed.times(residual).values
        return Matrix(rows: order, columns: y.columns, values: entries)
    }

    @inlinable
    func outerProduct<S: RealScalar>(_ x: Matrix<S>, _ y: Matrix<S>) -> [S] {
        let first = x[rows: ..<rows].times(y[rows: rows...].transposed).values
        let second = y[rows: ..<rows].times(x[rows: rows...].transposed).values
        return first.indices.map { first[$0] + second[$0] }
    }
}
