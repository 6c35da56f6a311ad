import AutodiffCore

extension Variable: RealScalar {
    /// A constant.
    @inlinable
    public init(_ value: Double) { self.init(constant: Base(value)) }

    /// The innermost value.
    @inlinable
    public var primal: Double { value.primal }

    /// Whether the value is zero.
    @inlinable
    public var isZero: Bool { value.isZero }

    /// The innermost value.
    @inlinable
    public var _peek: Double { value._peek }

    /// Whether the base's operations are recorded.
    @inlinable
    public static var _isRecorded: Bool { Base._isRecorded }

    /// Whether the values are in order.
    @inlinable
    public static func _isLess(_ x: Variable, _ y: Variable) -> Bool { Base._isLess(x.value, y.value) }

    /// Whether the values are in order or equal.
    @inlinable
    public static func _isLessOrEqual(_ x: Variable, _ y: Variable) -> Bool { Base._isLessOrEqual(x.value, y.value) }

    /// Whether the values are equal.
    @inlinable
    public static func _isEqual(_ x: Variable, _ y: Variable) -> Bool { Base._isEqual(x.value, y.value) }

    /// Whether the value has the property.
    @inlinable
    @inline(__always)
    public static func _is(_ property: _NumberProperty, _ x: Variable) -> Bool { Base._is(property, x.value) }

    /// Whether this is the constant zero.
    @inlinable
    public var _isZero: Bool { tape.isNone && value._isZero }

    /// x + y.
    @inlinable
    @inline(__always)
    public static func sum(_ lhs: Variable, _ rhs: Variable) -> Variable {
        sum(lhs, rhs, value: lhs.value + rhs.value)
    }

    /// x - y.
    @inlinable
    @inline(__always)
    public static func difference(_ lhs: Variable, _ rhs: Variable) -> Variable {
        sum(lhs, -rhs, value: lhs.value - rhs.value)
    }

    /// xy, with partials y and x.
    @inlinable
    @inline(__always)
    public static func product(_ lhs: Variable, _ rhs: Variable) -> Variable {
        combine(lhs, rhs.value, rhs, lhs.value, value: lhs.value * rhs.value)
    }

    /// The chain rule's product. Where the tangent's value is zero the product's is, and so is its derivative with respect
    /// to the partial, even if that is infinite.
    @inlinable
    public static func _chain(_ partial: Variable, _ tangent: Variable) -> Variable {
        if !tangent.value._isZero { return partial * tangent }
        if tangent.isConstant { return .zero }
        _ = commonTape(partial.tape, tangent.tape)
        return tangent.mapped(to: Base._chain(partial.value, tangent.value), derivative: partial.value)
    }

    /// The chain rule's sum of two such products.
    @inlinable
    public static func _chain(_ p: Variable, _ s: Variable, _ q: Variable, _ t: Variable) -> Variable {
        if s._isZero { return _chain(q, t) }
        return t._isZero ? _chain(p, s) : _chain(p, s) + _chain(q, t)
    }

    /// The quotient by the rule ``Rules/Divide``.
    @inlinable
    @inline(__always)
    public static func quotient(_ lhs: Variable, _ rhs: Variable) -> Variable { apply(Rules.Divide(), to: lhs, rhs) }

    /// -x.
    @inlinable
    public static func _negate(_ x: Variable) -> Variable {
        Variable(-x.value, -x.coefficient0, -x.coefficient1, x.operands, x.tape)
    }
}
