extension SparsityPattern {
    /// No entries at all.
    public static func empty(_ rows: Int, _ columns: Int) -> SparsityPattern {
        checkShape(rows, columns)
        return SparsityPattern(
            rows: rows, columns: columns, sortedStarts: [Int](repeating: 0, count: rows + 1), columnIndices: [])
    }

    /// Every entry.
    public static func dense(_ rows: Int, _ columns: Int) -> SparsityPattern {
        checkShape(rows, columns)
        return SparsityPattern(
            rows: rows, columns: columns, sortedStarts: (0...rows).map { $0 * columns },
            columnIndices: (0..<rows).flatMap { _ in 0..<columns })
    }

    /// The diagonal of an n × n matrix.
    public static func diagonal(_ n: Int) -> SparsityPattern { banded(n, 0) }

    /// The diagonal of an n × n matrix and the one on either side.
    public static func tridiagonal(_ n: Int) -> SparsityPattern { banded(n, 1) }

    /// The entries (i, j) of an n × n matrix with |i - j| ≤ k.
    public static func banded(_ n: Int, _ k: Int) -> SparsityPattern { banded(n, below: k, above: k) }

    /// The entries (i, j) of an n × n matrix with -`below` ≤ j - i ≤ `above`. Traps for negative numbers.
    public static func banded(_ n: Int, below: Int, above: Int) -> SparsityPattern {
        checkShape(n, n)
        if below < 0 || above < 0 { misuse("a band has no \(below) diagonals below and \(above) above the main one") }
        var starts = [0]
        var indices: [Int] = []
        for i in 0..<n {
            indices += Swift.max(0, i - Swift.min(below, n))..<Swift.min(n, i + Swift.min(above, n) + 1)
            starts.append(indices.count)
        }
        return SparsityPattern(rows: n, columns: n, sortedStarts: starts, columnIndices: indices)
    }

    /// The entries of a matrix that aren't zero; nan isn't.
    public init(_ matrix: Matrix<Double>) {
        var starts = [0]
        var indices: [Int] = []
        for i in 0..<matrix.rows {
            for j in 0..<matrix.columns where matrix.storage[i * matrix.columns + j] != 0 { indices.append(j) }
            starts.append(indices.count)
        }
        self.init(rows: matrix.rows, columns: matrix.columns, sortedStarts: starts, columnIndices: indices)
    }
}

extension SparsityPattern {
    /// The pattern with rows and columns exchanged. Cost: O(entries + rows + columns).
    public var transposed: SparsityPattern { transposedWithPlaces().pattern }

    /// The transposed pattern, and for each of its entries the place of the same entry here.
    package func transposedWithPlaces() -> (pattern: SparsityPattern, places: [Int]) {
        var starts = [Int](repeating: 0, count: columns + 1)
        var indices = [Int](repeating: 0, count: count)
        var places = indices
        starts.withUnsafeMutableBufferPointer { starts in
            for j in columnIndices { starts[j + 1] += 1 }
            for j in 0..<columns { starts[j + 1] += starts[j] }
        }
        var next = starts
        next.withUnsafeMutableBufferPointer { next in
            indices.withUnsafeMutableBufferPointer { indices in
                places.withUnsafeMutableBufferPointer { places in
                    for i in 0..<rows {
                        for k in rowStarts[i]..<rowStarts[i + 1] {
                            let place = next[columnIndices[k]]
                            next[columnIndices[k]] = place + 1
                            indices[place] = i
                            places[place] = k
                        }
                    }
                }
            }
        }
        return (
            SparsityPattern(rows: columns, columns: rows, sortedStarts: starts, columnIndices: indices), places
        )
    }

    /// The entries of either. Traps unless both have the same shape.
    public func union(_ other: SparsityPattern) -> SparsityPattern {
        checkSameShape(other)
        if self == other { return self }
        var starts = [0]
        starts.reserveCapacity(rows + 1)
        var indices: [Int] = []
        indices.reserveCapacity(Swift.max(count, other.count))
        for i in 0..<rows {
            var (a, b) = (rowStarts[i], other.rowStarts[i])
            let (endA, endB) = (rowStarts[i + 1], other.rowStarts[i + 1])
            while a < endA || b < endB {
                let left = a < endA ? columnIndices[a] : Int.max
                let right = b < endB ? other.columnIndices[b] : Int.max
                indices.append(Swift.min(left, right))
                if left <= right { a += 1 }
                if right <= left { b += 1 }
            }
            starts.append(indices.count)
        }
        return SparsityPattern(rows: rows, columns: columns, sortedStarts: starts, columnIndices: indices)
    }

    /// Whether every entry is one of `other`'s. Traps unless both have the same shape.
    public func isSubset(of other: SparsityPattern) -> Bool { firstEntry(missingFrom: other) == nil }

    /// The first entry that `other` doesn't have. Traps unless both have the same shape.
    public func firstEntry(missingFrom other: SparsityPattern) -> (row: Int, column: Int)? {
        checkSameShape(other)
        for i in 0..<rows {
            var b = other.rowStarts[i]
            let end = other.rowStarts[i + 1]
            for j in row(i) {
                while b < end && other.columnIndices[b] < j { b += 1 }
                if b == end || other.columnIndices[b] != j { return (i, j) }
            }
        }
        return nil
    }

    /// Whether the pattern is square, and with every entry (i, j) has (j, i).
    public var isSymmetric: Bool { rows == columns && transposed == self }

    /// The pattern of AᵀA for a matrix A of this pattern: the pairs of columns that meet in a row. It is symmetric.
    ///
    /// Cost: the sum of the squares of the rows' numbers of entries.
    public var gram: SparsityPattern {
        let transposed = transposed
        var starts = [0]
        var indices: [Int] = []
        var seen = [Int](repeating: -1, count: columns)
        for j in 0..<columns {
            let first = indices.count
            for i in transposed.row(j) {
                for k in row(i) where seen[k] != j {
                    seen[k] = j
                    indices.append(k)
                }
            }
            indices[first...].sort()
            starts.append(indices.count)
        }
        return SparsityPattern(rows: columns, columns: columns, sortedStarts: starts, columnIndices: indices)
    }

    private func checkSameShape(_ other: SparsityPattern) {
        if rows != other.rows || columns != other.columns {
            misuse(
                "patterns of different shape can't be compared or united: \(rows) × \(columns), "
                    + "\(other.rows) × \(other.columns)")
        }
    }
}
