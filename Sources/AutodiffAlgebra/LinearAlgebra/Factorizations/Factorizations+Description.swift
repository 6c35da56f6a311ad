import AutodiffCore

extension LUFactorization: CustomStringConvertible {
    /// What was factorised, in a line.
    public var description: String { "LU factorization of a \(shape(matrix)) matrix" }
}

extension CholeskyFactorization: CustomStringConvertible {
    /// What was factorised, in a line.
    public var description: String { "Cholesky factorization of a \(shape(matrix)) matrix" }
}

extension LDLFactorization: CustomStringConvertible {
    /// What was factorised, in a line.
    public var description: String { "LDLᵀ factorization of a \(shape(matrix)) matrix" }
}

extension QRFactorization: CustomStringConvertible {
    /// What was factorised, in a line.
    public var description: String { "QR factorization of a \(shape(matrix)) matrix" }
}

private func shape<Scalar>(_ matrix: Matrix<Scalar>) -> String { "\(matrix.rows) × \(matrix.columns)" }
