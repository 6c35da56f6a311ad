import AutodiffCore

/// Where the entries that a group's samples have stand in a sparse matrix.
///
/// It holds for the paths and the parameters that the samples have, and is made anew where those change.
final class SumLayout: Sendable {
    let groups: [SumGroup]
    let pattern: SparsityPattern

    /// Where the entries of residuals' Jacobians stand, for each group.
    let blockRows: [BlockRows]

    /// For each group and row the places of the numbers that the row has, in the order of the program's targets: of an entry in the
    /// matrix, of a derivative by a parameter in the gradient. And the places of entries that are sums.
    let places: [[UInt32]]
    let sumPlaces: [[UInt32]]

    /// The number of each group's results that stand before those numbers.
    let firsts: [Int]

    /// For each group how many numbers a row has, and which of them belong to the gradient.
    let counts: [Int]
    let isGradient: [[Bool]]

    /// Pairs of places: an entry above the diagonal, and its mirror image.
    let mirrored: [(UInt32, UInt32)]

    /// The first row of each sample's residuals, if the rows are residuals.
    let firstRows: [Int]

    /// The layout of the Jacobian of the residuals of `count` samples: m of them for each.
    init(blocksOf groups: [SumGroup], samples count: Int, columns: Int) {
        var sizes = [Int](repeating: 0, count: count)
        for group in groups {
            for sample in group.activeSamples { sizes[Int(sample)] = group.programs.term.graph.outputs.count }
        }
        var first = 0
        let firstRows = sizes.map { size in
            defer { first += size }
            return first
        }
        var entries = Entries(rows: first)
        var slots = groups.map { _ in [Int]() }
        for (g, group) in groups.enumerated() {
            let targets = group.programs.program(of: .blocks).each
            for (row, sample) in group.samples.enumerated() {
                for target in targets {
                    guard case .block(let i, let local) = target, group.isActive(row) else {
                        slots[g].append(-1)
                        continue
                    }
                    slots[g].append(entries.add(firstRows[Int(sample)] + i, group.index(local, row)))
                }
            }
        }
        let (pattern, order) = entries.sorted(columns: columns)
        self.groups = groups
        self.pattern = pattern
        self.firstRows = firstRows
        blockRows = zip(groups, slots).map { group, slots in
            let count = group.programs.program(of: .blocks).each.count
            return BlockRows(rows: group.samples.count, entries: count) { row in
                group.isActive(row) ? slots[row * count..<(row + 1) * count].map { order[$0] } : nil
            }
        }
        (places, sumPlaces, mirrored, counts, isGradient) = ([], [], [], [], [])
        firsts = groups.map { $0.programs.term.graph.outputs.count }
    }

    /// The layout of a symmetric matrix of n rows that is summed over the samples.
    init(entriesOf groups: [SumGroup], _ verb: SumVerb, count n: Int) {
        var entries = Entries(rows: n)
        var slots = groups.map { _ in [Int]() }
        var sums = groups.map { _ in [Int]() }
        for (g, group) in groups.enumerated() {
            let program = group.programs.program(of: verb)
            for target in program.sums {
                guard case .entry(let i, let j) = target else {
                    sums[g].append(-1)
                    continue
                }
                let (a, b) = (group.index(i, 0), group.index(j, 0))
                sums[g].append(entries.add(min(a, b), max(a, b)))
            }
            for row in group.samples.indices {
                for target in program.each {
                    guard case .entry(let i, let j) = target, group.isActive(row) else {
                        // A place in the gradient, by a negative number.
                        slots[g].append(-1 - group.index(target.locals[0], row))
                        continue
                    }
                    let (a, b) = (group.index(i, row), group.index(j, row))
                    slots[g].append(entries.add(min(a, b), max(a, b)))
                }
            }
        }
        let upper = entries.sorted(columns: n)
        // Both halves.
        var both = Entries(rows: n)
        for i in 0..<n {
            for j in upper.pattern.row(i) {
                _ = both.add(i, j)
                if i != j { _ = both.add(j, i) }
            }
        }
        let pattern = both.sorted(columns: n).pattern
        var moved = [UInt32](repeating: 0, count: upper.pattern.count)
        var mirrored: [(UInt32, UInt32)] = []
        for i in 0..<n {
            for place in upper.pattern.places(ofRow: i) {
                let j = upper.pattern.columnIndices[place]
                moved[place] = UInt32(pattern.place(i, j)!)
                if i != j { mirrored.append((moved[place], UInt32(pattern.place(j, i)!))) }
            }
        }
        self.groups = groups
        self.pattern = pattern
        self.mirrored = mirrored
        blockRows = []
        places = slots.map { $0.map { $0 < 0 ? UInt32(-1 - $0) : moved[Int(upper.order[$0])] } }
        let targets = groups.map { $0.programs.program(of: verb).each }
        counts = targets.map(\.count)
        isGradient = targets.map { $0.map { if case .gradient = $0 { true } else { false } } }
        firsts = groups.map { _ in 1 }
        sumPlaces = sums.map { $0.map { $0 < 0 ? 0 : moved[Int(upper.order[$0])] } }
        firstRows = []
    }

    /// Whether the layout is that of these groups.
    func isOf(_ others: [SumGroup]) -> Bool { groups.elementsEqual(others, by: ===) }
}

/// Entries of a matrix as they come, some of them more than once.
private struct Entries {
    private let rowCount: Int
    private var rows: [UInt32] = []
    private var columns: [UInt32] = []

    init(rows: Int) { rowCount = rows }

    /// Adds an entry, and returns its number.
    mutating func add(_ row: Int, _ column: Int) -> Int {
        rows.append(UInt32(row))
        columns.append(UInt32(column))
        return rows.count - 1
    }

    /// The pattern, and for each entry its place in it.
    func sorted(columns columnCount: Int) -> (pattern: SparsityPattern, order: [UInt32]) {
        var starts = [Int](repeating: 0, count: rowCount + 1)
        for row in rows { starts[Int(row) + 1] += 1 }
        for i in 0..<rowCount { starts[i + 1] += starts[i] }
        var byRow = [UInt32](repeating: 0, count: rows.count)
        var next = starts
        for (i, row) in rows.enumerated() {
            byRow[next[Int(row)]] = UInt32(i)
            next[Int(row)] += 1
        }
        var order = [UInt32](repeating: 0, count: rows.count)
        var indices: [Int] = []
        var rowStarts = [0]
        for i in 0..<rowCount {
            let row = byRow[starts[i]..<starts[i + 1]].sorted { columns[Int($0)] < columns[Int($1)] }
            let first = indices.count
            for entry in row {
                let column = Int(columns[Int(entry)])
                if indices.count == first || indices.last! != column { indices.append(column) }
                order[Int(entry)] = UInt32(indices.count - 1)
            }
            rowStarts.append(indices.count)
        }
        return (
            SparsityPattern(rows: rowCount, columns: columnCount, sortedStarts: rowStarts, columnIndices: indices),
            order
        )
    }
}
