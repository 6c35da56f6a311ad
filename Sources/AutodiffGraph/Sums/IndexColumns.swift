/// Which parameters the terms of one path use: for each the index, if it is the same in all terms, or a column of indices.
struct IndexColumns: Sendable {
    private var first: [UInt32] = []
    private var columns: [[UInt32]?] = []
    private(set) var rowCount = 0

    init() {}

    /// The parameters, by the order of their first use, that all terms have in common.
    var shared: [Int] { columns.indices.filter { columns[$0] == nil } }

    /// The others.
    var differing: [Int] { columns.indices.filter { columns[$0] != nil } }

    /// The indices of the parameters in common.
    var sharedIndices: [UInt32] { shared.map { first[$0] } }

    /// The columns of the others.
    var differingColumns: [[UInt32]] { columns.compactMap { $0 } }

    /// Adds a term's indices as the last row. Returns whether a parameter that was common isn't any more.
    mutating func append(_ indices: UnsafeBufferPointer<UInt32>) -> Bool {
        defer { rowCount += 1 }
        if rowCount == 0 {
            first = Array(indices)
            columns = [[UInt32]?](repeating: nil, count: indices.count)
            return true
        }
        var hasChanged = false
        for i in columns.indices {
            if columns[i] != nil {
                columns[i]!.append(indices[i])
            } else if indices[i] != first[i] {
                columns[i] = [UInt32](repeating: first[i], count: rowCount) + [indices[i]]
                hasChanged = true
            }
        }
        return hasChanged
    }

    /// Puts a term's indices in the place of a row's; see ``append(_:)``.
    mutating func replace(_ row: Int, with indices: UnsafeBufferPointer<UInt32>) -> Bool {
        var hasChanged = false
        for i in columns.indices {
            if columns[i] == nil && indices[i] != first[i] {
                columns[i] = [UInt32](repeating: first[i], count: rowCount)
                hasChanged = true
            }
            columns[i]?[row] = indices[i]
        }
        return hasChanged
    }

    /// Keeps the rows that are listed.
    mutating func keep(_ rows: [Int]) {
        for i in columns.indices where columns[i] != nil {
            let column = columns[i]!
            columns[i] = rows.map { column[$0] }
        }
        rowCount = rows.count
    }
}
