import AutodiffCore

/// The factors P·A·Pᵀ = L·D·Lᵀ of a symmetric matrix that need not be definite, computed once and used for any number of solves.
///
///     let kkt = try ldl([[1, 1], [1, 0]])
///     let step = kkt.solve(b)
///
/// L is a lower triangle with ones on its diagonal, D consists of blocks of one or two rows, and P exchanges rows for stability, after Bunch
/// and Kaufman: half the operations of ``LUFactorization``, and the number of negative eigenvalues.
///
/// What is factorised is the symmetric part ½(A + Aᵀ), so that derivatives with respect to the entries of A are a symmetric
/// matrix. As with ``LUFactorization`` the elimination runs on plain numbers, derivatives come by theorem, and in a compiled function
/// a later matrix that is singular has results that are nan.
@frozen
public struct LDLFactorization<Scalar: RealScalar> {
    /// A.
    public let matrix: Matrix<Scalar>

    /// The lower triangle of its symmetric part.
    @usableFromInline
    let triangle: [Scalar]

    @usableFromInline
    let store: FactorStore<LDLFactors>

    /// Factorises a symmetric matrix; see ``ldl(_:)``.
    @inlinable
    public init(_ matrix: Matrix<Scalar>) throws {
        let order = checkedOrder(matrix, for: "factorised")
        self.matrix = matrix
        triangle = symmetricTriangle(matrix)
        store = try ldlStore(triangle.map(\._peek), order: order)
    }

    /// n.
    @inlinable
    public var order: Int { matrix.rows }

    @inlinable
    var system: SymmetricSystem<LDLFactors> { SymmetricSystem(order: order) }

    /// How many eigenvalues of A are positive, and how many negative, by Sylvester's law of inertia. On a recording it is
    /// that of the recorded point.
    public var inertia: (positive: Int, negative: Int) {
        let factors = store.factors(of: triangle.map(\._peek)[...]) { system.factors(of: $0) }
        // A block of two rows has an eigenvalue of either sign.
        let negative = factors.blockDeterminants.filter { $0 < 0 }.count
        return (order - negative, negative)
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

    /// log |det A|, without overflow.
    ///
    /// Its derivative with respect to A is A⁻¹, which costs 2n³ operations; the value costs n.
    @inlinable
    public var logDeterminant: Scalar { Scalar.apply(LogDeterminantRule(system, store), to: triangle)[0] }

    /// A⁻¹, a symmetric matrix: 2n³ operations.
    @inlinable
    public var inverse: Matrix<Scalar> {
        Matrix(rows: order, columns: order, values: Scalar.apply(InverseRule(system, store), to: triangle))
    }
}

/// Factorises a symmetric matrix as P·A·Pᵀ = L·D·Lᵀ; see ``LDLFactorization``.
///
///     print(try ldl([[0, 1], [1, 0]]).solve([2, 3]))          // [3.0, 2.0]
///
/// Cost: n³/3 operations on plain numbers.
///
/// Throws ``LinearAlgebraError/singular(pivot:)`` where all that is left of a column is exactly 0, and
/// ``LinearAlgebraError/notFinite(row:column:)``. Traps unless the matrix is square.
@inlinable
public func ldl<S: RealScalar>(_ a: Matrix<S>) throws -> LDLFactorization<S> { try LDLFactorization(a) }

@usableFromInline
func ldlStore(_ triangle: [Double], order: Int) throws -> FactorStore<LDLFactors> {
    try checkFinite(triangle: triangle)
    let factors = LDLFactors(triangle: triangle, order: order)
    if let pivot = factors.zeroPivot { throw LinearAlgebraError.singular(pivot: pivot) }
    return FactorStore(triangle, factors)
}
