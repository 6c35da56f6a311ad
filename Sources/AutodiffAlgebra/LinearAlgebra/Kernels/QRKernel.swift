import AutodiffCore

/// The factors A = Q·R of an m × n matrix with m ≥ n, by Householder's reflections.
///
/// Q = H₀·H₁ ⋯ Hₙ₋₁ with Hⱼ = I - τⱼ vⱼ vⱼᵀ. R stands in the upper triangle, and below it the vⱼ, whose first entry is 1.
@usableFromInline
struct QRFactors: Sendable {
    let rows: Int
    let columns: Int
    var entries: [Double]
    var scales: [Double]

    /// The first diagonal entry of R that is 0.
    var zeroPivot: Int? { (0..<columns).first { entries[$0 * columns + $0] == 0 } }

    /// 2n²(m - n/3) operations, in blocks of columns.
    init(_ matrix: [Double], rows m: Int, columns n: Int) {
        (rows, columns) = (m, n)
        entries = matrix
        scales = [Double](repeating: 0, count: n)
        var panel = [Double](repeating: 0, count: m * Swift.min(n, blockSize))
        var work = [Double](repeating: 0, count: 2 * n * Swift.min(n, blockSize))
        for first in stride(from: 0, to: n, by: blockSize) {
            let block = first..<Swift.min(first + blockSize, n)
            withPlace(&panel, columns: m - first) { panel in
                reflect(block, panel)
                withPlace(&work, columns: n) { applyBlock(block, panel, $0) }
            }
        }
    }

    /// Makes the reflections of a block of columns; `panel` gets its columns as rows, which are the v with their zeros.
    private mutating func reflect(_ block: Range<Int>, _ panel: MatrixPlace) {
        let (n, count) = (rows - block.lowerBound, block.count)
        withPlace(&entries, columns: columns) { a in
            for i in 0..<n {
                for j in 0..<count { panel[j, i] = a[block.lowerBound + i, block.lowerBound + j] }
            }
            for j in 0..<count {
                let column = panel.row(j)
                let (scale, diagonal) = householder(column + j, n - j)
                scales[block.lowerBound + j] = scale
                column[j] = 1
                for k in j + 1..<Swift.max(count, j + 1) {
                    let other = panel.row(k)
                    let product = dot(column + j, other + j, n - j)
                    AutodiffAlgebra.subtractMultiple(other + j, scale * product, column + j, n - j)
                }
                for i in 0..<j {
                    a[block.lowerBound + i, block.lowerBound + j] = column[i]
                    column[i] = 0
                }
                a[block.lowerBound + j, block.lowerBound + j] = diagonal
                for i in j + 1..<Swift.max(n, j + 1) { a[block.lowerBound + i, block.lowerBound + j] = column[i] }
            }
        }
    }

    /// A₂ - V·Tᵀ·Vᵀ·A₂ for the columns to the right of a block, of which `panel` has Vᵀ.
    private mutating func applyBlock(_ block: Range<Int>, _ panel: MatrixPlace, _ work: MatrixPlace) {
        let (n, count, left) = (rows - block.lowerBound, block.count, columns - block.upperBound)
        if left == 0 { return }
        let triangle = blockTriangle(block, panel, length: n)
        withPlace(&entries, columns: columns) { a in
            let (product, weighted) = (work, work.from(count, 0))
            for i in 0..<count {
                for j in 0..<left { (product[i, j], weighted[i, j]) = (0, 0) }
            }
            let rest = a.from(block.lowerBound, block.upperBound)
            // With the sign exchanged by each product that is subtracted from 0.
            product.subtractProduct(panel, rest, rows: count, columns: left, inner: n)
            for i in 0..<count {
                for j in 0...i {
                    weighted.subtract(triangle[j * count + i], times: product.row(j), fromRow: i, columns: left)
                }
            }
            rest.subtractProduct(panel.transposed, weighted, rows: n, columns: left, inner: count)
        }
    }

