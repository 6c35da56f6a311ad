import AutodiffCore

extension SparsityPattern {
    /// A colouring of columns: two that have an entry in one row have different colours.
    ///
    /// The greedy one in the natural order if that takes no more colours than the longest row has entries, which is the least; else
    /// the best of all orders, coloured anew a few times class by class. Cost: for each order, and each time, the sum of the
    /// squares of the rows' numbers of entries; where that is beyond 2³⁰ each column gets a colour of its own.
    public func columnColoring() -> Coloring { Coloring(.columns, columnColors: DistanceTwo(self, transposed).best()) }

    /// The most entries of a row.
    var longestRow: Int { (0..<rows).reduce(0) { Swift.max($0, rowStarts[$1 + 1] - rowStarts[$1]) } }

    /// A colouring of columns in the given order.
    public func columnColoring(order: ColoringOrder) -> Coloring {
        Coloring(.columns, columnColors: DistanceTwo(self, transposed).colors(order))
    }

    /// A colouring of rows: two that have an entry in one column have different colours; see ``columnColoring()``.
    public func rowColoring() -> Coloring {
        let transposed = transposed
        return Coloring(.rows, rowColors: transposed.columnColoring().columnColors)
    }

    /// A colouring of rows in the given order.
    public func rowColoring(order: ColoringOrder) -> Coloring {
        Coloring(.rows, rowColors: DistanceTwo(transposed, self).colors(order))
    }
}

/// The greedy colouring of the columns of a pattern, where those that meet in a row are neighbours.
struct DistanceTwo {
    private let pattern: SparsityPattern
    private let transposed: SparsityPattern

    init(_ pattern: SparsityPattern, _ transposed: SparsityPattern) {
        self.pattern = pattern
        self.transposed = transposed
    }

    /// The cost of looking at all pairs that meet.
    private var pairs: Int {
        (0..<pattern.rows).reduce(0) { total, i in
            let count = pattern.rowStarts[i + 1] - pattern.rowStarts[i]
            return total + count * count
        }
    }

    /// The fewest colours that were found.
    func best() -> [Int] {
        let least = pattern.longestRow
        func count(_ colors: [Int]) -> Int { (colors.max() ?? -1) + 1 }
        var best = colors(.natural)
        if count(best) <= least || pairs > 1 << 30 { return best }
        for order in [ColoringOrder.smallestLast, .largestFirst] {
            let other = colors(order)
            if count(other) < count(best) { best = other }
            if count(best) <= least { return best }
        }
        let anew = recolored(best, rounds: 4)
        return count(anew) < count(best) ? anew : best
    }

    /// The columns coloured anew, class by class: the last class first, then the largest. Never takes more colours, and often
    /// fewer.
    private func recolored(_ colors: [Int], rounds: Int) -> [Int] {
        var colors = colors
        for round in 0..<rounds {
            let count = (colors.max() ?? -1) + 1
            var classes = [[Int]](repeating: [], count: count)
            for (j, color) in colors.enumerated() where color >= 0 { classes[color].append(j) }
            if round % 2 == 0 { classes.reverse() } else { classes.sort { $0.count > $1.count } }
            colors = greedy(classes.flatMap { $0 })
        }
        return colors
    }

    func colors(_ order: ColoringOrder) -> [Int] {
        if pairs > 1 << 30 { return Array(0..<pattern.columns) }
        switch order {
        case .natural: return greedy(nil)
        case .largestFirst:
            let degrees = degrees()
            return greedy((0..<pattern.columns).sorted { degrees[$0] > degrees[$1] })
        case .smallestLast: return greedy(smallestLast())
        }
    }

    /// The lowest colour for each in turn; -1 for a column without entries.
    private func greedy(_ order: [Int]?) -> [Int] {
        let n = pattern.columns
        var colors = [Int](repeating: -1, count: n)
        // For each colour the column that may not have it.
        var forbidden = [Int](repeating: -1, count: n + 1)
        colors.withUnsafeMutableBufferPointer { colors in
            forbidden.withUnsafeMutableBufferPointer { forbidden in
                withPointers { rowStarts, columnIndices, columnStarts, rowIndices in
                    for place in 0..<(order?.count ?? n) {
                        let j = order.map { $0[place] } ?? place
                        if columnStarts[j] == columnStarts[j + 1] { continue }
                        for k in columnStarts[j]..<columnStarts[j + 1] {
                            let i = rowIndices[k]
                            for l in rowStarts[i]..<rowStarts[i + 1] {
                                let color = colors[columnIndices[l]]
                                if color >= 0 { forbidden[color] = j }
                            }
                        }
                        var color = 0
                        while forbidden[color] == j { color += 1 }
                        colors[j] = color
                    }
                }
            }
        }
        return colors
    }

    /// The columns so that each has the fewest neighbours among itself and those before it.
    private func smallestLast() -> [Int] {
        let n = pattern.columns
        var degrees = degrees()
        var buckets = [[Int]](repeating: [], count: (degrees.max() ?? 0) + 1)
        for j in (0..<n).reversed() { buckets[degrees[j]].append(j) }
        var isRemoved = [Bool](repeating: false, count: n)
        var seen = [Int](repeating: -1, count: n)
        var order: [Int] = []
        order.reserveCapacity(n)
        var least = 0
        while order.count < n {
            guard let j = buckets[least].popLast() else {
                least += 1
                continue
            }
            // (A column stands in the bucket of each degree that it has had.)
            if isRemoved[j] || degrees[j] != least { continue }
            isRemoved[j] = true
            order.append(j)
            for i in transposed.row(j) {
                for k in pattern.row(i) where !isRemoved[k] && seen[k] != j {
                    seen[k] = j
                    degrees[k] -= 1
                    buckets[degrees[k]].append(k)
                }
            }
            least = Swift.max(0, least - 1)
        }
        return order.reversed()
    }

    /// For each column the number of others that it meets.
    private func degrees() -> [Int] {
        var seen = [Int](repeating: -1, count: pattern.columns)
        return (0..<pattern.columns).map { j in
            var degree = 0
            seen[j] = j
            for i in transposed.row(j) {
                for k in pattern.row(i) where seen[k] != j {
                    seen[k] = j
                    degree += 1
                }
            }
            return degree
        }
    }

    private func withPointers(
        _ body: (
            UnsafeBufferPointer<Int>, UnsafeBufferPointer<Int>, UnsafeBufferPointer<Int>, UnsafeBufferPointer<Int>
        ) -> Void
    ) {
        pattern.rowStarts.withUnsafeBufferPointer { rowStarts in
            pattern.columnIndices.withUnsafeBufferPointer { columnIndices in
                transposed.rowStarts.withUnsafeBufferPointer { columnStarts in
                    transposed.columnIndices.withUnsafeBufferPointer { rowIndices in
                        body(rowStarts, columnIndices, columnStarts, rowIndices)
                    }
                }
            }
        }
    }
}
