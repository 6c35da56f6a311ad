import AutodiffCore

extension SparsityPattern {
    /// A colouring of rows and columns: the longest rows by rows and all others by columns, or the longest columns by columns and
    /// all others by rows, whichever takes the fewest colours.
    ///
    /// An arrow of n rows, whose first row and column and diagonal are full, takes 3 colours where columns alone take n. Cost:
    /// that of a few colourings of columns or rows; none beyond one if there are no long ones.
    public func bidirectionalColoring() -> Coloring {
        let columns = splitColoring()
        let rows = transposed.splitColoring()
        let turned = Coloring(.bidirectional, columnColors: rows.rowColors, rowColors: rows.columnColors)
        return turned.count < columns.count ? turned : columns
    }

    /// Rows longer than a bound by rows, the rest by columns, for the best of some bounds.
    private func splitColoring() -> Coloring {
        let lengths = (0..<rows).map { rowStarts[$0 + 1] - rowStarts[$0] }
        let longest = lengths.max() ?? 0
        var best = split(lengths, bound: longest)
        var bound = longest / 2
        // A bound below the best count of colours can't be reached by fewer columns' colours than it, but rows may.
        while bound >= 1 {
            if lengths.contains(where: { $0 > bound && $0 <= 2 * bound }) || bound == longest / 2 {
                let other = split(lengths, bound: bound)
                if other.count < best.count { best = other }
            }
            if lengths.count(where: { $0 > bound }) > best.count { break }
            bound /= 2
        }
        return best
    }

    private func split(_ lengths: [Int], bound: Int) -> Coloring {
        let short = filtered { lengths[$0] <= bound }
        let long = filtered { lengths[$0] > bound }
        return Coloring(
            .bidirectional,
            columnColors: short.count == 0
                ? [Int](repeating: -1, count: columns) : short.columnColoring().columnColors,
            rowColors: long.count == 0 ? [Int](repeating: -1, count: rows) : long.rowColoring().rowColors)
    }

    /// The pattern with some rows alone, the others empty.
    func filtered(_ isKept: (Int) -> Bool) -> SparsityPattern {
        var starts = [0]
        var indices: [Int] = []
        for i in 0..<rows {
            if isKept(i) { indices += row(i) }
            starts.append(indices.count)
        }
        return SparsityPattern(rows: rows, columns: columns, rowStarts: starts, columnIndices: indices)
    }
}
