extension SparseMatrix where Scalar: RealScalar {
    /// The product A·x: element i is the sum of row i's entries, from left to right, times those of x. Cost: O(entries).
    ///
    /// - Parameter x: As many elements as A has columns, or a trap with both numbers.
    @inlinable
    public func times(_ x: [Scalar]) -> [Scalar] {
        checkFactor(x.count, columns)
        return (0..<rows).map { i in
            var total: Scalar = 0
            for k in pattern.places(ofRow: i) { total += storage[k] * x[pattern.columnIndices[k]] }
            return total
        }
    }

    /// The product Aᵀ·w, without the transposed matrix. Cost: O(entries).
    ///
    /// - Parameter w: As many elements as A has rows, or a trap with both numbers.
    @inlinable
    public func transposedTimes(_ w: [Scalar]) -> [Scalar] {
        checkFactor(w.count, rows)
        var result = [Scalar](repeating: 0, count: columns)
        for i in 0..<rows {
            for k in pattern.places(ofRow: i) { result[pattern.columnIndices[k]] += storage[k] * w[i] }
        }
        return result
    }

    /// The product A·B with a dense matrix. Cost: O(entries of A · columns of B).
    ///
    /// - Parameter other: A matrix of as many rows as A has columns, or a trap with both numbers.
    @inlinable
    public func times(_ other: Matrix<Scalar>) -> Matrix<Scalar> {
        checkFactor(other.rows, columns)
        var result = Matrix<Scalar>(rows: rows, columns: other.columns, repeating: 0)
        for i in 0..<rows {
            for k in pattern.places(ofRow: i) {
                let first = pattern.columnIndices[k] * other.columns
                for j in 0..<other.columns {
                    result.storage[i * other.columns + j] += storage[k] * other.storage[first + j]
                }
            }
        }
        return result
    }

    /// D·A for the diagonal matrix D: row i times `factors[i]`. Traps unless there is a factor for each row.
    public func scalingRows(by factors: [Scalar]) -> SparseMatrix {
        checkFactor(factors.count, rows)
        var result = self
        for i in 0..<rows {
            for k in pattern.places(ofRow: i) { result.storage[k] = factors[i] * storage[k] }
        }
        return result
    }

    /// A·D for the diagonal matrix D: column j times `factors[j]`. Traps unless there is a factor for each column.
    public func scalingColumns(by factors: [Scalar]) -> SparseMatrix {
        checkFactor(factors.count, columns)
        var result = self
        for k in storage.indices { result.storage[k] = storage[k] * factors[pattern.columnIndices[k]] }
        return result
    }

    /// AᵀA, symmetric: the matrix of the normal equations, with all entries that the pattern allows.
    ///
    /// Cost: the sum of the squares of the rows' numbers of entries, for the pattern as for the values.
    public var gram: SparseMatrix {
        var result = SparseMatrix(pattern: pattern.gram)
        gram(into: &result)
        return result
    }

    /// Writes AᵀA to a matrix of the pattern ``SparsityPattern/gram``, which is found once. Traps where it has no room.
    public func gram(into result: inout SparseMatrix) {
        if result.rows != columns || result.columns != columns {
            misuse("AᵀA of a \(rows) × \(columns) matrix is no \(result.rows) × \(result.columns) matrix")
        }
        for k in result.storage.indices { result.storage[k] = 0 }
        let room = result.pattern
        for i in 0..<rows {
            let places = pattern.places(ofRow: i)
            for k in places {
                // The entries of row i are a part of the row's, in the same order.
                var place = room.rowStarts[pattern.columnIndices[k]]
                let end = room.rowStarts[pattern.columnIndices[k] + 1]
                for l in places {
                    let column = pattern.columnIndices[l]
                    while place < end && room.columnIndices[place] < column { place += 1 }
                    if place == end || room.columnIndices[place] != column {
                        misuse("AᵀA has an entry (\(pattern.columnIndices[k]), \(column)), which its place has not")
                    }
                    result.storage[place] += storage[k] * storage[l]
                }
            }
        }
    }

    /// A + D for the diagonal matrix D, with every entry of the diagonal. Traps unless A is square and has as many rows as
    /// there are elements.
    public func adding(diagonal: [Scalar]) -> SparseMatrix {
        if rows != columns { misuse("a diagonal added to a \(rows) × \(columns) matrix: it must be square") }
        checkFactor(diagonal.count, rows)
        let wider = pattern.union(.diagonal(rows))
        var result = wider.count == count ? self : SparseMatrix(pattern: wider)
        for i in 0..<rows {
            if wider.count != count { for (j, value) in row(i) { result[i, j] = value } }
            result[i, i] = result[i, i] + diagonal[i]
        }
        return result
    }

    @inlinable
    func checkFactor(_ count: Int, _ expected: Int) {
        if count != expected {
            misuse(
                count: count, of: "the other factor", expected: expected,
                "as many as the sparse matrix has rows or columns there")
        }
    }
}
