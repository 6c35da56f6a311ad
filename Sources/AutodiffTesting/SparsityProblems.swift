import AutodiffComparison
import AutodiffCore

/// Random points near one: each input moved by up to its size plus 1.
@usableFromInline
func randomPoints(near x: [Double], count: Int) -> [[Double]] {
    if count < 0 { misuse("\(count) samples: give 0 or more") }
    var random = SplitMix64(seed: 0x5EED)
    return (0..<count).map { _ in x.map { $0 + (2 * random.uniform() - 1) * ($0.magnitude + 1) } }
}

/// What is wrong where a pattern has an entry outside the expected one; nil where none has.
@usableFromInline
func entryOutside(_ expected: ExpectedSparsity, _ found: [Sparsity], _ points: [[Double]]) -> String? {
    for (sparsity, point) in zip(found, points) {
        let (m, n) = (sparsity.pattern.rows, sparsity.pattern.columns)
        guard let pattern = expected.pattern(m, n), pattern.rows == m, pattern.columns == n else {
            return "the Jacobian is \(m) × \(n), which the expected pattern isn't"
        }
        if let (i, j) = sparsity.pattern.firstEntry(missingFrom: pattern) {
            return "output \(i) depends on input \(j), outside the expected pattern, \(place(sparsity, point))"
        }
    }
    return nil
}

/// What is wrong where one of the outputs depends on one of the inputs.
@usableFromInline
func entryOf(_ outputs: Set<Int>, _ inputs: Set<Int>, _ found: [Sparsity], _ points: [[Double]]) -> String? {
    for (sparsity, point) in zip(found, points) {
        let pattern = sparsity.pattern
        for input in inputs where input < 0 || input >= pattern.columns {
            misuse("there is no input \(input) of \(pattern.columns)")
        }
        for output in outputs.sorted() {
            if output < 0 || output >= pattern.rows { misuse("there is no output \(output) of \(pattern.rows)") }
            if let input = pattern.row(output).first(where: { inputs.contains($0) }) {
                return "output \(output) depends on input \(input), \(place(sparsity, point))"
            }
        }
    }
    return nil
}

/// What is wrong where a matrix isn't symmetric.
@usableFromInline
func asymmetry(of matrix: SparseMatrix<Double>, at point: [Double], roundings: Double) -> String? {
    if matrix.rows != matrix.columns {
        return "the Jacobian is \(matrix.rows) × \(matrix.columns), which can't be symmetric"
    }
    let scales = (0..<matrix.rows).map { i in matrix.row(i).map(\.value.magnitude).max() ?? 0 }
    var worst: (difference: Double, i: Int, j: Int) = (roundings, 0, 0)
    for i in 0..<matrix.rows {
        for (j, value) in matrix.row(i) {
            let unit = Swift.max(scales[i], scales[j]) * 0x1p-53
            let difference = value == matrix[j, i] ? 0 : (value - matrix[j, i]).magnitude / unit
            if !(difference <= worst.difference) { worst = (difference, i, j) }
        }
    }
    if worst.difference == roundings { return nil }
    let (i, j) = (worst.i, worst.j)
    return "entry (\(i), \(j)) is \(matrix[i, j]) and entry (\(j), \(i)) is \(matrix[j, i]) at \(shortened(point))"
}

private func place(_ sparsity: Sparsity, _ point: [Double]) -> String {
    sparsity.kind == .everywhere ? "at every point" : "on the path of \(shortened(point))"
}

private func shortened(_ point: [Double]) -> String {
    point.count > 8 ? "[\(point.prefix(8).map { "\($0)" }.joined(separator: ", ")), …]" : "\(point)"
}
