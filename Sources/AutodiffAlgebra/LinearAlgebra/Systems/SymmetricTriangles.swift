import AutodiffCore
import AutodiffGraph

// A symmetric matrix is known by its lower triangle, row after row: half the operands of a rule, half the numbers to compare. The
// derivative with respect to an entry off the diagonal is the sum of those of its two places.

/// The lower triangle of the symmetric part ½(A + Aᵀ).
@inlinable
func symmetricTriangle<S: RealScalar>(_ a: Matrix<S>) -> [S] {
    let n = a.rows
    return a.storage.withUnsafeBufferPointer { x in
        [S](unsafeUninitializedCapacity: n * (n + 1) / 2) { result, count in
            count = n * (n + 1) / 2
            guard let x = x.baseAddress, let place = result.baseAddress else { return }
            // In squares, as one of the two places is read down its columns.
            for firstRow in stride(from: 0, to: n, by: 16) {
                for firstColumn in stride(from: 0, through: firstRow, by: 16) {
                    for i in firstRow..<Swift.min(firstRow + 16, n) {
                        let row = place + i * (i + 1) / 2
                        for j in firstColumn..<Swift.min(firstColumn + 16, i + 1) {
                            let (lower, upper) = (x + (i * n + j), x + (j * n + i))
                            // Of the same scalar in both places that one is taken, with nothing computed.
                            (row + j).initialize(
                                to: areSame(lower, upper) ? lower.pointee : 0.5 * lower.pointee + 0.5 * upper.pointee)
                        }
                    }
                }
            }
        }
    }
}

/// Whether two scalars have the same bits, and so are the same in all that they carry. (Symbols have bits that say nothing.)
@inlinable
func areSame<S: RealScalar>(_ x: UnsafePointer<S>, _ y: UnsafePointer<S>) -> Bool {
    if S.self == Symbol.self {
        return Symbol._areSame(unsafeBitCast(x.pointee, to: Symbol.self), unsafeBitCast(y.pointee, to: Symbol.self))
    }
    let (a, b) = (UnsafeRawPointer(x), UnsafeRawPointer(y))
    if MemoryLayout<S>.size % 8 != 0 { return false }
    for offset in stride(from: 0, to: MemoryLayout<S>.size, by: 8)
    where a.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        != b.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    {
        return false
    }
    return true
}

/// The symmetric matrix with this lower triangle.
@inlinable
func symmetricMatrix<S: RealScalar>(_ triangle: [S], order n: Int) -> Matrix<S> {
    var matrix = Matrix<S>(rows: n, columns: n, repeating: 0)
    var k = 0
    for i in 0..<n {
        for j in 0...i {
            matrix.storage[i * n + j] = triangle[k]
            if j < i { matrix.storage[j * n + i] = triangle[k] }
            k += 1
        }
    }
    return matrix
}

/// The derivatives of Σ Zᵢⱼ Aᵢⱼ with respect to the lower triangle of a symmetric A.
@inlinable
func foldedTriangle<S: RealScalar>(_ z: Matrix<S>) -> [S] {
    var result: [S] = []
    result.reserveCapacity(z.rows * (z.rows + 1) / 2)
    for i in 0..<z.rows {
        for j in 0..<i { result.append(z.storage[i * z.rows + j] + z.storage[j * z.rows + i]) }
        result.append(z.storage[i * z.rows + i])
    }
    return result
}

/// The same of a symmetric Z.
@inlinable
func doubledTriangle<S: RealScalar>(_ z: Matrix<S>) -> [S] {
    var result: [S] = []
    result.reserveCapacity(z.rows * (z.rows + 1) / 2)
    for i in 0..<z.rows {
        for j in 0..<i { result.append(2 * z.storage[i * z.rows + j]) }
        result.append(z.storage[i * z.rows + i])
    }
    return result
}

/// The same of Z = X·Yᵀ.
@inlinable
func foldedOuterProduct<S: RealScalar>(_ x: Matrix<S>, _ y: Matrix<S>) -> [S] {
    if x.columns != 1 { return foldedTriangle(x.times(y.transposed)) }
    var result: [S] = []
    result.reserveCapacity(x.rows * (x.rows + 1) / 2)
    for i in 0..<x.rows {
        let (xi, yi) = (x.storage[i], y.storage[i])
        for j in 0..<i { result.append(xi * y.storage[j] + x.storage[j] * yi) }
        result.append(xi * yi)
    }
    return result
}
