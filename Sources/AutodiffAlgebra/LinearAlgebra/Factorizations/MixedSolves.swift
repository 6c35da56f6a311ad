import AutodiffCore

// Overloads in which the matrix or the right side is constants. They are disfavoured: for plain numbers both would do.

extension LUFactorization {
    /// The solution x of A·x = b for constants b, such as data. Traps unless b has n elements.
    @_disfavoredOverload
    @inlinable
    public func solve(_ b: [Double]) -> [Scalar] { solve(Matrix<Double>(rows: b.count, columns: 1, values: b)).values }

    /// The solution X of A·X = B for constants B. Traps unless B has n rows.
    @_disfavoredOverload
    @inlinable
    public func solve(_ b: Matrix<Double>) -> Matrix<Scalar> {
        checkRows(b.rows, order)
        let rule = SolveRule(GeneralSystem(order: order), columns: b.columns, isTransposed: false, store)
        return Matrix(
            rows: order, columns: b.columns,
            values: Scalar.apply(ConstantRightSideRule(rule, right: b.values), to: matrix.values))
    }
}

extension LUFactorization where Scalar == Double {
    /// The solution x of A·x = b for a matrix of constants. Traps unless b has n elements.
    @_disfavoredOverload
    @inlinable
    public func solve<S: RealScalar>(_ b: [S]) -> [S] { solve(Matrix<S>(rows: b.count, columns: 1, values: b)).values }

    /// The solution X of A·X = B for a matrix of constants. Traps unless B has n rows.
    @_disfavoredOverload
    @inlinable
    public func solve<S: RealScalar>(_ b: Matrix<S>) -> Matrix<S> {
        checkRows(b.rows, order)
        let system = GeneralSystem(order: order)
        let rule = ConstantMatrixRule(
            system, columns: b.columns, isTransposed: false, store.factors(system, of: matrix.values))
        return Matrix(rows: order, columns: b.columns, values: S.apply(rule, to: b.values))
    }
}

extension CholeskyFactorization {
    /// The solution x of A·x = b for constants b, such as data. Traps unless b has n elements.
    @_disfavoredOverload
    @inlinable
    public func solve(_ b: [Double]) -> [Scalar] { solve(Matrix<Double>(rows: b.count, columns: 1, values: b)).values }

    /// The solution X of A·X = B for constants B. Traps unless B has n rows.
    @_disfavoredOverload
    @inlinable
    public func solve(_ b: Matrix<Double>) -> Matrix<Scalar> {
        checkRows(b.rows, order)
        let rule = SolveRule(system, columns: b.columns, isTransposed: false, store)
        return Matrix(
            rows: order, columns: b.columns,
            values: Scalar.apply(ConstantRightSideRule(rule, right: b.values), to: triangle))
    }
}

extension CholeskyFactorization where Scalar == Double {
    /// The solution x of A·x = b for a matrix of constants. Traps unless b has n elements.
    @_disfavoredOverload
    @inlinable
    public func solve<S: RealScalar>(_ b: [S]) -> [S] { solve(Matrix<S>(rows: b.count, columns: 1, values: b)).values }

    /// The solution X of A·X = B for a matrix of constants. Traps unless B has n rows.
    @_disfavoredOverload
    @inlinable
    public func solve<S: RealScalar>(_ b: Matrix<S>) -> Matrix<S> {
        checkRows(b.rows, order)
        let rule = ConstantMatrixRule(
            system, columns: b.columns, isTransposed: false, store.factors(system, of: triangle))
        return Matrix(rows: order, columns: b.columns, values: S.apply(rule, to: b.values))
    }
}

/// The solution x of A·x = b for constants b, such as data; see ``solve(_:_:)``.
@_disfavoredOverload
@inlinable
public func solve<S: RealScalar>(_ a: Matrix<S>, _ b: [Double]) throws -> [S] { try LUFactorization(a).solve(b) }

/// The solution x of A·x = b for a matrix of constants; see ``solve(_:_:)``.
@_disfavoredOverload
@inlinable
public func solve<S: RealScalar>(_ a: Matrix<Double>, _ b: [S]) throws -> [S] { try LUFactorization(a).solve(b) }
