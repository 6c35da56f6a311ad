import _AutodiffShims

/// Entries of a matrix somewhere in memory: entry (i, j) is at `start + i * rowStride + j * columnStride`.
@frozen
@usableFromInline
package struct MatrixView<Scalar> {
    @usableFromInline package let start: UnsafePointer<Scalar>
    @usableFromInline package let rows: Int
    @usableFromInline package let columns: Int
    @usableFromInline package let rowStride: Int
    @usableFromInline package let columnStride: Int

    @inlinable
    package init(
        _ start: UnsafePointer<Scalar>, rows: Int, columns: Int, rowStride: Int, columnStride: Int
    ) {
        self.start = start
        self.rows = rows
        self.columns = columns
        self.rowStride = rowStride
        self.columnStride = columnStride
    }

    /// A matrix row after row.
    @inlinable
    package init(_ start: UnsafePointer<Scalar>, rows: Int, columns: Int) {
        self.init(start, rows: rows, columns: columns, rowStride: columns, columnStride: 1)
    }

    /// The same entries, with rows and columns exchanged.
    @inlinable
    package var transposed: MatrixView {
        MatrixView(start, rows: columns, columns: rows, rowStride: columnStride, columnStride: rowStride)
    }

    @inlinable
    package subscript(i: Int, j: Int) -> Scalar { start[i * rowStride + j * columnStride] }
}

extension MatrixView<Double> {
    /// The entries of A·B, row after row, with the bits of a loop over k that begins with 0.
    @usableFromInline
    package static func product(_ a: MatrixView, _ b: MatrixView) -> [Double] {
        // A product with a vector and its transpose have the same entries in the same order, so the one of the two that
        // reads memory in order may be computed.
        if b.columns == 1 ? a.columnStride != 1 && a.rowStride == 1 : a.rows == 1 && b.columnStride != 1 {
            return rowwiseProduct(b.transposed, a.transposed)
        }
        if b.columns == 1 || b.columnStride == 1 { return rowwiseProduct(a, b) }
        return b.copied { rowwiseProduct(a, $0) }
    }

    /// Calls `body` with a copy whose rows are contiguous.
    private func copied(_ body: (MatrixView) -> [Double]) -> [Double] {
        var copy = [Double]()
        copy.reserveCapacity(rows * columns)
        for i in 0..<rows {
            for j in 0..<columns { copy.append(self[i, j]) }
        }
        return copy.withUnsafeBufferPointer { copy in
            guard let start = copy.baseAddress else { return body(self) }
            return body(MatrixView(start, rows: rows, columns: columns))
        }
    }

    /// A·B, where the rows of B are contiguous: in tiles of two rows and eight columns, whose sums stay in registers.
    private static func rowwiseProduct(_ a: MatrixView, _ b: MatrixView) -> [Double] {
        let n = b.columns
        var product = [Double](repeating: 0, count: a.rows * n)
        product.withUnsafeMutableBufferPointer { entries in
            guard let c = entries.baseAddress else { return }
            if n >= 8 && a.rows >= 4 && a.columns >= 4 && a.rowStride >= 0 && a.columnStride >= 0 {
                // The same in the widest vectors that the processor has.
                autodiffAddProduct(
                    c, n, a.start, a.rowStride, a.columnStride, b.start, b.rowStride, a.rows, n, a.columns)
                return
            }
            var j = 0
            while n - j >= 8 {
                columns(SIMD8<Double>.self, from: j, a, b, c)
                j += 8
            }
            if n - j >= 4 {
                columns(SIMD4<Double>.self, from: j, a, b, c)
                j += 4
            }
            if n - j >= 2 {
                columns(SIMD2<Double>.self, from: j, a, b, c)
                j += 2
            }
            if n > j { lastColumn(j, a, b, c) }
        }
        return product
    }

    /// As many columns of A·B as the vector has lanes.
    @inline(__always)
    private static func columns<Vector: PartialsVector>(
        _ type: Vector.Type, from j: Int, _ a: MatrixView, _ b: MatrixView, _ c: UnsafeMutablePointer<Double>
    ) {
        let (m, p, n) = (a.rows, a.columns, b.columns)
        var i = 0
        while i < m {
            var (row0, row1) = (a.start + i * a.rowStride, a.start + Swift.min(i + 1, m - 1) * a.rowStride)
            var factor = b.start + j
            var (sum0, sum1) = (Vector.zero, Vector.zero)
            for _ in 0..<p {
                let vector = UnsafeRawPointer(factor).loadUnaligned(as: Vector.self)
                sum0 = Vector._add(sum0, Vector._multiply(row0.pointee, vector))
                sum1 = Vector._add(sum1, Vector._multiply(row1.pointee, vector))
                row0 += a.columnStride
                row1 += a.columnStride
                factor += b.rowStride
            }
            UnsafeMutableRawPointer(c + i * n + j).storeBytes(of: sum0, as: Vector.self)
            if i + 1 < m { UnsafeMutableRawPointer(c + (i + 1) * n + j).storeBytes(of: sum1, as: Vector.self) }
            i += 2
        }
    }

    /// A column of A·B, four rows at a time: each sum waits for itself.
    private static func lastColumn(_ j: Int, _ a: MatrixView, _ b: MatrixView, _ c: UnsafeMutablePointer<Double>) {
        let (m, p, n) = (a.rows, a.columns, b.columns)
        var i = 0
        while i + 4 <= m {
            var row = a.start + i * a.rowStride
            var factor = b.start + j
            var (sum0, sum1, sum2, sum3) = (0.0, 0.0, 0.0, 0.0)
            for _ in 0..<p {
                let x = factor.pointee
                sum0 += row[0] * x
                sum1 += row[a.rowStride] * x
                sum2 += row[2 * a.rowStride] * x
                sum3 += row[3 * a.rowStride] * x
                row += a.columnStride
                factor += b.rowStride
            }
            c[i * n + j] = sum0
            c[(i + 1) * n + j] = sum1
            c[(i + 2) * n + j] = sum2
            c[(i + 3) * n + j] = sum3
            i += 4
        }
        while i < m {
            var sum = 0.0
            for k in 0..<p { sum += a[i, k] * b[k, j] }
            c[i * n + j] = sum
            i += 1
        }
    }
}
