import AutodiffCore

/// What an error looks like from the derivative along one combination of all inputs, and from the wrong entries that
/// bisection found.
func fastPattern(
    _ entries: [DerivativeCheck.Entry], claimed: Matrix<Double>, along d: [Double], names: EntryNames
) -> String? {
    let sums = entries.filter { $0.column == nil }
    let found = entries.filter { $0.column != nil && $0.verdict == .wrong }
    let wrong = sums.filter { $0.verdict == .wrong }
    if let only = found.first, found.count == 1, wrong.count == 1, let column = only.column {
        let explained = (only.claimed - only.measured) * d[column]
        let slack = wrong[0].errorBar + only.errorBar * abs(d[column])
        if abs(wrong[0].claimed - wrong[0].measured - explained) <= slack {
            let place = claimed.rows == 1 ? names.inWords(column: column) : names.place(only.row, column)
            let ratio = only.claimed / only.measured
            let uncertainty = abs(ratio) * only.errorBar / abs(only.measured)
            let name = FactorName(ratio, uncertainty: uncertainty, inputs: claimed.columns, outputs: claimed.rows)
            return "one entry, \(place)" + (name.map { " " + $0.text } ?? "")
        }
    }
    guard let sharpest = wrong.min(by: { $0.errorBar / abs($0.measured) < $1.errorBar / abs($1.measured) }) else {
        return nil
    }
    let ratio = sharpest.claimed / sharpest.measured
    let uncertainty = abs(ratio) * sharpest.errorBar / abs(sharpest.measured)
    let name = FactorName(ratio, uncertainty: uncertainty, inputs: claimed.columns, outputs: claimed.rows)
    if let name, wrong.allSatisfy({ abs($0.claimed - name.factor * $0.measured) <= abs(name.factor) * $0.errorBar }) {
        let scope =
            wrong.count == sums.count
            ? "every entry"
            : wrong.count == 1 ? names.inWords(row: wrong[0].row) : "\(wrong.count) of \(sums.count) rows"
        return "\(scope) \(name.text)"
    }
    let n = claimed.columns
    for places in [1, -1] {
        let moved = sums.allSatisfy { sum in
            // If the claim is the truth moved on by `places`, moving it back gives what was measured.
            let row = claimed.row(sum.row)
            let restored = (0..<n).reduce(0.0) { $0 + row[($1 + places + n) % n] * d[$1] }
            return abs(restored - sum.measured) <= sum.errorBar
        }
        if moved {
            return "\(claimed.rows == 1 ? "entries" : "columns") shifted by 1 to the \(places > 0 ? "right" : "left")"
        }
    }
    return nil
}
