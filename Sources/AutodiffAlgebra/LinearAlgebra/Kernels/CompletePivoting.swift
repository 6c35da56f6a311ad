/// In which order rows and columns of a square matrix are best eliminated: the largest entry that is left comes next.
@usableFromInline
struct CompletePivoting {
    /// The rows and columns in that order.
    @usableFromInline var rows: [Int]
    @usableFromInline var columns: [Int]

    /// Whether the two permutations together are odd.
    @usableFromInline var isOdd = false

    /// How many of them, n - 1 at most, make a well-conditioned block: the pivots until one is small beside the first.
    @usableFromInline var regular: Int

    @usableFromInline
    init(_ entries: [Double], order n: Int) {
        rows = Array(0..<n)
        columns = Array(0..<n)
        regular = n - 1
        var entries = balanced(entries, order: n)
        var largest = 0.0
        for k in 0..<n {
            var (row, column, pivot) = (k, k, -1.0)
            for i in k..<n {
                for j in k..<n where entries[i * n + j].magnitude > pivot {
                    (row, column, pivot) = (i, j, entries[i * n + j].magnitude)
                }
            }
            if k == 0 { largest = pivot }
            // Below the root of the relative precision half of the digits of a quotient would be lost.
            if !(pivot > 0x1p-26 * largest) || k == n - 1 {
                regular = k
                return
            }
            for j in 0..<n { entries.swapAt(k * n + j, row * n + j) }
            for i in 0..<n { entries.swapAt(i * n + k, i * n + column) }
            rows.swapAt(k, row)
            columns.swapAt(k, column)
            if (row != k) != (column != k) { isOdd.toggle() }
            for i in k + 1..<n {
                let factor = entries[i * n + k] / entries[k * n + k]
                for j in k + 1..<n { entries[i * n + j] -= factor * entries[k * n + j] }
            }
        }
    }
}

/// The entries with rows, and then columns, scaled so that the largest of each is 1: how large a pivot is says nothing otherwise.
private func balanced(_ entries: [Double], order n: Int) -> [Double] {
    var entries = entries
    for (step, other) in [(1, n), (n, 1)] {
        for i in 0..<n {
            var largest = 0.0
            for j in 0..<n { largest = Swift.max(largest, entries[i * other + j * step].magnitude) }
            if largest == 0 || !largest.isFinite { continue }
            for j in 0..<n { entries[i * other + j * step] /= largest }
        }
    }
    return entries
}
