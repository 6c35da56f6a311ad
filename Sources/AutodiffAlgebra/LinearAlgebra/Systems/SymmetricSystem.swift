import AutodiffCore

/// A system with the symmetric part of a matrix, which is positive definite; factorised by Cholesky's method.
@frozen
@usableFromInline
struct PositiveDefiniteSystem: DenseSystem {
    @usableFromInline let order: Int

    @inlinable
    init(order: Int) { self.order = order }

    @inlinable
    var entryCount: Int { order * order }

    @inlinable
    var isSymmetric: Bool { true }

    @usableFromInline
    func factors(of a: [Double]) -> CholeskyFactors { CholeskyFactors(a, order: order) }

    @usableFromInline
    func solve(_ factors: CholeskyFactors, _ b: [Double], columns: Int, isTransposed: Bool) -> [Double] {
        if factors.failure != nil { return [Double](repeating: .nan, count: b.count) }
        return factors.solve(b, columns: columns)
    }

    @usableFromInline
    func inverse(_ factors: CholeskyFactors) -> [Double] {
        if factors.failure != nil { return [Double](repeating: .nan, count: entryCount) }
        return factors.inverse
    }

    @inlinable
    func product<S: RealScalar>(_ a: [S], _ y: Matrix<S>, isTransposed: Bool) -> Matrix<S> {
        Matrix(rows: order, columns: order, values: a).symmetricPart.times(y)
    }

    @usableFromInline
    func logDeterminant(_ factors: CholeskyFactors) -> Double {
        factors.failure == nil ? factors.logDeterminant : .nan
    }

    @inlinable
    func restricted<S: RealScalar>(_ z: Matrix<S>) -> [S] { z.symmetricPart.values }
}

/// A system with the symmetric part of a matrix, which need not be definite; factorised as L·D·Lᵀ.
@frozen
@usableFromInline
struct IndefiniteSystem: DenseSystem {
    @usableFromInline let order: Int

    @inlinable
    init(order: Int) { self.order = order }

    @inlinable
    var entryCount: Int { order * order }

    @inlinable
    var isSymmetric: Bool { true }

    @usableFromInline
    func factors(of a: [Double]) -> LDLFactors { LDLFactors(a, order: order) }

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
        Matrix(rows: order, columns: order, values: a).symmetricPart.times(y)
    }

    @inlinable
    func restricted<S: RealScalar>(_ z: Matrix<S>) -> [S] { z.symmetricPart.values }
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