    /// T with H₀ ⋯ H_{k-1} = I - V·T·Vᵀ, an upper triangle.
    private func blockTriangle(_ block: Range<Int>, _ panel: MatrixPlace, length n: Int) -> [Double] {
        let count = block.count
        var t = [Double](repeating: 0, count: count * count)
        for j in 0..<count {
            let scale = scales[block.lowerBound + j]
            let products = (0..<j).map { dot(panel.row($0) + j, panel.row(j) + j, n - j) }
            for i in 0..<j {
                var sum = 0.0
                for k in i..<j { sum += t[i * count + k] * products[k] }
                t[i * count + j] = -scale * sum
            }
            t[j * count + j] = scale
        }
        return t
    }

    /// Q·X or Qᵀ·X for X with so many columns and m rows.
    func applyQ(_ x: [Double], columns: Int, isTransposed: Bool) -> [Double] {
        var (x, sums) = (x, [Double](repeating: 0, count: columns))
        let order = isTransposed ? Array(0..<self.columns) : (0..<self.columns).reversed()
        withReadPlace(entries, columns: self.columns) { a in
            withPlace(&x, columns: columns) { x in
                withPlace(&sums, columns: columns) { sums in
                    for j in order {
                        for k in 0..<columns { sums[0, k] = -x[j, k] }
                        for i in j + 1..<Swift.max(rows, j + 1) {
                            AutodiffAlgebra.subtractMultiple(sums.start, a[i, j], x.row(i), columns)
                        }
                        sums.scale(row: 0, by: -scales[j], columns: columns)
                        for k in 0..<columns { x[j, k] -= sums[0, k] }
                        for i in j + 1..<Swift.max(rows, j + 1) {
                            AutodiffAlgebra.subtractMultiple(x.row(i), a[i, j], sums.start, columns)
                        }
                    }
                }
            }
        }
        return x
    }

    /// R⁻¹·X or R⁻ᵀ·X in the place of the first n rows of X.
    func solveR(_ x: inout [Double], columns: Int, isTransposed: Bool) {
        withReadPlace(entries, columns: self.columns) { a in
            withPlace(&x, columns: columns) { x in
                (isTransposed ? a.transposed : a).solve(
                    Triangle(isLower: isTransposed, hasUnitDiagonal: false), order: self.columns, x, columns: columns)
            }
        }
    }
}

/// The reflection that makes all of a column but its first entry 0: below that entry the column becomes v. Returns τ and the new first entry.
///
/// The first entry of R becomes that of the sign opposite to the column's, so that nothing cancels.
func householder(_ x: UnsafeMutablePointer<Double>, _ n: Int) -> (scale: Double, diagonal: Double) {
    var largest = 0.0
    for i in 1..<Swift.max(n, 1) { largest = Swift.max(largest, x[i].magnitude) }
    if largest == 0 { return (0, x[0]) }
    largest = Swift.max(largest, x[0].magnitude)
    // By a power of two, so that no square overflows and none that counts underflows.
    let unit = Double(sign: .plus, exponent: largest.exponent, significand: 1)
    for i in 0..<n { x[i] /= unit }
    let length = dot(x, x, n).squareRoot()
    let diagonal = x[0] > 0 ? -length : length
    let scale = (diagonal - x[0]) / diagonal
    let divisor = x[0] - diagonal
    for i in 1..<n { x[i] /= divisor }
    return (scale, diagonal * unit)
}

/// Σ xᵢ yᵢ in eight sums, as vector instructions take them.
func dot(_ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ n: Int) -> Double {
    var sums = SIMD8<Double>.zero
    var i = 0
    while i + 8 <= n {
        let a = UnsafeRawPointer(x + i).loadUnaligned(as: SIMD8<Double>.self)
        let b = UnsafeRawPointer(y + i).loadUnaligned(as: SIMD8<Double>.self)
        sums = SIMD8._add(sums, SIMD8._product(a, b))
        i += 8
    }
    var sum = (sums[0] + sums[4]) + (sums[1] + sums[5]) + ((sums[2] + sums[6]) + (sums[3] + sums[7]))
    while i < n {
        sum += x[i] * y[i]
        i += 1
    }
    return sum
}

extension MatrixPlace {
    /// Row i -= factor · x, in the first n columns.
    func subtract(_ factor: Double, times x: UnsafePointer<Double>, fromRow i: Int, columns n: Int) {
        AutodiffAlgebra.subtractMultiple(row(i), factor, x, n)
    }
}
