import AutodiffCore

/// The factors P·A = L·U of a banded matrix, with partial pivoting: row i of U has `lower + upper` entries right of the diagonal.
@usableFromInline
struct BandFactors: Sendable {
    let order: Int
    let lower: Int
    let width: Int

    /// Row i: the entries of U from the diagonal on.
    var upper: [Double]

    /// The `lower` multipliers of each column, and the row that was exchanged with it.
    var multipliers: [Double]
    var exchanges: [Int]
    var zeroPivot: Int?

    /// Row i of `bands` is the row i of the matrix from column i - lower to column i + upper.
    init(_ bands: [Double], order n: Int, lower: Int, upper above: Int) {
        order = n
        self.lower = lower
        width = lower + above + 1
        let width = width
        upper = [Double](repeating: 0, count: n * width)
        multipliers = [Double](repeating: 0, count: n * lower)
        exchanges = Array(0..<n)
        // A row of the work begins at its first column in the band, and moves on by a column with each elimination.
        for i in 0..<n {
            let first = Swift.max(lower - i, 0)
            for j in first..<Swift.max(Swift.min(width, n + lower - i), first) {
                upper[i * width + j - first] = bands[i * width + j]
            }
        }
        zeroPivot = withPlace(&upper, columns: width) { rows in
            for k in 0..<n {
                let end = Swift.min(k + lower + 1, n)
                var pivot = k
                for i in k..<end where rows[i, 0].magnitude > rows[pivot, 0].magnitude { pivot = i }
                rows.exchange(row: k, with: pivot, columns: width)
                exchanges[k] = pivot
                let head = rows.row(k)
                if head[0] == 0 { return k }
                for i in k + 1..<Swift.max(end, k + 1) {
                    let row = rows.row(i)
                    let factor = row[0] / head[0]
                    multipliers[k * lower + i - k - 1] = factor
                    for j in 1..<width { row[j - 1] = row[j] - factor * head[j] }
                    row[width - 1] = 0
                }
            }
            return nil
        }
    }

    /// A⁻¹·B or A⁻ᵀ·B for B with so many columns.
    func solve(_ b: [Double], columns: Int, isTransposed: Bool) -> [Double] {
        var x = b
        withPlace(&x, columns: columns) { x in
            if isTransposed {
                for i in 0..<order {
                    for k in Swift.max(0, i - width + 1)..<i {
                        x.subtract(upper[k * width + i - k], timesRow: k, fromRow: i, columns: columns)
                    }
                    x.divide(row: i, by: upper[i * width], columns: columns)
                }
                for k in (0..<order).reversed() {
                    for i in k + 1..<Swift.max(Swift.min(k + lower + 1, order), k + 1) {
                        x.subtract(multipliers[k * lower + i - k - 1], timesRow: i, fromRow: k, columns: columns)
                    }
                    x.exchange(row: k, with: exchanges[k], columns: columns)
                }
            } else {
                for k in 0..<order {
                    x.exchange(row: k, with: exchanges[k], columns: columns)
                    for i in k + 1..<Swift.max(Swift.min(k + lower + 1, order), k + 1) {
                        x.subtract(multipliers[k * lower + i - k - 1], timesRow: k, fromRow: i, columns: columns)
                    }
                }
                for i in (0..<order).reversed() {
                    for j in 1..<Swift.min(width, order - i) {
                        x.subtract(upper[i * width + j], timesRow: i + j, fromRow: i, columns: columns)
                    }
                    x.divide(row: i, by: upper[i * width], columns: columns)
                }
            }
        }
        return x
    }
}
