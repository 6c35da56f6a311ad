import AutodiffCore

/// The factors A = L·Lᵀ of a symmetric positive definite matrix, computed once and used for any number of solves.
///
///     let c = try cholesky(covariance)
///     let logLikelihood = -0.5 * (dot(b, c.solve(b)) + c.logDeterminant + 2 * log(2 * Double.pi))
///
/// What is factorised is the symmetric part ½(A + Aᵀ), so that derivatives with respect to the entries of A are a symmetric
/// matrix. As with ``LUFactorization`` the elimination runs on plain numbers, derivatives come by theorem, and in a compiled function
/// a later matrix that isn't positive definite has results that are nan.
@frozen
public struct CholeskyFactorization<Scalar: RealScalar> {
    /// A.
    public let matrix: Matrix<Scalar>

    /// The lower triangle of its symmetric part.
    @usableFromInline
    let triangle: [Scalar]

    @usableFromInline
    let store: FactorStore<CholeskyFactors>

    /// Factorises a symmetric matrix; see ``cholesky(_:)``.
    @inlinable
    public init(_ matrix: Matrix<Scalar>) throws {
        let order = checkedOrder(matrix, for: "factorised")
        self.matrix = matrix
        triangle = symmetricTriangle(matrix)
        store = try choleskyStore(triangle.map(\._peek), order: order)
    }

    /// n.
    @inlinable
    public var order: Int { matrix.rows }

    @inlinable
    var system: SymmetricSystem<CholeskyFactors> { SymmetricSystem(order: order) }

    /// L, a lower triangle with a positive diagonal.
    ///
    /// Cost: n² operations, as it is known already. Of a derivative: two triangular solves with n right sides each.
    @inlinable
    public var lower: Matrix<Scalar> {
        Matrix(rows: order, columns: order, values: Scalar.apply(CholeskyRule(system, store), to: triangle))
    }

    /// The solution x of A·x = b. Traps unless b has n elements.
    ///
    /// Cost: 2n² operations, and as many for a derivative.
    @inlinable
    public func solve(_ b: [Scalar]) -> [Scalar] { solve(Matrix(rows: b.count, columns: 1, values: b)).values }

    /// The solution X of A·X = B, column by column. Traps unless B has n rows.
    @inlinable
    public func solve(_ b: Matrix<Scalar>) -> Matrix<Scalar> {
        checkRows(b.rows, order)
        let rule = SolveRule(system, columns: b.columns, isTransposed: false, store)
        return Matrix(
            rows: order, columns: b.columns, values: Scalar.apply(rule, to: triangle + b.values))
    }

    /// log det A, without overflow.
    ///
    /// Its derivative with respect to A is A⁻¹, which costs 2n³/3 operations; the value costs n.
    @inlinable
    public var logDeterminant: Scalar { Scalar.apply(LogDeterminantRule(system, store), to: triangle)[0] }

    /// A⁻¹, a symmetric matrix: 2n³/3 operations.
    @inlinable
    public var inverse: Matrix<Scalar> {
        Matrix(rows: order, columns: order, values: Scalar.apply(InverseRule(system, store), to: triangle))
    }
}

/// Factorises a symmetric positive definite matrix by Cholesky's method; see ``CholeskyFactorization``.
///
///     print(try cholesky([[4, 2], [2, 5]]).lower)
///     // [2.0, 0.0]
///     // [1.0, 2.0]
///
/// Cost: n³/3 operations on plain numbers, in vector instructions.
///
/// Throws ``LinearAlgebraError/notPositiveDefinite(pivot:value:)`` where a pivot isn't positive, and
/// ``LinearAlgebraError/notFinite(row:column:)``. Traps unless the matrix is square.
@inlinable
public func cholesky<S: RealScalar>(_ a: Matrix<S>) throws -> CholeskyFactorization<S> {
    try CholeskyFactorization(a)
}

@usableFromInline
func choleskyStore(_ triangle: [Double], order: Int) throws -> FactorStore<CholeskyFactors> {
    try checkFinite(triangle: triangle)
    let factors = CholeskyFactors(triangle: triangle, order: order)
    if let (pivot, value) = factors.failure { throw LinearAlgebraError.notPositiveDefinite(pivot: pivot, value: value) }
    return FactorStore(triangle, factors)
}
