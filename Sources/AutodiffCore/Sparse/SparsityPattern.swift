/// Which entries of a matrix may differ from zero, in compressed rows: a column of each entry, sorted in each row.
///
///     let p = SparsityPattern.banded(1_000, 1)          // tridiagonal
///     print(p.row(5))                                   // [4, 5, 6]
///
/// The entries of row `i` are `columnIndices[rowStarts[i]..<rowStarts[i + 1]]`.
@frozen
public struct SparsityPattern: Sendable, Hashable {
    /// The number of rows (of a Jacobian: outputs).
    public let rows: Int

    /// The number of columns (of a Jacobian: inputs).
    public let columns: Int

    /// For each row the place of its first entry, and at the end the number of entries.
    public let rowStarts: [Int]

    /// The column of each entry, row after row, rising in each row.
    public let columnIndices: [Int]

    /// A pattern from its compressed rows, which aren't looked at.
    @usableFromInline
    package init(rows: Int, columns: Int, sortedStarts: [Int], columnIndices: [Int]) {
        self.rows = rows
        self.columns = columns
        rowStarts = sortedStarts
        self.columnIndices = columnIndices
    }

    /// A pattern from its compressed rows.
    ///
    /// Traps unless there are `rows` + 1 starts, from 0 to the number of entries and never falling, and unless the columns of
    /// each row rise and lie in the matrix.
    public init(rows: Int, columns: Int, rowStarts: [Int], columnIndices: [Int]) {
        SparsityPattern.checkShape(rows, columns)
        if rowStarts.count != rows + 1 {
            misuse(
                count: rowStarts.count, of: "the row starts of a pattern", expected: rows + 1,
                "one for each row, and the number of entries")
        }
        if rowStarts[0] != 0 || rowStarts[rows] != columnIndices.count {
            misuse("the row starts of a pattern begin at 0 and end with the number of entries, \(columnIndices.count)")
        }
        for i in 0..<rows {
            if rowStarts[i] > rowStarts[i + 1] { misuse("the row starts of a pattern fall at row \(i)") }
        }
        for i in 0..<rows {
            for k in rowStarts[i]..<rowStarts[i + 1] {
                let column = columnIndices[k]
                if column < 0 || column >= columns { SparsityPattern.outside(i, column, rows, columns) }
                if k > rowStarts[i] && column <= columnIndices[k - 1] {
                    misuse("the columns of row \(i) of a pattern don't rise: \(columnIndices[k - 1]), \(column)")
                }
            }
        }
        self.init(rows: rows, columns: columns, sortedStarts: rowStarts, columnIndices: columnIndices)
    }

    /// A pattern from the columns of each row, in any order; one that is named twice counts once. Traps outside the matrix.
    ///
    ///     SparsityPattern(columns: 3, rows: [[0, 1], [2]])
    public init(columns: Int, rows: [[Int]]) {
        SparsityPattern.checkShape(rows.count, columns)
        var starts = [0]
        starts.reserveCapacity(rows.count + 1)
        var indices: [Int] = []
        for (i, row) in rows.enumerated() {
            let first = indices.count
            for column in row.sorted() {
                if column < 0 || column >= columns { SparsityPattern.outside(i, column, rows.count, columns) }
                if indices.count == first || indices[indices.count - 1] != column { indices.append(column) }
            }
            starts.append(indices.count)
        }
        self.init(rows: rows.count, columns: columns, sortedStarts: starts, columnIndices: indices)
    }

    /// The number of entries.
    @inlinable
    public var count: Int { columnIndices.count }

    /// The entries' share of the matrix, from 0 to 1; 0 of a matrix without rows or columns.
    public var density: Double {
        rows == 0 || columns == 0 ? 0 : Double(count) / Double(rows) / Double(columns)
    }

    /// The places of row `i`'s entries. Traps outside the matrix.
    @inlinable
    public func places(ofRow i: Int) -> Range<Int> {
        if i < 0 || i >= rows { misuse("no row \(i) in a \(rows) × \(columns) pattern") }
        return rowStarts[i]..<rowStarts[i + 1]
    }

    /// The columns of row `i`'s entries, rising. Traps outside the matrix.
    @inlinable
    public func row(_ i: Int) -> ArraySlice<Int> { columnIndices[places(ofRow: i)] }

    /// The place of entry (i, j) in `columnIndices`, and of its value in a matrix; nil where there is no entry. Traps outside
    /// the matrix.
    ///
    /// Cost: O(log k) for k entries in the row.
    public func place(_ i: Int, _ j: Int) -> Int? {
        if j < 0 || j >= columns { SparsityPattern.outside(i, j, rows, columns) }
        var range = places(ofRow: i)
        while !range.isEmpty {
            let middle = (range.lowerBound + range.upperBound) / 2
            if columnIndices[middle] == j { return middle }
            range =
                columnIndices[middle] < j ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return nil
    }

    /// Whether there is an entry (i, j). Traps outside the matrix.
    public func contains(_ i: Int, _ j: Int) -> Bool { place(i, j) != nil }

    static func checkShape(_ rows: Int, _ columns: Int) {
        if rows < 0 || columns < 0 { misuse("a pattern can't have \(rows) rows and \(columns) columns") }
    }

    @usableFromInline
    @inline(never)
    static func outside(_ i: Int, _ j: Int, _ rows: Int, _ columns: Int) -> Never {
        misuse("no entry (\(i), \(j)) in a \(rows) × \(columns) pattern")
    }
}
