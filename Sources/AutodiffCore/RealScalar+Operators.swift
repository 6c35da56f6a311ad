// The operators of two scalars. They stand here once, for every scalar type, and are shaped for the type-checker: the result is
// named `Itself`, and the parameter `Operand`, which nobody has to give, makes the checker prefer the operators with a
// `Double` (`RealScalar+Constants.swift`) for a literal. `Notes/type-checking.md` has the measurements and the reasons.

extension RealScalar {
    /// x + y.
    @inlinable
    @inline(__always)
    public static func + <Operand>(x: Self, y: Self) -> Itself where Operand == _Operand { sum(x, y) }

    /// x - y.
    @inlinable
    @inline(__always)
    public static func - <Operand>(x: Self, y: Self) -> Itself where Operand == _Operand { difference(x, y) }

    /// xy.
    @inlinable
    @inline(__always)
    public static func * <Operand>(x: Self, y: Self) -> Itself where Operand == _Operand { product(x, y) }

    /// x/y; see ``Rules/Divide``.
    @inlinable
    @inline(__always)
    public static func / <Operand>(x: Self, y: Self) -> Itself where Operand == _Operand { quotient(x, y) }

    /// -x.
    @inlinable
    @inline(__always)
    public static prefix func - (x: Self) -> Itself { _negate(x) }

    /// x.
    @_disfavoredOverload
    @inlinable
    @inline(__always)
    public static prefix func + (x: Self) -> Itself { x }

    /// Negates in place.
    @inlinable
    public mutating func negate() { self = Self._negate(self) }

    /// Adds in place.
    @_disfavoredOverload
    @inlinable
    @inline(__always)
    public static func += (lhs: inout Self, rhs: Self) { lhs = sum(lhs, rhs) }

    /// Subtracts in place.
    @_disfavoredOverload
    @inlinable
    @inline(__always)
    public static func -= (lhs: inout Self, rhs: Self) { lhs = difference(lhs, rhs) }

    /// Multiplies in place.
    @_disfavoredOverload
    @inlinable
    @inline(__always)
    public static func *= (lhs: inout Self, rhs: Self) { lhs = product(lhs, rhs) }

    /// Divides in place.
    @_disfavoredOverload
    @inlinable
    @inline(__always)
    public static func /= (lhs: inout Self, rhs: Self) { lhs = quotient(lhs, rhs) }
}
