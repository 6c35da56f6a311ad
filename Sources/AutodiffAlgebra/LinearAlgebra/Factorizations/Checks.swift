import AutodiffCore

/// The values of the entries. On a recording they are no part of the program.
@inlinable
func peeked<S: RealScalar>(_ a: Matrix<S>) -> [Double] { a.values.map(\._peek) }

/// The number of rows of a square matrix.
@inlinable
func checkedOrder<S>(_ a: Matrix<S>, for verb: StaticString) -> Int {
    if a.rows != a.columns { misuse("a \(a.rows) × \(a.columns) matrix can't be \(verb): it has to be square") }
    return a.rows
}

@inlinable
func checkRows(_ count: Int, _ order: Int) {
    if count != order {
        misuse(count: count, of: "the right side of a linear system", expected: order, "one for each row of the matrix")
    }
}

/// Throws if an entry is infinite or nan.
@usableFromInline
func checkFinite(_ entries: [Double], columns: Int) throws {
    if areFinite(entries) { return }
    if let i = entries.firstIndex(where: { !$0.isFinite }) {
        throw LinearAlgebraError.notFinite(row: i / columns, column: i % columns)
    }
}

/// Throws if an entry of a lower triangle, row after row, is infinite or nan.
func checkFinite(triangle: [Double]) throws {
    if areFinite(triangle) { return }
    var (row, first) = (0, 0)
    while first < triangle.count {
        if let j = (0...row).first(where: { !triangle[first + $0].isFinite }) {
            throw LinearAlgebraError.notFinite(row: row, column: j)
        }
        row += 1
        first += row
    }
}

private func areFinite(_ entries: [Double]) -> Bool {
    // One more in the place of the exponent overflows into the sign, once that is cleared, where the exponent is all ones.
    var signs: UInt64 = 0
    for entry in entries { signs |= (entry.bitPattern & 0x7FFF_FFFF_FFFF_FFFF) &+ 0x0010_0000_0000_0000 }
    return signs >> 63 == 0
}

/// The scalars as numbers, if they are.
@inlinable
func numbers<S: RealScalar>(_ x: [S]) -> [Double]? { S.self == Double.self ? unsafeBitCast(x, to: [Double].self) : nil }

/// Numbers as the scalars that ``numbers(_:)`` has found them to be.
@inlinable
func scalars<S: RealScalar>(_ x: [Double]) -> [S] { unsafeBitCast(x, to: [S].self) }
