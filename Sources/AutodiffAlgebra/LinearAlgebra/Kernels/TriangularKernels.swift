/// Which half of a matrix is read, and whether its diagonal is ones.
struct Triangle {
    let isLower: Bool
    let hasUnitDiagonal: Bool
}

extension MatrixPlace {
    /// T⁻¹·X in the place of X, n × columns with contiguous rows, where T is the given half of this matrix.
    ///
    /// Forwards for a lower triangle, backwards for an upper one: a block of rows at a time, and then the rest less the block's
    /// product.
    func solve(_ triangle: Triangle, order n: Int, _ x: MatrixPlace, columns: Int) {
        if triangle.isLower {
            for first in stride(from: 0, to: n, by: blockSize) {
                let end = Swift.min(first + blockSize, n)
                for i in first..<end {
                    for j in first..<i { x.subtract(self[i, j], timesRow: j, fromRow: i, columns: columns) }
                    if !triangle.hasUnitDiagonal { x.divide(row: i, by: self[i, i], columns: columns) }
                }
                x.from(end, 0).subtractProduct(
                    from(end, first), x.from(first, 0), rows: n - end, columns: columns, inner: end - first)
            }
        } else {
            for end in stride(from: n, to: 0, by: -blockSize) {
                let first = Swift.max(end - blockSize, 0)
                for i in (first..<end).reversed() {
                    for j in (i + 1..<end).reversed() {
                        x.subtract(self[i, j], timesRow: j, fromRow: i, columns: columns)
                    }
                    if !triangle.hasUnitDiagonal { x.divide(row: i, by: self[i, i], columns: columns) }
                }
                x.subtractProduct(
                    from(0, first), x.from(first, 0), rows: first, columns: columns, inner: end - first)
            }
        }
    }

    /// The first zero on the diagonal of an n × n matrix.
    func zeroPivot(order n: Int) -> Int? { (0..<n).first { self[$0, $0] == 0 } }
}
