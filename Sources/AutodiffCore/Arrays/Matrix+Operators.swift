// Operators on whole matrices. A formula of scalars is checked against them too, so they are made to be dismissed quickly: they
// belong to a protocol, are disfavoured, and take a matrix of constants by a protocol of its own; see `Notes/type-checking.md`. The products
// are those of `times`, one entry on a tape; `*` of two matrices is the matrix product, not entry by entry.

/// What the operators on matrices belong to: ``Matrix``.
public protocol _MatrixOperators<Scalar> {
    /// The type of the entries.
    associatedtype Scalar

    /// The matrix itself.
    var _matrix: Matrix<Scalar> { get }

    /// The matrix itself.
    init(_matrix: Matrix<Scalar>)
}

/// What stands for a matrix of constants: `Matrix<Double>`.
public protocol _ConstantMatrix {
    /// The matrix itself.
    var _constants: Matrix<Double> { get }
}

extension Matrix: _MatrixOperators {
    /// The matrix itself.
    @inlinable
    public var _matrix: Matrix { self }

    /// The matrix itself.
    @inlinable
    public init(_matrix: Matrix) { self = _matrix }
}

extension Matrix: _ConstantMatrix where Scalar == Double {
    /// The matrix itself.
    @inlinable
    public var _constants: Matrix { self }
}

extension _MatrixOperators where Scalar: RealScalar {
    /// The sum, entry by entry. Traps unless both have the same shape.
    @_disfavoredOverload
    @inlinable
    public static func + (lhs: Self, rhs: Self) -> Self {
        Self(_matrix: lhs._matrix.combined(rhs._matrix, "added to", +))
    }

    /// The difference, entry by entry. Traps unless both have the same shape.
    @_disfavoredOverload
    @inlinable
    public static func - (lhs: Self, rhs: Self) -> Self {
        Self(_matrix: rhs._matrix.combined(lhs._matrix, "subtracted from") { $1 - $0 })
    }

    /// Every entry negated.
    @_disfavoredOverload
    @inlinable
    public static prefix func - (x: Self) -> Self {
        Self(_matrix: x._matrix.map { -$0 })
    }

    /// Every entry times a scalar.
    @_disfavoredOverload
    @inlinable
    public static func * <Factor: RealScalar>(lhs: Factor, rhs: Self) -> Self where Scalar == Factor {
        Self(_matrix: rhs._matrix.map { lhs * $0 })
    }

    /// Every entry times a scalar.
    @_disfavoredOverload
    @inlinable
    public static func * <Factor: RealScalar>(lhs: Self, rhs: Factor) -> Self where Scalar == Factor {
        Self(_matrix: lhs._matrix.map { $0 * rhs })
    }

    /// Every entry divided by a scalar.
    @_disfavoredOverload
    @inlinable
    public static func / <Divisor: RealScalar>(lhs: Self, rhs: Divisor) -> Self where Scalar == Divisor {
        Self(_matrix: lhs._matrix.map { $0 / rhs })
    }

    /// The matrix product; see ``Matrix/times(_:)-(Matrix<Scalar>)``. Traps unless the left one has as many columns as the right one rows.
    @_disfavoredOverload
    @inlinable
    public static func * (lhs: Self, rhs: Self) -> Self {
        Self(_matrix: lhs._matrix.times(rhs._matrix))
    }

    /// The product with a vector; see ``Matrix/times(_:)-([Scalar])``. Traps unless it has as many elements as the matrix columns.
    @_disfavoredOverload
    @inlinable
    public static func * (lhs: Self, rhs: [Scalar]) -> [Scalar] {
        lhs._matrix.times(rhs)
    }

    /// Adds entry by entry. Traps unless both have the same shape.
    @_disfavoredOverload
    @inlinable
    public static func += (lhs: inout Self, rhs: Self) {
        lhs = lhs + rhs
    }

    /// Subtracts entry by entry. Traps unless both have the same shape.
    @_disfavoredOverload
    @inlinable
    public static func -= (lhs: inout Self, rhs: Self) {
        lhs = lhs - rhs
    }
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
                a \(rows) × \(columns) matrix can't be \(verb) a \(other.rows) × \(other.columns) matrix: both must have as \
                many rows and as many columns
                """)
        }
        return Matrix<Result>(
            rows: rows, columns: columns, values: storage.indices.map { operation(storage[$0], other.storage[$0]) })
    }

    /// The matrix, unless it can't be multiplied by one of `count` rows.
    @inlinable
    func checked(_ count: Int) -> Matrix {
        check(count)
        return self
    }
}
