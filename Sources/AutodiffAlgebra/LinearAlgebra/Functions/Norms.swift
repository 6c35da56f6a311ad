import AutodiffCore

/// The Frobenius norm √(Σ Aᵢⱼ²), without overflow or underflow; see ``norm(_:)`` for its derivatives, also at 0.
///
///     print(frobeniusNorm([[3, 0], [0, 4]]))          // 5.0
///
/// Cost: two operations for each entry.
@inlinable
public func frobeniusNorm<S: RealScalar>(_ a: Matrix<S>) -> S.Itself { norm(a.values) }

/// The 1-norm, the largest sum of magnitudes of a column; 0 without entries.
///
///     print(oneNorm([[1, -2], [3, 4]]))               // 6.0
///
/// Where several columns have the largest sum, or entries of it are 0, derivatives are those by the conventions of `max` and
/// `abs`: shared, and 0.
///
/// Cost: an addition for each entry.
@inlinable
public func oneNorm<S: RealScalar>(_ a: Matrix<S>) -> S.Itself { infinityNorm(a.transposed) }

/// The ∞-norm, the largest sum of magnitudes of a row; see ``oneNorm(_:)``.
///
///     print(infinityNorm([[1, -2], [3, 4]]))          // 7.0
///
/// Cost: an addition for each entry.
@inlinable
public func infinityNorm<S: RealScalar>(_ a: Matrix<S>) -> S.Itself {
    let sums = (0..<a.rows).map { i in S._sum(a.row(i).map(\.magnitude)[...]) }
    return sums.isEmpty ? 0 : S._max(of: sums)
}
