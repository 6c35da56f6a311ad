// Functions of a scalar and a `Double` variable. The constant's type is a parameter of its own, which `Double` alone fills: a
// plain `Double` parameter would be tried for every literal, and made a formula with powers twice as slow to type-check. All
// are disfavoured: beside a literal the function of two scalars is meant. See `Notes/type-checking.md`.

/// What may stand for a constant beside a scalar: `Double`.
public protocol _DoubleConstant {
    /// The number.
    var _constant: Double { get }
}

extension Double: _DoubleConstant {
    /// The number itself.
    @inlinable
    public var _constant: Double { self }
}

/// x^c for a constant exponent; see ``Rules/Power``.
@_disfavoredOverload
@inlinable
public func pow<S: RealScalar, Constant: _DoubleConstant>(_ x: S, _ c: Constant) -> S.Itself { pow(x, S(c._constant)) }

/// c^x for a constant base; see ``Rules/Power``.
@_disfavoredOverload
@inlinable
public func pow<S: RealScalar, Constant: _DoubleConstant>(_ c: Constant, _ x: S) -> S.Itself { pow(S(c._constant), x) }

/// The larger of x and a constant; see ``Rules/Max``.
@_disfavoredOverload
@inlinable
public func max<S: RealScalar, Constant: _DoubleConstant>(_ x: S, _ c: Constant) -> S.Itself { max(x, S(c._constant)) }

/// The larger of a constant and x; see ``Rules/Max``.
@_disfavoredOverload
@inlinable
public func max<S: RealScalar, Constant: _DoubleConstant>(_ c: Constant, _ x: S) -> S.Itself { max(S(c._constant), x) }

/// The smaller of x and a constant; see ``Rules/Min``.
@_disfavoredOverload
@inlinable
public func min<S: RealScalar, Constant: _DoubleConstant>(_ x: S, _ c: Constant) -> S.Itself { min(x, S(c._constant)) }

/// The smaller of a constant and x; see ``Rules/Min``.
@_disfavoredOverload
@inlinable
public func min<S: RealScalar, Constant: _DoubleConstant>(_ c: Constant, _ x: S) -> S.Itself { min(S(c._constant), x) }

/// √(x² + c²); see ``Rules/Hypot``.
@_disfavoredOverload
@inlinable
public func hypot<S: RealScalar, Constant: _DoubleConstant>(_ x: S, _ c: Constant) -> S.Itself {
    hypot(x, S(c._constant))
}

/// √(c² + x²); see ``Rules/Hypot``.
@_disfavoredOverload
@inlinable
public func hypot<S: RealScalar, Constant: _DoubleConstant>(_ c: Constant, _ x: S) -> S.Itself {
    hypot(S(c._constant), x)
}

/// The angle of the point (c, x), where x is its y; see ``Rules/Atan2``.
@_disfavoredOverload
@inlinable
public func atan2<S: RealScalar, Constant: _DoubleConstant>(_ x: S, _ c: Constant) -> S.Itself {
    atan2(x, S(c._constant))
}

/// The angle of the point (x, c), where c is its y; see ``Rules/Atan2``.
@_disfavoredOverload
@inlinable
public func atan2<S: RealScalar, Constant: _DoubleConstant>(_ c: Constant, _ x: S) -> S.Itself {
    atan2(S(c._constant), x)
}

/// The remainder of x divided by a constant; see ``Rules/TruncatingRemainder``.
@_disfavoredOverload
@inlinable
public func fmod<S: RealScalar, Constant: _DoubleConstant>(_ x: S, _ c: Constant) -> S.Itself {
    fmod(x, S(c._constant))
}

/// The remainder of a constant divided by x; see ``Rules/TruncatingRemainder``.
@_disfavoredOverload
@inlinable
public func fmod<S: RealScalar, Constant: _DoubleConstant>(_ c: Constant, _ x: S) -> S.Itself {
    fmod(S(c._constant), x)
}

extension RealScalar {
    /// Whether a scalar's value and a constant are in order.
    @_disfavoredOverload
    @inlinable
    public static func < <Constant: _DoubleConstant>(lhs: Self, rhs: Constant) -> Bool { lhs < Self(rhs._constant) }

    /// Whether a constant and a scalar's value are in order.
    @_disfavoredOverload
    @inlinable
    public static func < <Constant: _DoubleConstant>(lhs: Constant, rhs: Self) -> Bool { Self(lhs._constant) < rhs }

    /// Whether a scalar's value and a constant are in order or equal.
    @_disfavoredOverload
    @inlinable
    public static func <= <Constant: _DoubleConstant>(lhs: Self, rhs: Constant) -> Bool { lhs <= Self(rhs._constant) }

    /// Whether a constant and a scalar's value are in order or equal.
    @_disfavoredOverload
    @inlinable
    public static func <= <Constant: _DoubleConstant>(lhs: Constant, rhs: Self) -> Bool { Self(lhs._constant) <= rhs }

    /// Whether a scalar's value and a constant are in the opposite order.
    @_disfavoredOverload
    @inlinable
    public static func > <Constant: _DoubleConstant>(lhs: Self, rhs: Constant) -> Bool { lhs > Self(rhs._constant) }

    /// Whether a constant and a scalar's value are in the opposite order.
    @_disfavoredOverload
    @inlinable
    public static func > <Constant: _DoubleConstant>(lhs: Constant, rhs: Self) -> Bool { Self(lhs._constant) > rhs }

    /// Whether a scalar's value and a constant are in the opposite order or equal.
    @_disfavoredOverload
    @inlinable
    public static func >= <Constant: _DoubleConstant>(lhs: Self, rhs: Constant) -> Bool { lhs >= Self(rhs._constant) }

    /// Whether a constant and a scalar's value are in the opposite order or equal.
    @_disfavoredOverload
    @inlinable
    public static func >= <Constant: _DoubleConstant>(lhs: Constant, rhs: Self) -> Bool { Self(lhs._constant) >= rhs }
}
