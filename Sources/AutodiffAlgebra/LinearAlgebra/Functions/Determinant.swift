import AutodiffCore

/// The determinant of a square matrix; of the 0 × 0 matrix 1.
///
///     print(determinant([[4, 1], [1, 3]]))            // 11.0
///
/// ∂ det A/∂Aᵢⱼ is the cofactor of the entry, at singular matrices too: derivatives of every order are those of the polynomial that the
/// determinant is, not det A · A⁻ᵀ, which is 0 · ∞ there. In a compiled function the second and higher derivatives at a point are right where rows and columns in
/// the recorded point's order still leave a regular block; else they are nan.
///
/// Cost: 2n³/3 operations, and about 4n³ for a gradient. Traps unless the matrix is square. The value overflows where the product of
/// the pivots does; see ``logDeterminant(_:)``.
@inlinable
public func determinant<S: RealScalar>(_ a: Matrix<S>) -> S.Itself {
    let n = checkedOrder(a, for: "asked for its determinant")
    return S.apply(DeterminantRule(order: n), to: a.values)[0]
}

/// log |det A|, without overflow.
///
///     print(try logDeterminant([[4, 1], [1, 3]]))             // 2.397895272798…
///
/// The gradient is A⁻ᵀ. Cost: 2n³/3 operations, and 2n³ for a gradient.
///
/// Throws ``LinearAlgebraError/singular(pivot:)`` where a pivot is exactly 0, and ``LinearAlgebraError/notFinite(row:column:)``. Traps
/// unless the matrix is square. For a symmetric positive definite matrix ``CholeskyFactorization/logDeterminant`` takes half of that.
@inlinable
public func logDeterminant<S: RealScalar>(_ a: Matrix<S>) throws -> S.Itself { try LUFactorization(a).logDeterminant }

/// A⁻¹, by elimination with partial pivoting. With X the inverse its derivative is -X·Ȧ·X.
///
///     print(try inverse([[2, 0], [0, 4]]))
///     // [0.5, 0.0]
///     // [0.0, 0.25]
///
/// To solve a linear system take ``solve(_:_:)``, which is quicker and more accurate.
///
/// Cost: 8n³/3 operations, and 4n³ for a derivative. Throws as ``factor(_:)`` does; traps unless the matrix is square.
@inlinable
public func inverse<S: RealScalar>(_ a: Matrix<S>) throws -> Matrix<S> { try LUFactorization(a).inverse }
