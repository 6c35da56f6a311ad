extension ErrorPattern {
    /// The right numbers in the wrong places: transposed, shifted, reversed, exchanged, in another storage order.
    var arrangementPattern: String? {
        if isScalar { return nil }
        return transposition ?? shift ?? reversal ?? exchange ?? storageOrder
    }

    private var isScalar: Bool { claimed.values.count == 1 }

    /// Whether claimed entry k is measured entry `source(k)`, everywhere.
    private func isArranged(by source: (Int) -> Int) -> Bool {
        claimed.values.indices.allSatisfy { k in
            let s = source(k)
            return isClaimed(k, measured.values[s], errorBar: errorBars.values[s])
        }
    }

    private var transposition: String? {
        guard rows == columns, rows > 1, isArranged(by: { $0 % columns * columns + $0 / columns }) else { return nil }
        return "transposed"
    }

    /// Rows or columns moved on cyclically, by one before by more.
    private var shift: String? {
        for places in 1..<max(2, max(rows, columns)) {
            for distance in [places, -places] {
                if places < columns,
                    isArranged(by: { ($0 / columns) * columns + modulo($0 % columns - distance, columns) })
                {
                    return shifted(
                        rows == 1 ? "entries" : "columns", places, distance > 0 ? "to the right" : "to the left",
                        of: columns)
                }
                if rows > 1, places < rows,
                    isArranged(by: { modulo($0 / columns - distance, rows) * columns + $0 % columns })
                {
                    return shifted("rows", places, distance > 0 ? "down" : "up", of: rows)
                }
            }
        }
        return nil
    }

    private func shifted(_ what: String, _ places: Int, _ direction: String, of count: Int) -> String {
        if 2 * places == count { return "the first and the second half of the \(what) exchanged" }
        return "\(what) shifted by \(places) \(direction)"
    }

    private var reversal: String? {
        if columns > 1, isArranged(by: { $0 / columns * columns + columns - 1 - $0 % columns }) {
            return "\(rows == 1 ? "entries" : "columns") in reverse order"
        }
        if rows > 1, isArranged(by: { (rows - 1 - $0 / columns) * columns + $0 % columns }) {
            return "rows in reverse order"
        }
        return nil
    }

    /// Two rows or two columns that have changed places, or two entries.
    private var exchange: String? {
        let (rowSet, columnSet) = (Set(wrong.map { $0 / columns }).sorted(), Set(wrong.map { $0 % columns }).sorted())
        if columnSet.count == 2, rows > 1 || wrong.count == 2 {
            let (a, b) = (columnSet[0], columnSet[1])
            let rowsInvolved = Set(rowSet)
            func source(_ k: Int, onlyWrongRows: Bool) -> Int {
                let (i, j) = (k / columns, k % columns)
                if onlyWrongRows && !rowsInvolved.contains(i) { return k }
                return i * columns + (j == a ? b : j == b ? a : j)
            }
            if isArranged(by: { source($0, onlyWrongRows: false) }) {
                return "\(rows == 1 ? "entries" : "columns") \(names.column(a)) and \(names.column(b)) exchanged"
            }
            if rowSet.count == 1, isArranged(by: { source($0, onlyWrongRows: true) }) {
                return "entries \(names.column(a)) and \(names.column(b)) of \(names.inWords(row: rowSet[0])) exchanged"
            }
        }
        if rowSet.count == 2 {
            let (a, b) = (rowSet[0], rowSet[1])
            if isArranged(by: {
                let i = $0 / columns
                return (i == a ? b : i == b ? a : i) * columns + $0 % columns
            }) {
                return "rows \(names.row(a)) and \(names.row(b)) exchanged"
            }
        }
        if rowSet.count == 1, rows > 1,
            let other = (0..<rows).first(where: { other in
                other != rowSet[0]
                    && isArranged(by: { $0 / columns == rowSet[0] ? other * columns + $0 % columns : $0 })
            })
        {
            return "\(names.inWords(row: rowSet[0])) is \(names.inWords(row: other)) again"
        }
        return nil
    }

    /// The inputs, or some of them in one run, are a p × q matrix that was stored column by column for row by row.
    private var storageOrder: String? {
        let first = (wrong.map { $0 % columns }.min() ?? 0)
        let last = (wrong.map { $0 % columns }.max() ?? 0)
        // A corner of the matrix stays in its place, so the block begins up to one entry before and ends up to one
        // after the wrong ones.
        for start in [first - 1, first] where start >= 0 {
            for end in [last + 1, last] where end < columns {
                let length = end - start + 1
                if length < 4 || length > 4096 { continue }
                for p in 2...max(2, length / 2) where length % p == 0 && length / p > 1 {
                    let q = length / p
                    let matches = isArranged(by: { k in
                        let j = k % columns - start
                        if j < 0 || j >= length { return k }
                        return k / columns * columns + start + j % p * q + j / p
                    })
                    if matches {
                        let place = length == columns ? "" : "inputs \(names.columns(start...end)) "
                        return "\(place)in column-major order: a \(p) × \(q) matrix that was stored transposed"
                    }
                }
            }
        }
        return nil
    }
}

private func modulo(_ a: Int, _ n: Int) -> Int { (a % n + n) % n }
