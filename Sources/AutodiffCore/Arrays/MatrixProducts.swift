// Named methods, not operators: what `*` may mean decides how long a formula takes to type-check.

extension Matrix where Scalar: RealScalar {
    /// The matrix-vector product A·x: element i is Σⱼ Aᵢⱼ xⱼ, with the bits of a loop. Traps unless `x` has as many
    /// elements as A has columns. In reverse mode each element of the result is recorded as one entry.
    @inlinable
    public func times(_ x: [Scalar]) -> [Scalar] {
        check(x.count)
        return (0..<rows).map { Scalar.dot(storage[$0 * columns..<($0 + 1) * columns], x[...]) }
    }

    /// The matrix product A·B: entry (i, j) is Σₖ Aᵢₖ Bₖⱼ, with the bits of a loop. Traps unless B has as many rows as A
    /// has columns. In reverse mode each entry of the result is recorded as one entry.
    @inlinable
    public func times(_ other: Matrix) -> Matrix {
        check(other.rows)
        let right = other.transposed
        var entries: [Scalar] = []
        entries.reserveCapacity(rows * other.columns)
        for i in 0..<rows {
            let row = storage[i * columns..<(i + 1) * columns]
            for j in 0..<other.columns {
                entries.append(Scalar.dot(row, right.storage[j * columns..<(j + 1) * columns]))
            }
        }
        return Matrix(rows: rows, columns: other.columns, values: entries)
    }
}

extension Matrix where Scalar == Double {
    /// The product A·x of a matrix of constants, such as data, and a vector.
    @_disfavoredOverload
    @inlinable
    public func times<S: RealScalar>(_ x: [S]) -> [S] {
        check(x.count)
        return (0..<rows).map { S.dot(constants: storage[$0 * columns..<($0 + 1) * columns], x[...]) }
    }
}

extension Matrix {
    @inlinable
    func check(_ count: Int) {
        if count != columns {
            misuse("a \(rows) × \(columns) matrix can't be multiplied by a vector or matrix of \(count) rows")
        }
    }
}
