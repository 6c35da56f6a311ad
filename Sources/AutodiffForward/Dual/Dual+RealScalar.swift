import AutodiffCore

extension Dual: RealScalar {
    /// A constant: the tangent is zero.
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
    public static func _isLess(_ x: Dual, _ y: Dual) -> Bool { Base._isLess(x.value, y.value) }

    /// Whether the values are in order or equal.
    @inlinable
    public static func _isLessOrEqual(_ x: Dual, _ y: Dual) -> Bool { Base._isLessOrEqual(x.value, y.value) }

    /// Whether the values are equal.
    @inlinable
    public static func _isEqual(_ x: Dual, _ y: Dual) -> Bool { Base._isEqual(x.value, y.value) }

    /// Whether the value has the property.
    @inlinable
    @inline(__always)
    public static func _is(_ property: _NumberProperty, _ x: Dual) -> Bool { Base._is(property, x.value) }

    /// Whether value and tangent are exactly zero.
    @inlinable
    public var _isZero: Bool { value._isZero && tangent._isZero }

    /// (v + t·ε) + (w + s·ε) = (v + w) + (t + s)·ε.
    @inlinable
    @inline(__always)
    public static func sum(_ lhs: Dual, _ rhs: Dual) -> Dual {
        if rhs.perturbation.isKnownNone { return Dual(lhs.value + rhs.value, lhs.tangent, lhs.perturbation) }
        if lhs.perturbation.isKnownNone { return Dual(lhs.value + rhs.value, rhs.tangent, rhs.perturbation) }
        return Dual(lhs.value + rhs.value, lhs.tangent + rhs.tangent, lhs.perturbation | rhs.perturbation)
    }

    /// (v + t·ε) - (w + s·ε) = (v - w) + (t - s)·ε.
    @inlinable
    @inline(__always)
    public static func difference(_ lhs: Dual, _ rhs: Dual) -> Dual {
        if rhs.perturbation.isKnownNone { return Dual(lhs.value - rhs.value, lhs.tangent, lhs.perturbation) }
        if lhs.perturbation.isKnownNone { return Dual(lhs.value - rhs.value, -rhs.tangent, rhs.perturbation) }
        return Dual(lhs.value - rhs.value, lhs.tangent - rhs.tangent, lhs.perturbation | rhs.perturbation)
    }

    /// (v + t·ε)(w + s·ε) = vw + (wt + vs)·ε.
    @inlinable
    @inline(__always)
    public static func product(_ lhs: Dual, _ rhs: Dual) -> Dual {
        if rhs.perturbation.isKnownNone {
            return Dual(lhs.value * rhs.value, Base._chain(rhs.value, lhs.tangent), lhs.perturbation)
        }
        if lhs.perturbation.isKnownNone {
            return Dual(lhs.value * rhs.value, Base._chain(lhs.value, rhs.tangent), rhs.perturbation)
        }
        return Dual(
            lhs.value * rhs.value, Base._chain(rhs.value, lhs.tangent, lhs.value, rhs.tangent),
            lhs.perturbation | rhs.perturbation)
    }

    /// The quotient by the rule ``Rules/Divide``.
    @inlinable
    @inline(__always)
    public static func quotient(_ lhs: Dual, _ rhs: Dual) -> Dual { apply(Rules.Divide(), to: lhs, rhs) }

    /// The chain rule's product, where a part that is zero contributes nothing.
    @inlinable
    public static func _chain(_ partial: Dual, _ tangent: Dual) -> Dual {
        let cross = tangent.value._isZero ? .zero : Base._chain(tangent.value, partial.tangent)
        return Dual(
            Base._chain(partial.value, tangent.value), cross + Base._chain(partial.value, tangent.tangent),
            partial.perturbation | tangent.perturbation)
    }

    /// -(v + t·ε) = -v - t·ε.
    @inlinable
    @inline(__always)
    public static func _negate(_ x: Dual) -> Dual { Dual(-x.value, -x.tangent, x.perturbation) }
}
