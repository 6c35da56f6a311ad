import AutodiffCore

/// The factors of a symmetric matrix, made of its lower triangle, row after row.
@usableFromInline
protocol SymmetricFactors: Sendable {
    init(triangle: [Double], order: Int)

    /// Whether the elimination came to its end; if not, there is no solution.
    var isComplete: Bool { get }

    /// A⁻¹·B for B with so many columns.
    func solve(_ b: [Double], columns: Int) -> [Double]

    /// A⁻¹, row after row.
    var inverse: [Double] { get }

    /// log |det A|.
    var logDeterminant: Double { get }
}

extension CholeskyFactors: SymmetricFactors {
    @usableFromInline
    var isComplete: Bool { failure == nil }
}

extension LDLFactors: SymmetricFactors {
    @usableFromInline
    var isComplete: Bool { zeroPivot == nil }

    @usableFromInline
    var inverse: [Double] { solve(Matrix.identity(order).values, columns: order) }

    @usableFromInline
    var logDeterminant: Double { blockDeterminants.reduce(0) { $0 + log($1.magnitude) } }
}

/// A system with a symmetric matrix, of which a is the lower triangle, row after row; factorised by Cholesky's method or as L·D·Lᵀ.
@frozen
@usableFromInline
struct SymmetricSystem<Factors: SymmetricFactors>: DenseSystem {
    @usableFromInline let order: Int

    @inlinable
    init(order: Int) { self.order = order }

    @inlinable
    var entryCount: Int { order * (order + 1) / 2 }

    @inlinable
    var isSymmetric: Bool { true }

    @usableFromInline
    func factors(of a: [Double]) -> Factors { Factors(triangle: a, order: order) }

    @usableFromInline
    func solve(_ factors: Factors, _ b: [Double], columns: Int, isTransposed: Bool) -> [Double] {
        factors.isComplete ? factors.solve(b, columns: columns) : [Double](repeating: .nan, count: b.count)
    }

    @usableFromInline
    func inverse(_ factors: Factors) -> [Double] {
        factors.isComplete ? factors.inverse : [Double](repeating: .nan, count: order * order)
    }

    @usableFromInline
    func logDeterminant(_ factors: Factors) -> Double { factors.isComplete ? factors.logDeterminant : .nan }

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
