/// A dense matrix, row-major. A Jacobian has one row for each output and one column for each input.
@frozen
public struct Matrix<Scalar> {
    /// The number of rows (of a Jacobian: outputs).
    public let rows: Int

    /// The number of columns (of a Jacobian: inputs).
    public let columns: Int

    /// The entries, row after row: entry (i, j) is `values[i * columns + j]`.
    @inlinable
    public var values: [Scalar] { storage }

    @usableFromInline
    package var storage: [Scalar]

    /// A matrix from its entries, row after row. Traps if their number is not `rows * columns`.
    @inlinable
    public init(rows: Int, columns: Int, values: [Scalar]) {
        if values.count != Matrix.entryCount(rows, columns) {
            misuse("a \(rows) × \(columns) matrix can't have \(values.count) values: it has rows × columns")
        }
        self.rows = rows
        self.columns = columns
        self.storage = values
    }

    /// A matrix with every entry equal to `value`.
    @inlinable
    public init(rows: Int, columns: Int, repeating value: Scalar) {
        let count = Matrix.entryCount(rows, columns)
        self.init(rows: rows, columns: columns, values: Array(repeating: value, count: count))
    }

    /// The number of entries of a matrix of this shape. Traps if there is no such matrix.
    @inlinable
    static func entryCount(_ rows: Int, _ columns: Int) -> Int {
        let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
        // An array whose size in bytes overflows would be allocated too small.
        let bytes = count.multipliedReportingOverflow(by: MemoryLayout<Scalar>.stride)
        if rows < 0 || columns < 0 || overflow || bytes.overflow || bytes.partialValue > Matrix.largestSize {
            misuse(
                """
                a matrix can't have \(rows) rows and \(columns) columns: neither may be negative, and the entries must fit \
                in memory
                """)
        }
        return count
    }

    /// 2⁴⁷ bytes: what an address has room for today.
    @inlinable
    static var largestSize: Int { Int.max >> 16 }

    /// A matrix from its rows. Traps if they differ in length; no rows make the 0 × 0 matrix.
    @inlinable
    public init(_ rows: [[Scalar]]) {
        let columns = rows.first?.count ?? 0
        for (i, row) in rows.enumerated() where row.count != columns {
            misuse("ragged matrix: row \(i) has \(row.count) entries where row 0 has \(columns)")
        }
        self.init(rows: rows.count, columns: columns, values: Array(rows.joined()))
    }

    @inlinable
    func offset(_ i: Int, _ j: Int) -> Int {
        if i < 0 || i >= rows || j < 0 || j >= columns {
            misuse("no entry (\(i), \(j)) in a \(rows) × \(columns) matrix")
        }
        return i * columns + j
    }

    /// The entry in row `i` and column `j`, both from 0. Traps outside the matrix.
    @inlinable
    public subscript(i: Int, j: Int) -> Scalar {
        get { storage[offset(i, j)] }
        set { storage[offset(i, j)] = newValue }
        _modify { yield &storage[offset(i, j)] }
    }

    /// Row `i`: of a Jacobian, the gradient of output `i`.
    @inlinable
    public func row(_ i: Int) -> [Scalar] {
        if i < 0 || i >= rows { misuse("no row \(i) in a \(rows) × \(columns) matrix") }
        return Array(storage[i * columns..<(i + 1) * columns])
    }

    /// Column `j`: of a Jacobian, the derivative of every output along input `j`.
    @inlinable
    public func column(_ j: Int) -> [Scalar] {
        if j < 0 || j >= columns { misuse("no column \(j) in a \(rows) × \(columns) matrix") }
        return (0..<rows).map { storage[$0 * columns + j] }
    }

    /// The matrix with rows and columns exchanged.
    @inlinable
    public var transposed: Matrix {
        var entries: [Scalar] = []
        entries.reserveCapacity(storage.count)
        for j in 0..<columns {
            for i in 0..<rows { entries.append(storage[i * columns + j]) }
        }
        return Matrix(rows: columns, columns: rows, values: entries)
    }

    /// The matrix of `transform` applied to every entry.
    @inlinable
    public func map<Other>(_ transform: (Scalar) throws -> Other) rethrows -> Matrix<Other> {
        Matrix<Other>(rows: rows, columns: columns, values: try storage.map(transform))
    }
}

extension Matrix: Equatable where Scalar: Equatable {}
extension Matrix: Hashable where Scalar: Hashable {}
extension Matrix: Sendable where Scalar: Sendable {}

extension Matrix: ExpressibleByArrayLiteral {
    /// A matrix from its rows, as in `[[1, 2], [3, 4]]`. Traps if they differ in length.
    @inlinable
    public init(arrayLiteral rows: [Scalar]...) { self.init(rows) }
}

extension Matrix: CustomStringConvertible {
    /// One line for each row.
    public var description: String {
        (0..<rows).map { i in "[" + row(i).map { "\($0)" }.joined(separator: ", ") + "]" }.joined(separator: "\n")
    }
}
