import AutodiffCore

/// The quadratic form xᵀ·A·x. Its gradient with respect to x is (A + Aᵀ)·x, with respect to A it is x·xᵀ.
///
///     print(quadraticForm([[4, 1], [1, 3]], [1, 2]))          // 20.0
///
/// Cost: n² multiplications. Traps unless A is square and x has as many elements as A rows.
@inlinable
public func quadraticForm<S: RealScalar>(_ a: Matrix<S>, _ x: [S]) -> S.Itself {
    if a.rows != a.columns {
        misuse("a \(a.rows) × \(a.columns) matrix has no quadratic form: it has to be square")
    }
    return dot(x, a.times(x))
}

/// The quadratic form xᵀ·A·x of a matrix of constants, whose derivatives are neither recorded nor computed.
@_disfavoredOverload
@inlinable
public func quadraticForm<S: RealScalar>(_ a: Matrix<Double>, _ x: [S]) -> S.Itself {
    if a.rows != a.columns {
        misuse("a \(a.rows) × \(a.columns) matrix has no quadratic form: it has to be square")
    }
    return dot(x, a.times(x))
}

/// The Kronecker product: A in which every entry is replaced by its product with B.
///
///     print(kronecker([[1, 2]], [[1], [3]]))
///     // [1.0, 2.0]
///     // [3.0, 6.0]
///
/// Entry (i·p + k, j·q + l) is Aᵢⱼ Bₖₗ for a p × q matrix B. Cost: a multiplication for each entry.
@inlinable
public func kronecker<S: RealScalar>(_ a: Matrix<S>, _ b: Matrix<S>) -> Matrix<S> {
    var entries: [S] = []
    entries.reserveCapacity(a.values.count * b.values.count)
    for i in 0..<a.rows {
        for k in 0..<b.rows {
            for j in 0..<a.columns {
                for l in 0..<b.columns { entries.append(a[i, j] * b[k, l]) }
            }
        }
    }
    return Matrix(rows: a.rows * b.rows, columns: a.columns * b.columns, values: entries)
}
