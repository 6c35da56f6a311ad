import AutodiffCore

/// A kind of linear system M(a)·x = b, whose n × n matrix M depends linearly on the numbers a: all its entries, those of a
/// triangle, a band.
///
/// What a kind has to know is how its factors are made of numbers and used, and what M(a)·y and its adjoint are on any
/// scalar. The derivatives of the solution follow by ``SolveRule``.
@usableFromInline
protocol LinearSystem: Hashable, Sendable {
    associatedtype Factors: Sendable

    /// n.
    var order: Int { get }

    /// How many numbers a are.
    var entryCount: Int { get }

    /// Whether M is symmetric.
    var isSymmetric: Bool { get }

    /// The factors of M(a).
    func factors(of a: [Double]) -> Factors

    /// M⁻¹·B or M⁻ᵀ·B, for B with so many columns, row after row; nan where M is singular.
    func solve(_ factors: Factors, _ b: [Double], columns: Int, isTransposed: Bool) -> [Double]

    /// M(ȧ)·Y, or M(ȧ)ᵀ·Y, for a change ȧ of a.
    func product<S: RealScalar>(_ a: [S], _ y: Matrix<S>, isTransposed: Bool) -> Matrix<S>

    /// The derivatives of Σ Xᵢⱼ (M(a)·Y)ᵢⱼ with respect to a.
    func outerProduct<S: RealScalar>(_ x: Matrix<S>, _ y: Matrix<S>) -> [S]
}

/// A system with a dense matrix, of which the inverse and the determinant are of use too.
@usableFromInline
protocol DenseSystem: LinearSystem {
    /// M⁻¹, row after row; nan where M is singular.
    func inverse(_ factors: Factors) -> [Double]

    /// log |det M|; nan where M is singular.
    func logDeterminant(_ factors: Factors) -> Double

    /// The derivatives of Σ Zᵢⱼ M(a)ᵢⱼ with respect to a.
    func restricted<S: RealScalar>(_ z: Matrix<S>) -> [S]

    /// The derivatives of log |det M(a)| with respect to a, from M⁻¹.
    func logDeterminantSlopes<S: RealScalar>(_ inverse: Matrix<S>) -> [S]
}

extension DenseSystem {
    @inlinable
    func logDeterminantSlopes<S: RealScalar>(_ inverse: Matrix<S>) -> [S] { restricted(inverse.transposed) }

    @usableFromInline
    func inverse(_ factors: Factors) -> [Double] {
        solve(factors, Matrix.identity(order).values, columns: order, isTransposed: false)
    }

    @inlinable
    func outerProduct<S: RealScalar>(_ x: Matrix<S>, _ y: Matrix<S>) -> [S] { restricted(x.times(y.transposed)) }
}
