import AutodiffCore

/// The eigenvalues and eigenvectors of a symmetric matrix: A = V·diag(λ)·Vᵀ.
@frozen
public struct SymmetricEigen<Scalar: RealScalar> {
    /// The eigenvalues, from the least to the largest; a repeated one as often as it is.
    public let values: [Scalar]

    /// The matrix whose column i is the eigenvector of eigenvalue i, of length 1. Of its entries of the largest magnitude the first is positive.
    public let vectors: Matrix<Scalar>

    @inlinable
    init(values: [Scalar], vectors: Matrix<Scalar>) {
        self.values = values
        self.vectors = vectors
    }
}

/// The eigenvalues and eigenvectors of a symmetric matrix; of others, of the symmetric part ½(A + Aᵀ).
///
///     let eigen = try symmetricEigen(covariance)
///     eigen.values.last                       // the largest variance
///     eigen.vectors.column(1)                 // and its direction
///
/// λ̇ᵢ = vᵢᵀ·Ȧ·vᵢ, and v̇ᵢ = Σⱼ vⱼ (vⱼᵀ·Ȧ·vᵢ)/(λᵢ - λⱼ).
///
/// Edge, repeated eigenvalues (which differ by no more than rounding errors): the values are those of ``symmetricEigenvalues(_:)``. Vectors of a
/// repeated eigenvalue are one basis of its space among many, and their derivatives are nan in all directions that mix them; those of a function that
/// doesn't depend on the basis, such as a projection, are right in reverse mode.
///
/// Cost: about 9n³ operations on plain numbers, and 6n³ for a derivative.
///
/// Throws ``LinearAlgebraError/notFinite(row:column:)``. Traps unless the matrix is square.
@inlinable
public func symmetricEigen<S: RealScalar>(_ a: Matrix<S>) throws -> SymmetricEigen<S> {
    let n = checkedOrder(a, for: "asked for its eigenvalues")
    let store = try eigenStore(peeked(a), order: n)
    let factors = S.apply(EigenRule(order: n, store), to: a.values)
    return SymmetricEigen(
        values: S.apply(EigenvaluesRule(order: n, store), to: a.values),
        vectors: Matrix(rows: n, columns: n, values: Array(factors[n...])).transposed)
}

/// The eigenvalues of a symmetric matrix, from the least to the largest; of others, of the symmetric part ½(A + Aᵀ).
///
///     print(try symmetricEigenvalues([[2, 1], [1, 2]]))   // [1.0000000000000002, 3.0]
///
/// Their derivatives are λ̇ᵢ = vᵢᵀ·Ȧ·vᵢ, with any eigenvectors. Edge, a repeated eigenvalue: where the matrix moves along a line its
/// eigenvalues split, and in forward mode with one direction their derivatives are the slopes of that, in ascending order. Backwards each gets the
/// square of one vector of some basis. Either way symmetric functions of the eigenvalues, as their sum and the sum of their squares, have the right
/// derivatives, in `gradient`, `jvp`, `hvp` and `hessian`; second derivatives that don't exist, those of a single one, are nan, as are all second ones in
/// nestings other than forward over reverse.
///
/// Cost: 4n³/3 operations on plain numbers, and about 8n³ once for derivatives.
///
/// Throws ``LinearAlgebraError/notFinite(row:column:)``. Traps unless the matrix is square.
@inlinable
public func symmetricEigenvalues<S: RealScalar>(_ a: Matrix<S>) throws -> [S] {
    let n = checkedOrder(a, for: "asked for its eigenvalues")
    // Numbers need no vectors, as nothing is derived.
    let store = try eigenStore(peeked(a), order: n, withVectors: S.self != Double.self)
    return S.apply(EigenvaluesRule(order: n, store), to: a.values)
}

/// The singular values of a matrix, from the largest to the least: as many as the smaller of rows and columns.
///
///     print(try singularValues([[3, 0], [0, -4]]))   // [3.999999999999999, 3.0000000000000004]
///
/// They are the largest eigenvalues of the symmetric matrix of A and Aᵀ off the diagonal, and have its derivatives and conventions: σ̇ᵢ = uᵢᵀ·Ȧ·vᵢ. Edge: at
/// 0 a singular value has a kink, and the derivative in forward mode is the one-sided one.
///
/// Cost: that of the eigenvalues of a matrix of as many rows as A has rows and columns. Their error is of the size of rounding errors of the largest.
///
/// Throws ``LinearAlgebraError/notFinite(row:column:)``.
@inlinable
public func singularValues<S: RealScalar>(_ a: Matrix<S>) throws -> [S] {
    let (m, n) = (a.rows, a.columns)
    try checkFinite(peeked(a), columns: n)
    var both = Matrix<S>(rows: m + n, columns: m + n, repeating: 0)
    for i in 0..<m {
        for j in 0..<n {
            both[i, m + j] = a[i, j]
            both[m + j, i] = a[i, j]
        }
    }
    return try symmetricEigenvalues(both).suffix(Swift.min(m, n)).reversed()
}

@usableFromInline
func eigenStore(_ entries: [Double], order: Int, withVectors: Bool = true) throws -> FactorStore<EigenFactors> {
    try checkFinite(entries, columns: order)
    let factors = EigenFactors(entries, order: order, withVectors: withVectors)
    if !factors.isConverged { throw LinearAlgebraError.notConverged(steps: 60) }
    return FactorStore(entries, factors)
}
