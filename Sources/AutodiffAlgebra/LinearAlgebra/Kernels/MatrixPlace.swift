import _AutodiffShims

/// A matrix of numbers in memory that kernels change: entry (i, j) is at `start + i * rowStride + j * columnStride`.
struct MatrixPlace {
    let start: UnsafeMutablePointer<Double>
    let rowStride: Int
    let columnStride: Int

    /// Rows that are contiguous and begin `stride` numbers apart.
    init(_ start: UnsafeMutablePointer<Double>, stride: Int) {
        self.init(start, rowStride: stride, columnStride: 1)
    }

    init(_ start: UnsafeMutablePointer<Double>, rowStride: Int, columnStride: Int) {
        self.start = start
        self.rowStride = rowStride
        self.columnStride = columnStride
    }

    /// The same numbers with rows and columns exchanged.
    var transposed: MatrixPlace { MatrixPlace(start, rowStride: columnStride, columnStride: rowStride) }

    /// The part that begins at entry (i, j).
    func from(_ i: Int, _ j: Int) -> MatrixPlace {
        MatrixPlace(start + i * rowStride + j * columnStride, rowStride: rowStride, columnStride: columnStride)
    }

    /// Where row i begins.
    func row(_ i: Int) -> UnsafeMutablePointer<Double> { start + i * rowStride }

    subscript(i: Int, j: Int) -> Double {
        get { start[i * rowStride + j * columnStride] }
        nonmutating set { start[i * rowStride + j * columnStride] = newValue }
    }

    /// self -= A·B for m × k entries of A and k × n of B, entry by entry in the order of k, so with the bits of a loop.
    ///
    /// The rows of self and of B are contiguous; A may be transposed.
    func subtractProduct(_ a: MatrixPlace, _ b: MatrixPlace, rows m: Int, columns n: Int, inner k: Int) {
        if m <= 0 || n <= 0 || k <= 0 { return }
        autodiffSubtractProduct(start, rowStride, a.start, a.rowStride, a.columnStride, b.start, b.rowStride, m, n, k)
    }

    /// Row i -= factor · row j, in the first n columns.
    func subtract(_ factor: Double, timesRow j: Int, fromRow i: Int, columns n: Int) {
        subtractMultiple(row(i), factor, row(j), n)
    }

    /// Row i is multiplied by `factor`, in the first n columns.
    func scale(row i: Int, by factor: Double, columns n: Int) {
        let place = row(i)
        for j in 0..<n { place[j] *= factor }
    }

    /// Row i is divided by `divisor`, in the first n columns.
    func divide(row i: Int, by divisor: Double, columns n: Int) {
        let place = row(i)
        for j in 0..<n { place[j] /= divisor }
    }

    /// Rows i and j are exchanged, in the first n columns.
    func exchange(row i: Int, with j: Int, columns n: Int) {
        if i == j { return }
        let (x, y) = (row(i), row(j))
        for k in 0..<n { (x[k], y[k]) = (y[k], x[k]) }
    }
}

/// y -= factor · x for n numbers. Short ones aren't worth a call.
@inline(__always)
func subtractMultiple(_ y: UnsafeMutablePointer<Double>, _ factor: Double, _ x: UnsafePointer<Double>, _ n: Int) {
    if n >= 16 { return autodiffSubtractMultiple(y, factor, x, n) }
    for i in 0..<n { y[i] -= factor * x[i] }
}

/// How many columns a blocked algorithm takes at a time.
let blockSize = 24

/// Calls `body` with the numbers as a matrix with contiguous rows of `columns` entries.
func withPlace<Result>(_ numbers: inout [Double], columns: Int, _ body: (MatrixPlace) -> Result) -> Result {
    numbers.withUnsafeMutableBufferPointer { buffer in
        // Without numbers there is nothing at the place that a kernel would touch.
        body(MatrixPlace(buffer.baseAddress ?? nowhere, stride: columns))
    }
}

/// Calls `body` with numbers that aren't changed as a matrix with contiguous rows of `columns` entries.
func withReadPlace<Result>(_ numbers: [Double], columns: Int, _ body: (MatrixPlace) -> Result) -> Result {
    numbers.withUnsafeBufferPointer { buffer in
        body(MatrixPlace(buffer.baseAddress.map { UnsafeMutablePointer(mutating: $0) } ?? nowhere, stride: columns))
    }
}

/// A place for no numbers.
nonisolated(unsafe) private let nowhere = UnsafeMutablePointer<Double>.allocate(capacity: 1)
