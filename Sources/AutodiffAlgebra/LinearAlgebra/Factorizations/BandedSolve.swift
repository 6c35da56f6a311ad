import AutodiffCore

/// The solution x of A·x = b for a banded matrix A.
///
/// Row i of `bands`, of `lower + 1 + upper` entries, is the row i of A from column i - lower to column i + upper; what lies outside of A isn't
/// read. So `lower` is the number of diagonals below the main one, and the main one is column `lower` of `bands`.
///
///     // 2 on the diagonal, -1 beside it
///     let band: Matrix = [[0.0, 2, -1], [-1, 2, -1], [-1, 2, 0]]
///     print(try solveBanded(band, lower: 1, upper: 1, [1, 0, 1]))   // [1.0, 1.0, 0.9999999999999999]
///
/// By elimination with partial pivoting, within the band. Derivatives by theorem, as with ``LUFactorization``.
///
/// Cost: about 2n·lower·(lower + upper) operations, and for a derivative n·(3·lower + upper).
///
/// Throws ``LinearAlgebraError/singular(pivot:)`` and ``LinearAlgebraError/notFinite(row:column:)`` (of `bands`). Traps unless `bands` has n rows
/// of as many entries as that, and b n elements.
@inlinable
public func solveBanded<S: RealScalar>(_ bands: Matrix<S>, lower: Int, upper: Int, _ b: [S]) throws -> [S] {
    try solveBanded(bands, lower: lower, upper: upper, Matrix(rows: b.count, columns: 1, values: b)).values
}

/// The solution X of A·X = B for a banded matrix A; see ``solveBanded(_:lower:upper:_:)-(_,_,_,[S])``.
@inlinable
public func solveBanded<S: RealScalar>(
    _ bands: Matrix<S>, lower: Int, upper: Int, _ b: Matrix<S>
) throws -> Matrix<S> {
    if lower < 0 || upper < 0 || bands.columns != lower + upper + 1 {
        misuse(
            """
            the bands of a matrix with \(lower) diagonals below the main one and \(upper) above it need \
            \(lower + upper + 1) columns, not \(bands.columns): row i has the entries from column i - lower to i + upper
            """)
    }
    checkRows(b.rows, bands.rows)
    let system = BandedSystem(order: bands.rows, lower: lower, upper: upper)
    let rule = SolveRule(system, columns: b.columns, isTransposed: false, try bandStore(peeked(bands), system))
    return Matrix(rows: b.rows, columns: b.columns, values: S.apply(rule, to: bands.values + b.values))
}

/// The solution x of A·x = b for a tridiagonal matrix A, from its three diagonals.
///
///     print(try solveTridiagonal(lower: [-1, -1], diagonal: [2, 2, 2], upper: [-1, -1], [1, 0, 1]))
///     // [1.0, 1.0, 0.9999999999999999]
///
/// Cost: about 10n operations. By elimination with partial pivoting; derivatives by theorem, as with ``LUFactorization``.
///
/// - Parameters:
///   - lower: The n - 1 entries below the diagonal, A₁₀, A₂₁, …. Traps if there are not as many.
///   - diagonal: The n entries of the diagonal.
///   - upper: The n - 1 entries above the diagonal, A₀₁, A₁₂, …. Traps if there are not as many.
///   - b: The right side. Traps unless it has n elements.
/// - Throws: ``LinearAlgebraError/singular(pivot:)`` and ``LinearAlgebraError/notFinite(row:column:)``.
@inlinable
public func solveTridiagonal<S: RealScalar>(lower: [S], diagonal: [S], upper: [S], _ b: [S]) throws -> [S] {
    let n = diagonal.count
    for (name, side) in [("lower", lower), ("upper", upper)] where side.count != Swift.max(n - 1, 0) {
        misuse(
            count: side.count, of: "the \(name) diagonal of a tridiagonal matrix", expected: Swift.max(n - 1, 0),
            "one less than the main diagonal")
    }
    var bands = Matrix<S>(rows: n, columns: 3, repeating: 0)
    for i in 0..<n {
        bands[i, 1] = diagonal[i]
        if i > 0 { bands[i, 0] = lower[i - 1] }
        if i + 1 < n { bands[i, 2] = upper[i] }
    }
    return try solveBanded(bands, lower: 1, upper: 1, b)
}

@usableFromInline
func bandStore(_ bands: [Double], _ system: BandedSystem) throws -> FactorStore<BandFactors> {
    for i in 0..<system.order {
        for j in system.columns(i) {
            let place = system.lower + j - i
            if !bands[i * system.stride + place].isFinite { throw LinearAlgebraError.notFinite(row: i, column: place) }
        }
    }
    let factors = system.factors(of: bands)
    if let pivot = factors.zeroPivot { throw LinearAlgebraError.singular(pivot: pivot) }
    return FactorStore(bands, factors)
}
