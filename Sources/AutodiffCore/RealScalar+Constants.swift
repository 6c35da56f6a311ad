// Operators between a scalar and a `Double` variable: a data point, a rate, a step. They stand here once, not in each
// scalar type, and are all disfavoured: what `+` may mean decides how long a formula takes to type-check.
//
// None of them is a compound assignment. With a mixed `+=` beside the scalar's own the right side of
// `u += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)` was tried as a number as well, which took seconds. `u += S(d)` adds a `Double`.

extension RealScalar {
    /// The sum of a scalar and a constant.
    @inlinable
    public static func + (lhs: Self, rhs: Double) -> Itself { _add(lhs, constant: rhs) }

    /// The sum of a constant and a scalar.
    @inlinable
    public static func + (lhs: Double, rhs: Self) -> Itself { _add(rhs, constant: lhs) }

    /// The difference of a scalar and a constant.
    @inlinable
    public static func - (lhs: Self, rhs: Double) -> Itself { _add(lhs, constant: -rhs) }

    /// The difference of a constant and a scalar.
    @inlinable
    public static func - (lhs: Double, rhs: Self) -> Itself { _subtract(rhs, from: lhs) }

    /// The product of a scalar and a constant.
    @inlinable
    @inline(__always)
    public static func * (lhs: Self, rhs: Double) -> Itself { _multiply(lhs, constant: rhs) }

    /// The product of a constant and a scalar.
    @inlinable
    @inline(__always)
    public static func * (lhs: Double, rhs: Self) -> Itself { _multiply(rhs, constant: lhs) }

    /// The quotient of a scalar and a constant.
    @inlinable
    public static func / (lhs: Self, rhs: Double) -> Itself { quotient(lhs, Self(rhs)) }

    /// The quotient of a constant and a scalar.
    @inlinable
    public static func / (lhs: Double, rhs: Self) -> Itself { quotient(Self(lhs), rhs) }
}
