extension Matrix where Scalar: RealScalar {
    /// The n × n matrix with ones on its diagonal and zeros elsewhere. Traps for a negative n.
    @inlinable
    public static func identity(_ n: Int) -> Matrix {
        var matrix = Matrix(rows: n, columns: n, repeating: 0)
        for i in 0..<n { matrix.storage[i * n + i] = 1 }
        return matrix
    }

    /// The square matrix with the elements on its diagonal and zeros elsewhere.
    @inlinable
    public static func diagonal(_ elements: [Scalar]) -> Matrix {
        let n = elements.count
        var matrix = Matrix(rows: n, columns: n, repeating: 0)
        for i in 0..<n { matrix.storage[i * n + i] = elements[i] }
        return matrix
    }

    /// The sum of the diagonal. Traps unless the matrix is square.
    @inlinable
    public var trace: Scalar {
        if rows != columns { misuse("the trace of a \(rows) × \(columns) matrix: only a square matrix has one") }
        return sum(diagonal)
    }
}

extension Matrix {
    /// The entries (i, i), as many as the smaller of rows and columns.
    @inlinable
    public var diagonal: [Scalar] { (0..<Swift.min(rows, columns)).map { storage[$0 * columns + $0] } }

    /// The matrix of some of the rows, in order. Traps outside the matrix.
    ///
    ///     let upper = design[rows: 0..<2]
    @inlinable
    public subscript<Bounds: RangeExpression<Int>>(rows bounds: Bounds) -> Matrix {
        let range = bounds.relative(to: Int.min..<Int.max)
        let (first, end) = (
            range.lowerBound == .min ? 0 : range.lowerBound, range.upperBound == .max ? rows : range.upperBound
        )
        if first < 0 || end > rows || first > end {
            misuse("no rows \(first)..<\(end) in a \(rows) × \(columns) matrix")
        }
        return Matrix(
            rows: end - first, columns: columns, values: Array(storage[first * columns..<end * columns]))
    }
}
