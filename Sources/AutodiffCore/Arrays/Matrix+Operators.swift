// Operators on whole matrices. They take matrices by their type and no protocol, so that a formula of scalars doesn't try them.
// The products are those of `times`, one entry on a tape; `*` of two matrices is the matrix product, not entry by entry.

extension Matrix where Scalar: RealScalar {
    /// The sum, entry by entry. Traps unless both have the same shape.
    @inlinable
    public static func + (lhs: Matrix, rhs: Matrix) -> Matrix { lhs.combined(rhs, "added to", +) }

    /// The difference, entry by entry. Traps unless both have the same shape.
    @inlinable
    public static func - (lhs: Matrix, rhs: Matrix) -> Matrix { rhs.combined(lhs, "subtracted from") { $1 - $0 } }

    /// Every entry negated.
    @inlinable
    public static prefix func - (x: Matrix) -> Matrix { x.map { -$0 } }

    /// Every entry times a scalar.
    @inlinable
    public static func * (lhs: Scalar, rhs: Matrix) -> Matrix { rhs.map { lhs * $0 } }

    /// Every entry times a scalar.
    @inlinable
    public static func * (lhs: Matrix, rhs: Scalar) -> Matrix { lhs.map { $0 * rhs } }

    /// Every entry divided by a scalar.
    @inlinable
    public static func / (lhs: Matrix, rhs: Scalar) -> Matrix { lhs.map { $0 / rhs } }

    /// The matrix product; see ``times(_:)-(Matrix)``.
    @inlinable
    public static func * (lhs: Matrix, rhs: Matrix) -> Matrix { lhs.times(rhs) }

    /// The product with a vector; see ``times(_:)-([Scalar])``.
    @inlinable
    public static func * (lhs: Matrix, rhs: [Scalar]) -> [Scalar] { lhs.times(rhs) }

    /// The sum with a matrix of constants, entry by entry.
    @_disfavoredOverload
    @inlinable
    public static func + (lhs: Matrix, rhs: Matrix<Double>) -> Matrix { lhs.combined(rhs, "added to", +) }

    /// The sum with a matrix of constants, entry by entry.
    @_disfavoredOverload
    @inlinable
    public static func + (lhs: Matrix<Double>, rhs: Matrix) -> Matrix { lhs.combined(rhs, "added to", +) }

    /// The difference from a matrix of constants, entry by entry.
    @_disfavoredOverload
    @inlinable
    public static func - (lhs: Matrix, rhs: Matrix<Double>) -> Matrix {
        rhs.combined(lhs, "subtracted from") { $1 - $0 }
    }

    /// The difference from a matrix of constants, entry by entry.
    @_disfavoredOverload
    @inlinable
    public static func - (lhs: Matrix<Double>, rhs: Matrix) -> Matrix {
        rhs.combined(lhs, "subtracted from") { $1 - $0 }
    }

    /// Every entry times a constant.
    @_disfavoredOverload
    @inlinable
    public static func * (lhs: Double, rhs: Matrix) -> Matrix { rhs.map { lhs * $0 } }

    /// Every entry times a constant.
    @_disfavoredOverload
    @inlinable
    public static func * (lhs: Matrix, rhs: Double) -> Matrix { lhs.map { $0 * rhs } }

    /// Every entry divided by a constant.
    @_disfavoredOverload
    @inlinable
    public static func / (lhs: Matrix, rhs: Double) -> Matrix { lhs.map { $0 / rhs } }

    /// Every entry of a matrix of constants times a scalar.
    @_disfavoredOverload
    @inlinable
    public static func * (lhs: Scalar, rhs: Matrix<Double>) -> Matrix { rhs.map { lhs * $0 } }

    /// Every entry of a matrix of constants times a scalar.
    @_disfavoredOverload
    @inlinable
    public static func * (lhs: Matrix<Double>, rhs: Scalar) -> Matrix { lhs.map { $0 * rhs } }

    /// The product with a matrix of constants.
    @_disfavoredOverload
    @inlinable
    public static func * (lhs: Matrix, rhs: Matrix<Double>) -> Matrix { lhs.times(rhs) }

    /// The product with a matrix of constants.
    @_disfavoredOverload
    @inlinable
    public static func * (lhs: Matrix<Double>, rhs: Matrix) -> Matrix { lhs.times(rhs) }

    /// The product with a vector of constants.
    @_disfavoredOverload
    @inlinable
    public static func * (lhs: Matrix, rhs: [Double]) -> [Scalar] { lhs.times(rhs) }

    /// The product of a matrix of constants and a vector.
    @_disfavoredOverload
    @inlinable
    public static func * (lhs: Matrix<Double>, rhs: [Scalar]) -> [Scalar] { lhs.times(rhs) }

    /// Adds entry by entry. Traps unless both have the same shape.
    @inlinable
    public static func += (lhs: inout Matrix, rhs: Matrix) { lhs = lhs + rhs }

    /// Subtracts entry by entry. Traps unless both have the same shape.
    @inlinable
    public static func -= (lhs: inout Matrix, rhs: Matrix) { lhs = lhs - rhs }

    /// Multiplies every entry by a scalar.
    @inlinable
    public static func *= (lhs: inout Matrix, rhs: Scalar) { lhs = lhs * rhs }

    /// Divides every entry by a scalar.
    @inlinable
    public static func /= (lhs: inout Matrix, rhs: Scalar) { lhs = lhs / rhs }
}

extension Matrix {
    /// The matrix of `operation` on the entries of both. Traps unless both have the same shape.
    @inlinable
    func combined<Other, Result>(
        _ other: Matrix<Other>, _ verb: StaticString, _ operation: (Scalar, Other) -> Result
    ) -> Matrix<Result> {
        if rows != other.rows || columns != other.columns {
            misuse(
                """
                a \(rows) × \(columns) matrix can't be \(verb) a \(other.rows) × \(other.columns) matrix: both must have the \
                same rows and columns
                """)
        }
        return Matrix<Result>(
            rows: rows, columns: columns, values: storage.indices.map { operation(storage[$0], other.storage[$0]) })
    }
}
