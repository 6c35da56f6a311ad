/// A sparse matrix in compressed rows: a pattern, and a value for each of its entries. All others are zero.
///
///     let j = sparseJacobian(at: grid, of: Tridiagonal())
///     j[3, 4]                             // 0 where the pattern has no entry
///     let product = j.times(grid)
@frozen
public struct SparseMatrix<Scalar> {
    /// Where the entries are.
    public let pattern: SparsityPattern

    @usableFromInline
    package var storage: [Scalar]

    /// The entries' values in the order of the pattern: those of row `i` are `values[pattern.places(ofRow: i)]`. May be
    /// written in place; traps if their number changes.
    @inlinable
    public var values: [Scalar] {
        get { storage }
        _modify {
            defer { checkCount() }
            yield &storage
        }
    }

    /// A matrix from its pattern and a value for each entry. Traps if their number differs.
    @inlinable
    public init(pattern: SparsityPattern, values: [Scalar]) {
        self.pattern = pattern
        storage = values
        checkCount()
    }

    @inlinable
    func checkCount() {
        if storage.count != pattern.count {
            misuse(
                count: storage.count, of: "the values of a sparse matrix", expected: pattern.count,
                "one for each entry of its pattern")
        }
    }

    /// The number of rows (of a Jacobian: outputs).
    @inlinable
    public var rows: Int { pattern.rows }

    /// The number of columns (of a Jacobian: inputs).
    @inlinable
    public var columns: Int { pattern.columns }

    /// The number of entries of the pattern.
    @inlinable
    public var count: Int { storage.count }

    /// The columns and values of row `i`, from left to right. Traps outside the matrix.
    @inlinable
    public func row(_ i: Int) -> [(column: Int, value: Scalar)] {
        pattern.places(ofRow: i).map { (pattern.columnIndices[$0], storage[$0]) }
    }

    /// The matrix with rows and columns exchanged. Cost: O(entries + rows + columns).
    public var transposed: SparseMatrix {
        let (transposed, places) = pattern.transposedWithPlaces()
        return SparseMatrix(pattern: transposed, values: places.map { storage[$0] })
    }

    /// The matrix of `transform` applied to every entry of the pattern.
    @inlinable
    public func map<Other>(_ transform: (Scalar) throws -> Other) rethrows -> SparseMatrix<Other> {
        SparseMatrix<Other>(pattern: pattern, values: try storage.map(transform))
    }
}

extension SparseMatrix: Equatable where Scalar: Equatable {}
extension SparseMatrix: Hashable where Scalar: Hashable {}
extension SparseMatrix: Sendable where Scalar: Sendable {}

extension SparseMatrix where Scalar: RealScalar {
    /// A matrix of zeros with room for the pattern's entries.
    public init(pattern: SparsityPattern) {
        self.init(pattern: pattern, values: [Scalar](repeating: 0, count: pattern.count))
    }

    /// The entry in row `i` and column `j`, both from 0; 0 where the pattern has none. Traps outside the matrix, and where a
    /// value is written that the pattern has no place for.
    ///
    /// Cost: O(log k) for k entries in the row.
    public subscript(i: Int, j: Int) -> Scalar {
        get { pattern.place(i, j).map { storage[$0] } ?? 0 }
        set {
            guard let place = pattern.place(i, j) else {
                misuse(
                    """
                    the pattern of this \(rows) × \(columns) matrix has no entry (\(i), \(j)) that could be written: make a \
                    matrix of a pattern that has it
                    """)
            }
            storage[place] = newValue
        }
    }

    /// A matrix from its entries in any order; those of one place are added up. Traps outside the matrix.
    public init(rows: Int, columns: Int, triplets: [(row: Int, column: Int, value: Scalar)]) {
        SparsityPattern.checkShape(rows, columns)
        var members = [[Int]](repeating: [], count: rows)
        for (i, j, _) in triplets {
            if i < 0 || i >= rows || j < 0 || j >= columns { SparsityPattern.outside(i, j, rows, columns) }
            members[i].append(j)
        }
        self.init(pattern: SparsityPattern(columns: columns, rows: members))
        for (i, j, value) in triplets {
            let place = pattern.place(i, j)!
            storage[place] = storage[place] + value
        }
    }

    /// The matrix with zeros where the pattern has no entry.
    public var dense: Matrix<Scalar> {
        var matrix = Matrix<Scalar>(rows: rows, columns: columns, repeating: 0)
        for i in 0..<rows {
            for k in pattern.places(ofRow: i) { matrix.storage[i * columns + pattern.columnIndices[k]] = storage[k] }
        }
        return matrix
    }

    /// The entries (i, i), as many as the smaller of rows and columns.
    public var diagonal: [Scalar] { (0..<Swift.min(rows, columns)).map { self[$0, $0] } }
}

extension SparseMatrix where Scalar == Double {
    /// The entries of a dense matrix that aren't zero.
    public init(_ matrix: Matrix<Double>) { self.init(matrix, pattern: SparsityPattern(matrix)) }

    /// The entries of a dense matrix that a pattern has, zeros among them. Traps unless both have the same shape.
    public init(_ matrix: Matrix<Double>, pattern: SparsityPattern) {
        if matrix.rows != pattern.rows || matrix.columns != pattern.columns {
            misuse(
                """
                a \(matrix.rows) × \(matrix.columns) matrix has no \(pattern.rows) × \(pattern.columns) pattern: both must \
                have as many rows and as many columns
                """)
        }
        var values: [Double] = []
        values.reserveCapacity(pattern.count)
        for i in 0..<pattern.rows {
            for j in pattern.row(i) { values.append(matrix.storage[i * matrix.columns + j]) }
        }
        self.init(pattern: pattern, values: values)
    }
}

extension SparseMatrix: CustomStringConvertible {
    /// The rows up to 8 × 8, of a larger matrix its pattern's picture.
    public var description: String {
        if rows > 8 || columns > 8 { return pattern.description }
        return (0..<rows).map { i in
            var line = [String](repeating: "·", count: columns)
            for (j, value) in row(i) { line[j] = "\(value)" }
            return "[" + line.joined(separator: ", ") + "]"
        }.joined(separator: "\n")
    }
}
