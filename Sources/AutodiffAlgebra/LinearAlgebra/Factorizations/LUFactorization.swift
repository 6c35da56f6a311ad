import AutodiffCore

/// The factors P·A = L·U of a square matrix, computed once and used for any number of solves.
///
///     let lu = try factor(a)
///     let x = lu.solve(b)                 // A⁻¹·b
///     let y = lu.solve(c)                 // with the same factors
///     let d = lu.determinant
///
/// The elimination itself runs on plain numbers, whatever the scalar. A solution's derivatives come by theorem, with the
/// same factors: forwards A⁻¹(ḃ - Ȧ·x), backwards A⁻ᵀ·x̄ for b and -(A⁻ᵀ·x̄)·xᵀ for A, at every level of nesting. In reverse mode a
/// solve is one entry on the tape, in a compiled function one call.
///
/// In a compiled function a later point may have another matrix, which is then factorised. Where that is singular the solutions are nan: a
/// call that is replayed can't throw.
@frozen
public struct LUFactorization<Scalar: RealScalar> {
    /// A.
    public let matrix: Matrix<Scalar>

    @usableFromInline
    let store: FactorStore<LUFactors>

    /// Factorises a square matrix; see ``factor(_:)``.
    @inlinable
    public init(_ matrix: Matrix<Scalar>) throws {
        let order = checkedOrder(matrix, for: "factorised")
        self.matrix = matrix
        store = try luStore(peeked(matrix), order: order)
    }

    /// n.
    @inlinable
    public var order: Int { matrix.rows }

    @inlinable
    func solve(_ b: [Scalar], columns: Int, isTransposed: Bool) -> [Scalar] {
        let rule = SolveRule(GeneralSystem(order: order), columns: columns, isTransposed: isTransposed, store)
        return Scalar.apply(rule, to: matrix.values + b)
    }

    /// The solution x of A·x = b. Traps unless b has n elements.
    ///
    /// Cost: 2n² operations. In reverse mode as many to sweep, and n² to hand adjoints on to A.
    @inlinable
    public func solve(_ b: [Scalar]) -> [Scalar] {
        checkRows(b.count, order)
        return solve(b, columns: 1, isTransposed: false)
    }

    /// The solution X of A·X = B, column by column. Traps unless B has n rows.
    @inlinable
    public func solve(_ b: Matrix<Scalar>) -> Matrix<Scalar> {
        checkRows(b.rows, order)
        return Matrix(
            rows: order, columns: b.columns, values: solve(b.values, columns: b.columns, isTransposed: false))
    }

    /// The solution x of Aᵀ·x = b. Traps unless b has n elements.
    @inlinable
    public func solveTransposed(_ b: [Scalar]) -> [Scalar] {
        checkRows(b.count, order)
        return solve(b, columns: 1, isTransposed: true)
    }

    /// The solution X of Aᵀ·X = B. Traps unless B has n rows.
    @inlinable
    public func solveTransposed(_ b: Matrix<Scalar>) -> Matrix<Scalar> {
        checkRows(b.rows, order)
        return Matrix(rows: order, columns: b.columns, values: solve(b.values, columns: b.columns, isTransposed: true))
    }

    /// A⁻¹: 2n³ operations.
    @inlinable
    public var inverse: Matrix<Scalar> {
        let rule = InverseRule(GeneralSystem(order: order), store)
        return Matrix(rows: order, columns: order, values: Scalar.apply(rule, to: matrix.values))
    }

    /// det A: the product of the pivots. The derivative is det A · A⁻ᵀ, which loses digits where A is nearly singular;
    /// the function `determinant` has one that doesn't.
    @inlinable
    public var determinant: Scalar { regularDeterminant(matrix, store) }

    /// log |det A|, without overflow. Its derivative with respect to A is A⁻ᵀ, which costs 2n³ operations; the value costs n.
    @inlinable
    public var logDeterminant: Scalar {
        Scalar.apply(LogDeterminantRule(GeneralSystem(order: order), store), to: matrix.values)[0]
    }
}

/// Factorises a square matrix by elimination with partial pivoting; see ``LUFactorization``.
///
///     let lu = try factor([[4, 1], [1, 3]])
///     print(lu.solve([9, 5]))                         // [2.0, 1.0]
///
/// Cost: 2n³/3 operations on plain numbers, in vector instructions. What a column's largest entry is, is decided by the values alone.
///
/// Throws ``LinearAlgebraError/singular(pivot:)`` where a pivot is exactly 0, and ``LinearAlgebraError/notFinite(row:column:)``. A matrix that
/// is singular but for rounding errors isn't told from a regular one: its solutions are large and of few digits, as LAPACK's are.
/// Traps unless the matrix is square.
@inlinable
public func factor<S: RealScalar>(_ a: Matrix<S>) throws -> LUFactorization<S> { try LUFactorization(a) }

/// The solution x of A·x = b, by elimination with partial pivoting.
///
///     let x = try solve(a, b)
///
/// Backwards b gets A⁻ᵀ·x̄, and A gets -(A⁻ᵀ·x̄)·xᵀ, from the factors of the solve; see ``LUFactorization``, which is also what solves
/// several systems with one matrix.
///
/// Cost: 2n³/3 operations, and with a gradient 4n² more. Throws if A is singular or not finite; see ``factor(_:)``. Traps unless A is square and b has n elements.
@inlinable
public func solve<S: RealScalar>(_ a: Matrix<S>, _ b: [S]) throws -> [S] { try LUFactorization(a).solve(b) }

/// The solution X of A·X = B, column by column; see ``solve(_:_:)``.
@inlinable
public func solve<S: RealScalar>(_ a: Matrix<S>, _ b: Matrix<S>) throws -> Matrix<S> {
    try LUFactorization(a).solve(b)
}

@usableFromInline
func luStore(_ entries: [Double], order: Int) throws -> FactorStore<LUFactors> {
    try checkFinite(entries, columns: order)
    let factors = LUFactors(entries, order: order)
    if let pivot = factors.zeroPivot { throw LinearAlgebraError.singular(pivot: pivot) }
    return FactorStore(entries, factors)
}
