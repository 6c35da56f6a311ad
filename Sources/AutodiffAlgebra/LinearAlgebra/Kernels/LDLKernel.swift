import AutodiffCore

/// The factors P·A·Pᵀ = L·D·Lᵀ of a symmetric matrix: L a lower triangle with ones on its diagonal, D of blocks of one or two rows.
///
/// Pivots by Bunch and Kaufman (1977), as in LAPACK's `sytrf`.
@usableFromInline
struct LDLFactors: Sendable {
    let order: Int

    /// L below the blocks of D.
    var entries: [Double]

    /// Row i of the permuted matrix is row `permutation[i]` of A.
    var permutation: [Int]

    /// Whether rows i and i + 1 are a block of D.
    var beginsPair: [Bool]

    /// The first pivot that is 0, with all below it.
    var zeroPivot: Int?

    /// Factorises the symmetric matrix with this lower triangle, row after row, in n³/3 operations.
    @usableFromInline
    init(triangle: [Double], order n: Int) {
        order = n
        entries = squared(triangle, order: n)
        permutation = Array(0..<n)
        beginsPair = [Bool](repeating: false, count: n)
        var (permutation, beginsPair) = (self.permutation, self.beginsPair)
        var columns = [Double](repeating: 0, count: 2 * n)
        zeroPivot = withPlace(&entries, columns: n) { a in
            withPlace(&columns, columns: n) { columns in
                var k = 0
                while k < n {
                    guard let (pivot, isPair) = a.symmetricPivot(k, order: n) else { return k }
                    let row = isPair ? k + 1 : k
                    if pivot != row {
                        a.exchangeSymmetric(row, with: pivot, from: k, order: n)
                        permutation.swapAt(row, pivot)
                    }
                    beginsPair[k] = isPair
                    a.eliminateSymmetric(k, isPair: isPair, order: n, columns)
                    k += isPair ? 2 : 1
                }
                return nil
            }
        }
        (self.permutation, self.beginsPair) = (permutation, beginsPair)
    }

    /// A⁻¹·B for B with so many columns.
    @usableFromInline
    func solve(_ b: [Double], columns: Int) -> [Double] {
        let n = order
        var (x, y) = (b, b)
        for i in 0..<n {
            for j in 0..<columns { y[i * columns + j] = b[permutation[i] * columns + j] }
        }
        withReadPlace(lowerTriangle, columns: n) { lower in
            withPlace(&y, columns: columns) { y in
                lower.solve(Triangle(isLower: true, hasUnitDiagonal: true), order: n, y, columns: columns)
                for k in 0..<n where k == 0 || !beginsPair[k - 1] {
                    if !beginsPair[k] {
                        y.divide(row: k, by: entries[k * n + k], columns: columns)
                        continue
                    }
                    let block = PairBlock(entries, k, order: n)
                    for j in 0..<columns { (y[k, j], y[k + 1, j]) = block.solve(y[k, j], y[k + 1, j]) }
                }
                lower.transposed.solve(
                    Triangle(isLower: false, hasUnitDiagonal: true), order: n, y, columns: columns)
            }
        }
        for i in 0..<n {
            for j in 0..<columns { x[permutation[i] * columns + j] = y[i * columns + j] }
        }
        return x
    }

    /// L without its diagonal, and zeros in the places of D.
    private var lowerTriangle: [Double] {
        var lower = entries
        for k in 0..<order where beginsPair[k] { lower[(k + 1) * order + k] = 0 }
        return lower
    }

    /// The determinant of each block of D: of two rows it is negative.
    var blockDeterminants: [Double] {
        (0..<order).compactMap { k in
            if k > 0 && beginsPair[k - 1] { return nil }
            return beginsPair[k] ? PairBlock(entries, k, order: order).determinant : entries[k * order + k]
        }
    }
}

/// A block of two rows of D.
private struct PairBlock {
    let first: Double, off: Double, second: Double

    init(_ entries: [Double], _ k: Int, order n: Int) {
        (first, off, second) = (entries[k * n + k], entries[(k + 1) * n + k], entries[(k + 1) * n + k + 1])
    }

    init(_ a: MatrixPlace, _ k: Int) { (first, off, second) = (a[k, k], a[k + 1, k], a[k + 1, k + 1]) }

    /// `off` is the largest of the three.
    var determinant: Double { off * off * (first / off * (second / off) - 1) }

    /// The solution of the two equations.
    func solve(_ x: Double, _ y: Double) -> (Double, Double) {
        let (p, q) = (first / off, second / off)
        let scale = 1 / (off * (p * q - 1))
        return (scale * (q * x - y), scale * (p * y - x))
    }
}

extension MatrixPlace {
    /// The row to bring to the front of what is left from k on, and whether two rows are taken; nil where a column is zero.
    func symmetricPivot(_ k: Int, order n: Int) -> (row: Int, isPair: Bool)? {
        let alpha = (1 + 17.0.squareRoot()) / 8
        let diagonal = self[k, k].magnitude
        var (row, largest) = (k, 0.0)
        for i in k + 1..<Swift.max(n, k + 1) where self[i, k].magnitude > largest {
            (row, largest) = (i, self[i, k].magnitude)
        }
        if diagonal == 0 && largest == 0 { return nil }
        if diagonal >= alpha * largest { return (k, false) }
        var largestInRow = 0.0
        for j in k..<row { largestInRow = Swift.max(largestInRow, self[row, j].magnitude) }
        for i in row + 1..<Swift.max(n, row + 1) { largestInRow = Swift.max(largestInRow, self[i, row].magnitude) }
        if diagonal >= alpha * largest * (largest / largestInRow) { return (k, false) }
        return (row, self[row, row].magnitude < alpha * largestInRow)
    }

    /// Exchanges rows p < q of a lower triangle, and the columns too from k on; L's rows before.
    func exchangeSymmetric(_ p: Int, with q: Int, from k: Int, order n: Int) {
        func exchange(_ a: (Int, Int), _ b: (Int, Int)) {
            (self[a.0, a.1], self[b.0, b.1]) = (self[b.0, b.1], self[a.0, a.1])
        }
        for j in 0..<p { exchange((p, j), (q, j)) }
        exchange((p, p), (q, q))
        for j in p + 1..<q { exchange((j, p), (q, j)) }
        for i in q + 1..<Swift.max(n, q + 1) { exchange((i, p), (i, q)) }
    }

    /// Eliminates one or two columns of a lower triangle; `columns` has room for two.
    func eliminateSymmetric(_ k: Int, isPair: Bool, order n: Int, _ columns: MatrixPlace) {
        let next = isPair ? k + 2 : k + 1
        let block = isPair ? PairBlock(self, k) : nil
        for i in next..<Swift.max(n, next) {
            columns[0, i] = self[i, k]
            if isPair { columns[1, i] = self[i, k + 1] }
        }
        for i in next..<Swift.max(n, next) {
            if let block {
                (self[i, k], self[i, k + 1]) = block.solve(columns[0, i], columns[1, i])
                AutodiffAlgebra.subtractMultiple(row(i) + next, self[i, k + 1], columns.row(1) + next, i + 1 - next)
            } else {
                self[i, k] = columns[0, i] / self[k, k]
            }
            AutodiffAlgebra.subtractMultiple(row(i) + next, self[i, k], columns.row(0) + next, i + 1 - next)
        }
    }
}
