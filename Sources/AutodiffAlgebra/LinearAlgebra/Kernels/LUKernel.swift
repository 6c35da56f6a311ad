import AutodiffCore

/// The factors of P·A = L·U: below the diagonal L, whose diagonal is ones, and above it U.
@usableFromInline
struct LUFactors: Sendable {
    let order: Int
    var entries: [Double]

    /// Row i of P·A is row `permutation[i]` of A.
    var permutation: [Int]

    /// Whether the permutation is odd.
    var isOdd = false

    /// The first pivot that is 0; the columns to the right of it are not eliminated.
    var zeroPivot: Int?

    /// Elimination with partial pivoting: of the entries left in a column the largest becomes the pivot, of equal ones the first.
    ///
    /// 2n³/3 operations, in blocks of columns; the bits are those of the elimination column by column.
    init(_ matrix: [Double], order n: Int) {
        order = n
        entries = matrix
        permutation = Array(0..<n)
        var panel = [Double](repeating: 0, count: n * Swift.min(n, blockSize))
        withPlace(&panel, columns: 1) { panel in
            for first in stride(from: 0, to: n, by: blockSize) where zeroPivot == nil {
                eliminate(first..<Swift.min(first + blockSize, n), panel.start)
            }
        }
    }

    /// Eliminates a block of columns, for which `place` has room, and updates the columns to the right of it.
    private mutating func eliminate(_ block: Range<Int>, _ place: UnsafeMutablePointer<Double>) {
        let (n, first, end) = (order, block.lowerBound, block.upperBound)
        let rows = n - first
        // The block column after column, so that all loops run over memory in order.
        let panel = MatrixPlace(place, stride: rows)
        var exchanges: [Int] = []
        (zeroPivot, exchanges) = withPlace(&entries, columns: n) { a in
            for i in 0..<rows {
                for j in 0..<block.count { panel[j, i] = a[first + i, first + j] }
            }
            let (zero, exchanges) = panel.eliminatedColumns(block.count, rows: rows)
            for (j, i) in exchanges.enumerated() { a.exchange(row: first + j, with: first + i, columns: n) }
            for i in 0..<rows {
                for j in 0..<block.count { a[first + i, first + j] = panel[j, i] }
            }
            if let zero { return (first + zero, exchanges) }
            a.from(first, first).solve(
                Triangle(isLower: true, hasUnitDiagonal: true), order: block.count, a.from(first, end),
                columns: n - end)
            a.from(end, end).subtractProduct(
                a.from(end, first), a.from(first, end), rows: n - end, columns: n - end, inner: block.count)
            return (nil, exchanges)
        }
        for (j, i) in exchanges.enumerated() where i != j {
            permutation.swapAt(first + j, first + i)
            isOdd.toggle()
        }
    }

    /// A⁻¹·B or A⁻ᵀ·B for B with so many columns.
    func solve(_ b: [Double], columns: Int, isTransposed: Bool) -> [Double] {
        let n = order
        var x = [Double](repeating: 0, count: b.count)
        let lower = Triangle(isLower: !isTransposed, hasUnitDiagonal: true)
        let upper = Triangle(isLower: isTransposed, hasUnitDiagonal: false)
        if isTransposed {
            var y = b
            withReadPlace(entries, columns: n) { a in
                withPlace(&y, columns: columns) { y in
                    a.transposed.solve(upper, order: n, y, columns: columns)
                    a.transposed.solve(lower, order: n, y, columns: columns)
                }
            }
            for i in 0..<n {
                for j in 0..<columns { x[permutation[i] * columns + j] = y[i * columns + j] }
            }
        } else {
            for i in 0..<n {
                for j in 0..<columns { x[i * columns + j] = b[permutation[i] * columns + j] }
            }
            withReadPlace(entries, columns: n) { a in
                withPlace(&x, columns: columns) { x in
                    a.solve(lower, order: n, x, columns: columns)
                    a.solve(upper, order: n, x, columns: columns)
                }
            }
        }
        return x
    }

    /// The product of the pivots, with the sign of the permutation.
    var determinant: Double {
        if zeroPivot != nil { return 0 }
        return (0..<order).reduce(isOdd ? -1 : 1) { $0 * entries[$1 * order + $1] }
    }

    /// The logarithm of the determinant's magnitude, without overflow.
    var logDeterminant: Double {
        (0..<order).reduce(0) { $0 + log(entries[$1 * order + $1].magnitude) }
    }
}

extension MatrixPlace {
    /// Eliminates `count` columns of so many rows, each of which is a row of this place.
    ///
    /// - Returns: The first column without a pivot, and the row with which each column's first row was exchanged.
    func eliminatedColumns(_ count: Int, rows: Int) -> (zero: Int?, exchanges: [Int]) {
        var exchanges: [Int] = []
        for j in 0..<count {
            let column = row(j)
            var pivotRow = j
            for i in j + 1..<Swift.max(rows, j + 1) where column[i].magnitude > column[pivotRow].magnitude {
                pivotRow = i
            }
            exchanges.append(pivotRow)
            if pivotRow != j {
                for k in 0..<count { (self[k, j], self[k, pivotRow]) = (self[k, pivotRow], self[k, j]) }
            }
            let pivot = column[j]
            if pivot == 0 { return (j, exchanges) }
            for i in j + 1..<Swift.max(rows, j + 1) { column[i] /= pivot }
            for k in j + 1..<Swift.max(count, j + 1) {
                let other = row(k)
                AutodiffAlgebra.subtractMultiple(other + j + 1, other[j], column + j + 1, rows - j - 1)
            }
        }
        return (nil, exchanges)
    }
}
