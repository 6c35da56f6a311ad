import AutodiffCore

/// A wrong Jacobian beside the one that was measured: what turns the one into the other?
///
/// Every guess is a hypothesis about all entries: it is named only if it explains each wrong entry within its error bar
/// and leaves each right one right.
struct ErrorPattern {
    let claimed: Matrix<Double>
    let measured: Matrix<Double>
    let errorBars: Matrix<Double>

    /// The flat indices of the wrong entries.
    let wrong: [Int]

    let x: [Double]
    let names: EntryNames

    var rows: Int { claimed.rows }
    var columns: Int { claimed.columns }

    /// From the entries of a full check; nil if nothing is wrong or an entry wasn't measured.
    init?(_ entries: [DerivativeCheck.Entry], claimed: Matrix<Double>, at x: [Double], names: EntryNames) {
        var measured = claimed
        var errorBars = claimed
        var wrong: [Int] = []
        var count = 0
        for entry in entries {
            guard let column = entry.column else { continue }
            measured[entry.row, column] = entry.measured
            errorBars[entry.row, column] = entry.errorBar
            count += 1
            if entry.verdict == .wrong { wrong.append(entry.row * claimed.columns + column) }
        }
        if wrong.isEmpty || count != claimed.values.count { return nil }
        self.claimed = claimed
        self.measured = measured
        self.errorBars = errorBars
        self.wrong = wrong.sorted()
        self.x = x
        self.names = names
    }

    /// What the error looks like, in words, as far as that can be told.
    var description: String? {
        let invalid = wrong.filter { claimed.values[$0].isNaN }
        if !invalid.isEmpty { return "not a number in \(scope(invalid))" }
        return factorPattern(niceOnly: true) ?? arrangementPattern ?? elementwisePattern ?? offsetPattern
            ?? factorPattern(niceOnly: false) ?? scopePattern
    }

    /// Whether the claimed entry k is `value` within the error bar of the measured entry that `value` comes from.
    func isClaimed(_ k: Int, _ value: Double, errorBar: Double) -> Bool {
        abs(claimed.values[k] - value) <= errorBar + 0x1p-48 * abs(value)
    }

    /// Whether a claimed matrix made by `rule` from the measured one would look like the one that is claimed.
    func isClaimed(_ rule: (_ measured: Double) -> Double, slope: (_ measured: Double) -> Double, at places: [Int])
        -> Bool
    {
        places.allSatisfy { k in
            let m = measured.values[k]
            guard rule(m).isFinite && slope(m).isFinite else { return false }
            return isClaimed(k, rule(m), errorBar: abs(slope(m)) * errorBars.values[k])
        }
    }

    /// The wrong entries in words: one entry, a row, a column, all of them.
    func scope(_ places: [Int]) -> String {
        if places.count == 1 { return place(places[0]) }
        let notZero = measured.values.indices.filter { abs(measured.values[$0]) > errorBars.values[$0] }
        if Set(places).isSuperset(of: notZero) || places.count == claimed.values.count { return "every entry" }
        let (rowSet, columnSet) = (Set(places.map { $0 / columns }), Set(places.map { $0 % columns }))
        if rows > 1, rowSet.count == 1, let row = rowSet.first { return names.inWords(row: row) }
        if rows > 1, columnSet.count == 1, let column = columnSet.first { return names.inWords(column: column) }
        if rows == columns, places.count >= rows, places.allSatisfy({ $0 / columns == $0 % columns }) {
            return "the diagonal"
        }
        if rows == columns, places.allSatisfy({ $0 / columns != $0 % columns }),
            Set(places).isSuperset(of: notZero.filter { $0 / columns != $0 % columns })
        {
            return "every entry off the diagonal"
        }
        let isRange = columnSet.count == (columnSet.max() ?? 0) - (columnSet.min() ?? 0) + 1
        if isRange, columnSet.count > 1, columnSet.count < columns, let first = columnSet.min() {
            return "\(places.count) entries in columns \(names.columns(first...first + columnSet.count - 1))"
        }
        return "\(places.count) of \(claimed.values.count) entries"
    }

    private func place(_ k: Int) -> String {
        if claimed.values.count == 1 { return "the only entry" }
        return rows == 1
            ? "one entry, \(names.inWords(column: k % columns))" : "one entry, \(names.place(k / columns, k % columns))"
    }

    /// Where the error is, if nothing better is known.
    private var scopePattern: String? {
        let scope = scope(wrong)
        if wrong.count == claimed.values.count || scope.contains(" of ") { return nil }
        return wrong.count == 1 ? scope : "only \(scope) wrong"
    }
}
