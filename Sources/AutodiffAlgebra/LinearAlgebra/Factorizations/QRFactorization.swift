import AutodiffCore

/// The factors A = Q·R of a matrix with at least as many rows as columns, computed once and used for any number of least squares problems.
///
///     let fit = try qr(design)
///     let coefficients = fit.solve(observations)          // the least |A·x - b|
///
/// Computed by Householder's reflections on plain numbers; AᵀA is never formed, which would square the condition. Derivatives come by
/// theorem, at every level of nesting: those of the solution and the residual from the equations of the normal form, with the same factors. In a
/// compiled function a later matrix without full rank has results that are nan.
@frozen
public struct QRFactorization<Scalar: RealScalar> {
    /// A.
    public let matrix: Matrix<Scalar>

    @usableFromInline
    let store: FactorStore<QRFactors>

    /// Factorises a matrix; see ``qr(_:)``.
    @inlinable
    public init(_ matrix: Matrix<Scalar>) throws {
        if matrix.rows < matrix.columns {
            misuse(
                """
                a \(matrix.rows) × \(matrix.columns) matrix has no least squares solution of its own: it needs at least as \
                many rows as columns
                """)
        }
        self.matrix = matrix
        store = try qrStore(peeked(matrix), rows: matrix.rows, columns: matrix.columns)
    }

    @inlinable
    var system: LeastSquaresSystem { LeastSquaresSystem(rows: matrix.rows, columns: matrix.columns) }

    /// Residuals and solutions, one below the other.
    @inlinable
    func solved(_ b: Matrix<Scalar>) -> Matrix<Scalar> {
        checkRows(b.rows, matrix.rows)
        let zeros = [Scalar](repeating: 0, count: matrix.columns * b.columns)
        let rule = SolveRule(system, columns: b.columns, isTransposed: false, store)
        return Matrix(
            rows: system.order, columns: b.columns, values: Scalar.apply(rule, to: matrix.values + b.values + zeros))
    }

    /// The x with the least |A·x - b|. Traps unless b has as many elements as A has rows.
    ///
    /// Cost: about 8mn operations, and as many for a derivative.
    @inlinable
    public func solve(_ b: [Scalar]) -> [Scalar] { solve(Matrix(rows: b.count, columns: 1, values: b)).values }

    /// The X with the least |A·X - B|, column by column. Traps unless B has as many rows as A.
    @inlinable
    public func solve(_ b: Matrix<Scalar>) -> Matrix<Scalar> { solved(b)[rows: matrix.rows...] }

    /// b - A·x for the x with the least |A·x - b|, accurate also where it is small.
    @inlinable
    public func residual(_ b: [Scalar]) -> [Scalar] {
        solved(Matrix(rows: b.count, columns: 1, values: b))[rows: ..<matrix.rows].values
    }

    @inlinable
    var factors: (q: Matrix<Scalar>, r: Matrix<Scalar>) {
        let rule = QRRule(system, store)
        return rule.factors(Scalar.apply(rule, to: matrix.values))
    }

    /// The m × n matrix Q, whose columns are orthonormal.
    ///
    /// Cost: 4mn² operations, and as many for a derivative.
    @inlinable
    public var q: Matrix<Scalar> { factors.q }

    /// The n × n upper triangle R, whose diagonal is positive, which makes it unique; cost as that of ``q``.
    @inlinable
    public var r: Matrix<Scalar> { factors.r }
}

/// Factorises a matrix with at least as many rows as columns by Householder's reflections; see ``QRFactorization``.
///
///     let r = try qr(design).r
///
/// Cost: 2n²(m - n/3) operations on plain numbers.
///
/// Throws ``LinearAlgebraError/singular(pivot:)`` where a diagonal entry of R is exactly 0, so that the columns up to that one are
/// linearly dependent, and ``LinearAlgebraError/notFinite(row:column:)``. A matrix whose columns are dependent but for rounding errors isn't told from others. Traps if it has more
/// columns than rows.
@inlinable
public func qr<S: RealScalar>(_ a: Matrix<S>) throws -> QRFactorization<S> { try QRFactorization(a) }

/// The x with the least |A·x - b|, by ``QRFactorization``.
///
///     print(try leastSquares(design, observations))   // [1.0000000000000002, 1.9999999999999998]
///
/// Throws if the columns of A are dependent; see ``qr(_:)``. Traps if A has more columns than rows, and unless b has as many elements as A rows.
///
/// Cost: 2n²(m - n/3) operations on plain numbers.
@inlinable
public func leastSquares<S: RealScalar>(_ a: Matrix<S>, _ b: [S]) throws -> [S] { try QRFactorization(a).solve(b) }

@usableFromInline
func qrStore(_ entries: [Double], rows: Int, columns: Int) throws -> FactorStore<QRFactors> {
    try checkFinite(entries, columns: columns)
    let factors = QRFactors(entries, rows: rows, columns: columns)
    if let pivot = factors.zeroPivot { throw LinearAlgebraError.singular(pivot: pivot) }
    return FactorStore(entries, factors)
}
