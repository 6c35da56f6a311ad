import AutodiffCore

/// The lower triangle L of A = L·Lᵀ, with zeros above its diagonal.
@usableFromInline
struct CholeskyFactors: Sendable {
    let order: Int
    var entries: [Double]

    /// The first pivot that isn't positive, and its value; the columns from it on are not eliminated.
    var failure: (pivot: Int, value: Double)?

    /// Factorises the symmetric matrix with this lower triangle, row after row.
    ///
    /// n³/3 operations, in blocks of columns; the bits are those of the elimination column by column.
    @usableFromInline
    init(triangle: [Double], order n: Int) {
        order = n
        entries = squared(triangle, order: n)
        var panel = [Double](repeating: 0, count: n * Swift.min(n, blockSize))
        failure = withPlace(&entries, columns: n) { a in
            let failure = withPlace(&panel, columns: 1) { panel in a.factorise(order: n, panel.start) }
            // The blocks have been updated as squares.
            for i in 0..<n {
                for j in i + 1..<Swift.max(n, i + 1) { a[i, j] = 0 }
            }
            return failure
        }
    }

    /// A⁻¹·B for B with so many columns.
    @usableFromInline
    func solve(_ b: [Double], columns: Int) -> [Double] {
        var x = b
        withReadPlace(entries, columns: order) { a in
            withPlace(&x, columns: columns) { x in
                a.solve(Triangle(isLower: true, hasUnitDiagonal: false), order: order, x, columns: columns)
                a.transposed.solve(Triangle(isLower: false, hasUnitDiagonal: false), order: order, x, columns: columns)
            }
        }
        return x
    }

    /// The logarithm of the determinant, without overflow.
    @usableFromInline
    var logDeterminant: Double { (0..<order).reduce(0) { $0 + 2 * log(entries[$1 * order + $1]) } }

    /// A⁻¹ = L⁻ᵀ·L⁻¹: 2n³/3 operations.
    @usableFromInline
    var inverse: [Double] {
        let n = order
        var (lower, result) = ([Double](repeating: 0, count: n * n), [Double](repeating: 0, count: n * n))
        withReadPlace(entries, columns: n) { a in
            withPlace(&lower, columns: n) { x in
                a.invertLower(order: n, x)
                withPlace(&result, columns: n) { y in
                    // Rows of the result in blocks, up to the diagonal: Σₖ xₖᵢ xₖⱼ over k ≥ i, with the sign exchanged.
                    for first in stride(from: 0, to: n, by: 2 * blockSize) {
                        let end = Swift.min(first + 2 * blockSize, n)
                        y.from(first, 0).subtractProduct(
                            x.from(first, first).transposed, x.from(first, 0), rows: end - first, columns: end,
                            inner: n - first)
                        for i in first..<end {
                            for j in 0...i {
                                y[i, j] = -y[i, j]
                                y[j, i] = y[i, j]
                            }
                        }
                    }
                }
            }
        }
        return result
    }
}

/// A lower triangle, row after row, as a square with zeros above the diagonal.
func squared(_ triangle: [Double], order n: Int) -> [Double] {
    [Double](unsafeUninitializedCapacity: n * n) { square, count in
        count = n * n
        guard let place = square.baseAddress else { return }
        triangle.withUnsafeBufferPointer { triangle in
            for i in 0..<n {
                let row = place + i * n
                for j in 0...i { row[j] = triangle[i * (i + 1) / 2 + j] }
                for j in i + 1..<Swift.max(n, i + 1) { row[j] = 0 }
            }
        }
    }
}

extension MatrixPlace {
    /// Replaces the lower half by that of ½(A + Aᵀ).
    func formSymmetricPart(order n: Int) {
        // In squares, as one of the two is read down its columns.
        for firstRow in stride(from: 0, to: n, by: 16) {
            for firstColumn in stride(from: 0, through: firstRow, by: 16) {
                for i in firstRow..<Swift.min(firstRow + 16, n) {
                    for j in firstColumn..<Swift.min(firstColumn + 16, i) {
                        // Of equal entries the bits are kept, whatever their size.
                        if self[i, j] != self[j, i] { self[i, j] = 0.5 * self[i, j] + 0.5 * self[j, i] }
                    }
                }
            }
        }
    }

    /// Cholesky's factor in the place of the lower half; `place` has room for a block of columns. Returns the first pivot that isn't positive.
    func factorise(order n: Int, _ place: UnsafeMutablePointer<Double>) -> (pivot: Int, value: Double)? {
        for first in stride(from: 0, to: n, by: blockSize) {
            let end = Swift.min(first + blockSize, n)
            for j in first..<end {
                let pivot = self[j, j]
                if !(pivot > 0) { return (j, pivot) }
                let root = pivot.squareRoot()
                self[j, j] = root
                for i in j + 1..<Swift.max(end, j + 1) { self[i, j] /= root }
                for i in j + 1..<Swift.max(end, j + 1) {
                    let factor = self[i, j]
                    for k in j + 1...i { self[i, k] -= factor * self[k, j] }
                }
            }
            if end == n { break }
            // Below the block L₂₁ᵀ = L₁₁⁻¹·A₂₁ᵀ, row after row, which is also what the rest is updated with.
            let (size, rows) = (end - first, n - end)
            let panel = MatrixPlace(place, stride: rows)
            for i in 0..<rows {
                for j in 0..<size { panel[j, i] = self[end + i, first + j] }
            }
            from(first, first).solve(
                Triangle(isLower: true, hasUnitDiagonal: false), order: size, panel, columns: rows)
            for i in 0..<rows {
                for j in 0..<size { self[end + i, first + j] = panel[j, i] }
            }
            for row in stride(from: 0, to: rows, by: 2 * blockSize) {
                let below = Swift.min(row + 2 * blockSize, rows)
                from(end + row, end).subtractProduct(
                    from(end + row, first), panel, rows: below - row, columns: below, inner: size)
            }
        }
        return nil
    }

    /// The inverse of a lower triangle in the place of x, which is zero: n³/3 operations.
    func invertLower(order n: Int, _ x: MatrixPlace) {
        for first in stride(from: 0, to: n, by: blockSize) {
            let end = Swift.min(first + blockSize, n)
            x.from(first, 0).subtractProduct(
                from(first, 0), x, rows: end - first, columns: first, inner: first)
            for i in first..<end {
                x[i, i] = 1
                for j in first..<i { x.subtract(self[i, j], timesRow: j, fromRow: i, columns: end) }
                x.divide(row: i, by: self[i, i], columns: i + 1)
            }
        }
    }
}
