// Operators between a scalar and a `Double`: a literal, a data point, a rate, a step. They stand here once, not in each scalar
// type; `Notes/type-checking.md` says why they are as they are.
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
    public static func / (lhs: Double, rhs: Self) -> Itself { _divide(constant: lhs, by: rhs) }
}

// Arithmetic of constants alone where a scalar is expected: `x > 0 ? x : 1 / 3`, `let period: S = 2 * .pi`. It is computed in `Double`.

extension Double {
    /// The sum of two constants, as a constant.
    @_disfavoredOverload
    @inlinable
    public static func + <S: RealScalar>(x: Double, y: Double) -> S { S(x + y) }

    /// The difference of two constants, as a constant.
    @_disfavoredOverload
    @inlinable
    public static func - <S: RealScalar>(x: Double, y: Double) -> S { S(x - y) }

    /// The product of two constants, as a constant.
    @_disfavoredOverload
    @inlinable
    public static func * <S: RealScalar>(x: Double, y: Double) -> S { S(x * y) }

    /// The quotient of two constants, as a constant.
    @_disfavoredOverload
    @inlinable
    public static func / <S: RealScalar>(x: Double, y: Double) -> S { S(x / y) }

    /// The constant -x.
    @_disfavoredOverload
    @inlinable
    public static prefix func - <S: RealScalar>(x: Double) -> S { S(-x) }
}
