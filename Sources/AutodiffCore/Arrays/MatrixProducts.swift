// Named methods, not operators: what `*` may mean decides how long a formula takes to type-check.

extension Matrix where Scalar: RealScalar {
    /// The matrix-vector product A·x: element i is Σⱼ Aᵢⱼ xⱼ, with the bits of a loop.
    ///
    /// Cost: rows·columns multiplications. In reverse mode a large product is recorded as one entry, and swept back by two
    /// products, a small one element by element; see ``times(_:)-(Matrix)``.
    ///
    /// - Parameter x: As many elements as A has columns, or a trap with both numbers.
    @inlinable
    public func times(_ x: [Scalar]) -> [Scalar] { times(Matrix(column: x)).storage }

    /// The matrix product A·B: entry (i, j) is Σₖ Aᵢₖ Bₖⱼ, with the bits of a loop over k.
    ///
    /// Cost: m·p·n multiplications for an m × p and a p × n matrix. In reverse mode a product of 64 multiplications and
    /// more is recorded as one entry, whose sweep takes the two products C̄·Bᵀ and Aᵀ·C̄, a smaller one entry by entry.
    ///
    /// - Parameter other: A matrix of as many rows as A has columns, or a trap with both numbers.
    @inlinable
    public func times(_ other: Matrix) -> Matrix {
        check(other.rows)
        return Scalar._matrixProduct(self, other)
    }

    /// The product A·x with a vector of constants, whose derivatives are neither recorded nor computed.
    @_disfavoredOverload
    @inlinable
    public func times(_ x: [Double]) -> [Scalar] { times(Matrix<Double>(column: x)).storage }

    /// The product A·B with a matrix of constants, such as data, whose derivatives are neither recorded nor computed.
    @_disfavoredOverload
    @inlinable
    public func times(_ other: Matrix<Double>) -> Matrix {
        check(other.rows)
        return Scalar._matrixProduct(self, constants: other)
    }
}

extension Matrix where Scalar == Double {
    /// The product A·x of a matrix of constants, such as data, and a vector.
    @_disfavoredOverload
    @inlinable
    public func times<S: RealScalar>(_ x: [S]) -> [S] { times(Matrix<S>(column: x)).storage }

    /// The product A·B of a matrix of constants, such as data, and a matrix.
    @_disfavoredOverload
    @inlinable
    public func times<S: RealScalar>(_ other: Matrix<S>) -> Matrix<S> {
        check(other.rows)
        return S._matrixProduct(constants: self, other)
    }
}

extension Matrix {
    @inlinable
    init(column: [Scalar]) { self.init(rows: column.count, columns: 1, values: column) }

    @inlinable
    func check(_ count: Int) {
        if count != columns {
            misuse("a \(rows) × \(columns) matrix can't be multiplied by a vector or matrix of \(count) rows")
        }
    }

    /// The matrix whose entries are `entry` of a row of this one and a column of the other, which has as many rows as this
    /// has columns.
    @inlinable
    package func product<Other, Entry>(
        _ other: Matrix<Other>, _ entry: (_ row: ArraySlice<Scalar>, _ column: ArraySlice<Other>) -> Entry
    ) -> Matrix<Entry> {
        let right = other.columns == 1 ? other.storage : other.transposed.storage
        var entries: [Entry] = []
        entries.reserveCapacity(rows * other.columns)
        for i in 0..<rows {
            for j in 0..<other.columns {
                entries.append(
                    entry(storage[i * columns..<(i + 1) * columns], right[j * columns..<(j + 1) * columns]))
            }
        }
        return Matrix<Entry>(rows: rows, columns: other.columns, values: entries)
    }
}

extension RealScalar {
    /// The product A·B, entry by entry.
    @inlinable
    public static func _matrixProduct(_ a: Matrix<Self>, _ b: Matrix<Self>) -> Matrix<Self> {
        a.product(b) { _dot($0, $1) }
    }

    /// The product A·B, entry by entry.
    @inlinable
    public static func _matrixProduct(constants a: Matrix<Double>, _ b: Matrix<Self>) -> Matrix<Self> {
        a.product(b) { _dot(constants: $0, $1) }
    }

    /// The product A·B, entry by entry.
    @inlinable
    public static func _matrixProduct(_ a: Matrix<Self>, constants b: Matrix<Double>) -> Matrix<Self> {
        a.product(b) { _dot(constants: $1, $0) }
    }
}
