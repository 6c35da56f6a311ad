import AutodiffCore

/// A system with a symmetric positive definite matrix, of which a is the lower triangle, row after row; factorised by Cholesky's method.
@frozen
@usableFromInline
struct PositiveDefiniteSystem: DenseSystem {
    @usableFromInline let order: Int

    @inlinable
    init(order: Int) { self.order = order }

    @inlinable
    var entryCount: Int { order * (order + 1) / 2 }

    @inlinable
    var isSymmetric: Bool { true }

    @usableFromInline
    func factors(of a: [Double]) -> CholeskyFactors { CholeskyFactors(triangle: a, order: order) }

    @usableFromInline
    func solve(_ factors: CholeskyFactors, _ b: [Double], columns: Int, isTransposed: Bool) -> [Double] {
        if factors.failure != nil { return [Double](repeating: .nan, count: b.count) }
        return factors.solve(b, columns: columns)
    }

    @usableFromInline
    func inverse(_ factors: CholeskyFactors) -> [Double] {
        if factors.failure != nil { return [Double](repeating: .nan, count: order * order) }
        return factors.inverse
    }

    @inlinable
    func product<S: RealScalar>(_ a: [S], _ y: Matrix<S>, isTransposed: Bool) -> Matrix<S> {
        symmetricMatrix(a, order: order).times(y)
    }

    @usableFromInline
    func logDeterminant(_ factors: CholeskyFactors) -> Double {
        factors.failure == nil ? factors.logDeterminant : .nan
    }

    @inlinable
    func restricted<S: RealScalar>(_ z: Matrix<S>) -> [S] { foldedTriangle(z) }

    @inlinable
    func outerProduct<S: RealScalar>(_ x: Matrix<S>, _ y: Matrix<S>) -> [S] { foldedOuterProduct(x, y) }

    @inlinable
    func logDeterminantSlopes<S: RealScalar>(_ inverse: Matrix<S>) -> [S] { doubledTriangle(inverse) }
}

/// A system with a symmetric matrix that need not be definite, of which a is the lower triangle, row after row; factorised as L·D·Lᵀ.
@frozen
@usableFromInline
struct IndefiniteSystem: DenseSystem {
    @usableFromInline let order: Int

    @inlinable
    init(order: Int) { self.order = order }

    @inlinable
    var entryCount: Int { order * (order + 1) / 2 }

    @inlinable
    var isSymmetric: Bool { true }

    @usableFromInline
    func factors(of a: [Double]) -> LDLFactors { LDLFactors(triangle: a, order: order) }

    @usableFromInline
    func solve(_ factors: LDLFactors, _ b: [Double], columns: Int, isTransposed: Bool) -> [Double] {
        if factors.zeroPivot != nil { return [Double](repeating: .nan, count: b.count) }
        return factors.solve(b, columns: columns)
    }

    @usableFromInline
    func logDeterminant(_ factors: LDLFactors) -> Double {
        factors.zeroPivot == nil ? factors.blockDeterminants.reduce(0) { $0 + log($1.magnitude) } : .nan
    }

    @inlinable
    func product<S: RealScalar>(_ a: [S], _ y: Matrix<S>, isTransposed: Bool) -> Matrix<S> {
        symmetricMatrix(a, order: order).times(y)
    }

    @inlinable
    func restricted<S: RealScalar>(_ z: Matrix<S>) -> [S] { foldedTriangle(z) }

    @inlinable
    func outerProduct<S: RealScalar>(_ x: Matrix<S>, _ y: Matrix<S>) -> [S] { foldedOuterProduct(x, y) }

    @inlinable
    func logDeterminantSlopes<S: RealScalar>(_ inverse: Matrix<S>) -> [S] { doubledTriangle(inverse) }
}

extension Matrix where Scalar: RealScalar {
    /// ½(A + Aᵀ).
    @inlinable
    var symmetricPart: Matrix {
        var result = self
        let n = rows
        result.storage.withUnsafeMutableBufferPointer { entries in
            for i in 0..<n {
                for j in 0..<i {
                    let mean = 0.5 * (entries[i * n + j] + entries[j * n + i])
                    (entries[i * n + j], entries[j * n + i]) = (mean, mean)
                }
            }
        }
        return result
    }
}
