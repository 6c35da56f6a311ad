import AutodiffCore
import _AutodiffShims

/// The eigenvalues of a symmetric matrix, from the least to the largest, and its eigenvectors.
@usableFromInline
struct EigenFactors: Sendable {
    let order: Int
    @usableFromInline var values: [Double]

    /// Row i is the eigenvector of eigenvalue i, of length 1; empty if only the values were asked for.
    @usableFromInline var vectors: [Double]

    /// Whether the iteration has converged, as it does but for nan.
    let isConverged: Bool

    /// By Householder's reduction to a tridiagonal matrix and the QL iteration with implicit shifts, of the symmetric part ½(A + Aᵀ).
    ///
    /// 4n³/3 operations, and about 8n³ more for the vectors.
    init(_ matrix: [Double], order n: Int, withVectors: Bool = true) {
        order = n
        var a = matrix
        let (diagonal, off, scales) = withPlace(&a, columns: n) { a in
            a.formSymmetricPart(order: n)
            return a.reduceToTridiagonal(order: n)
        }
        vectors = withVectors ? withPlace(&a, columns: n) { $0.reflections(scales, order: n) } : []
        values = []
        var (eigenvalues, remaining) = (diagonal, off)
        isConverged = withPlace(&vectors, columns: n) { rows in
            iterateQL(&eigenvalues, &remaining, rows: withVectors ? rows : nil)
        }
        values = eigenvalues
        sort()
    }

    /// Orders the values, and gives each vector the sign by which its first entry among the largest is positive.
    private mutating func sort() {
        let n = order
        let order = values.indices.sorted { values[$0] < values[$1] }
        values = order.map { values[$0] }
        if vectors.isEmpty { return }
        var sorted: [Double] = []
        sorted.reserveCapacity(n * n)
        for i in order {
            let row = vectors[i * n..<(i + 1) * n]
            let largest = row.reduce(0) { Swift.max($0, $1.magnitude) }
            // Entries of almost the same magnitude count as the same: the sign doesn't change with rounding errors.
            let isNegative = row.first { $0.magnitude >= 0.999 * largest }.map { $0 < 0 } ?? false
            if isNegative { sorted.append(contentsOf: row.map { -$0 }) } else { sorted.append(contentsOf: row) }
        }
        vectors = sorted
    }
}

extension MatrixPlace {
    /// A tridiagonal matrix similar to the lower half of this one, by reflections, whose vectors stay in the rows above the diagonal.
    func reduceToTridiagonal(order n: Int) -> (diagonal: [Double], off: [Double], scales: [Double]) {
        var (off, scales) = ([Double](repeating: 0, count: n), [Double](repeating: 0, count: n))
        var product = [Double](repeating: 0, count: n)
        product.withUnsafeMutableBufferPointer { product in
            guard let p = product.baseAddress else { return }
            for k in 0..<Swift.max(n - 1, 0) {
                let (v, m) = (row(k) + k + 1, n - k - 1)
                for i in 0..<m { v[i] = self[k + 1 + i, k] }
                let (scale, entry) = householder(v, m)
                (off[k], scales[k]) = (entry, scale)
                if scale == 0 { continue }
                v[0] = 1
                let rest = from(k + 1, k + 1)
                for i in 0..<m { p[i] = 0 }
                for i in 0..<m {
                    let row = rest.row(i)
                    p[i] += dot(row, v, i + 1)
                    AutodiffAlgebra.subtractMultiple(p, -v[i], row, i)
                }
                for i in 0..<m { p[i] *= scale }
                let half = 0.5 * scale * dot(p, v, m)
                for i in 0..<m { p[i] -= half * v[i] }
                for i in 0..<m {
                    AutodiffAlgebra.subtractMultiple(rest.row(i), v[i], p, i + 1)
                    AutodiffAlgebra.subtractMultiple(rest.row(i), p[i], v, i + 1)
                }
            }
        }
        return ((0..<n).map { self[$0, $0] }, off, scales)
    }

    /// The transpose of the product of the reflections.
    func reflections(_ scales: [Double], order n: Int) -> [Double] {
        var (q, sums) = (Matrix<Double>.identity(n).values, [Double](repeating: 0, count: n))
        withPlace(&q, columns: n) { q in
            withPlace(&sums, columns: n) { sums in
                for k in (0..<Swift.max(n - 1, 0)).reversed() where scales[k] != 0 {
                    let (v, m) = (row(k) + k + 1, n - k - 1)
                    let rest = q.from(k + 1, k + 1)
                    for j in 0..<m { sums[0, j] = 0 }
                    for i in 0..<m { AutodiffAlgebra.subtractMultiple(sums.start, v[i], rest.row(i), m) }
                    for i in 0..<m {
                        AutodiffAlgebra.subtractMultiple(rest.row(i), -scales[k] * v[i], sums.start, m)
                    }
                }
                // In place: the rows become the columns.
                for i in 0..<n {
                    for j in 0..<i { (q[i, j], q[j, i]) = (q[j, i], q[i, j]) }
                }
            }
        }
        return q
    }
}

/// The QL iteration with implicit shifts on a tridiagonal matrix, whose diagonal becomes the eigenvalues; after EISPACK's `tql2`. The
/// rotations are applied to `rows`. Returns whether it converged.
private func iterateQL(_ d: inout [Double], _ e: inout [Double], rows: MatrixPlace?) -> Bool {
    let n = d.count
    for l in 0..<n {
        var steps = 0
        while true {
            var m = l
            while m + 1 < n && e[m].magnitude > Double.ulpOfOne * 0.5 * (d[m].magnitude + d[m + 1].magnitude) { m += 1 }
            if m == l { break }
            steps += 1
            if steps > 60 { return false }
            var g = (d[l + 1] - d[l]) / (2 * e[l])
            var r = hypot(g, 1.0)
            g = d[m] - d[l] + e[l] / (g + (g < 0 ? -r : r))
            var (s, c, p) = (1.0, 1.0, 0.0)
            var i = m - 1
            var isSplit = false
            while i >= l {
                let f = s * e[i]
                let b = c * e[i]
                r = hypot(f, g)
                e[i + 1] = r
                if r == 0 {
                    d[i + 1] -= p
                    e[m] = 0
                    isSplit = true
                    break
                }
                (s, c) = (f / r, g / r)
                g = d[i + 1] - p
                r = (d[i] - g) * s + 2 * c * b
                p = s * r
                d[i + 1] = g + p
                g = c * r - b
                if let rows {
                    autodiffRotate(rows.row(i), rows.row(i + 1), c, s, n)
                }
                i -= 1
            }
            if isSplit { continue }
            d[l] -= p
            e[l] = g
            e[m] = 0
        }
    }
    return true
}
