import AutodiffCore

/// The solution of T·X = B for the lower triangle T of a matrix; see ``solveLower(_:_:hasUnitDiagonal:)-(_,[S],_)``.
///
///     print(try solveLower([[2, 0], [1, 4]], [2, 5]))         // [1.0, 1.0]
@inlinable
public func solveLower<S: RealScalar>(_ a: Matrix<S>, _ b: Matrix<S>, hasUnitDiagonal: Bool = false) throws -> Matrix<S>
{
    try checkTriangle(peeked(a), order: checkedOrder(a, for: "solved with"), hasUnitDiagonal)
    checkRows(b.rows, a.rows)
    return solveTriangular(a, b, isLower: true, hasUnitDiagonal: hasUnitDiagonal)
}

/// The solution of T·x = b for the lower triangle T of a matrix, forwards. The upper half isn't read, and has derivative zero; nor is the
/// diagonal where it is taken to be ones.
///
/// Cost: n² operations, and as many for a derivative.
///
/// Throws ``LinearAlgebraError/singular(pivot:)`` at a zero on the diagonal, and ``LinearAlgebraError/notFinite(row:column:)``.
/// Traps unless the matrix is square, and b has as many elements as it rows.
@inlinable
public func solveLower<S: RealScalar>(_ a: Matrix<S>, _ b: [S], hasUnitDiagonal: Bool = false) throws -> [S] {
    try solveLower(a, Matrix(rows: b.count, columns: 1, values: b), hasUnitDiagonal: hasUnitDiagonal).values
}

/// The solution of T·X = B for the upper triangle T of a matrix; see ``solveLower(_:_:hasUnitDiagonal:)-(_,[S],_)``.
///
///     print(try solveUpper([[2, 1], [0, 4]], [3, 4]))         // [1.0, 1.0]
///
/// Cost: n² operations for each column of B.
@inlinable
public func solveUpper<S: RealScalar>(_ a: Matrix<S>, _ b: Matrix<S>, hasUnitDiagonal: Bool = false) throws -> Matrix<S>
{
    try checkTriangle(peeked(a), order: checkedOrder(a, for: "solved with"), hasUnitDiagonal)
    checkRows(b.rows, a.rows)
    return solveTriangular(a, b, isLower: false, hasUnitDiagonal: hasUnitDiagonal)
}

/// The solution of T·x = b for the upper triangle T of a matrix, backwards; see ``solveLower(_:_:hasUnitDiagonal:)-(_,[S],_)``.
@inlinable
public func solveUpper<S: RealScalar>(_ a: Matrix<S>, _ b: [S], hasUnitDiagonal: Bool = false) throws -> [S] {
    try solveUpper(a, Matrix(rows: b.count, columns: 1, values: b), hasUnitDiagonal: hasUnitDiagonal).values
}

@usableFromInline
func checkTriangle(_ entries: [Double], order n: Int, _ hasUnitDiagonal: Bool) throws {
    try checkFinite(entries, columns: n)
    if !hasUnitDiagonal, let pivot = (0..<n).first(where: { entries[$0 * n + $0] == 0 }) {
        throw LinearAlgebraError.singular(pivot: pivot)
    }
}
