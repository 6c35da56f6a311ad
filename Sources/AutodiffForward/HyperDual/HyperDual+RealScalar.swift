import AutodiffCore

extension HyperDual: RealScalar {
    /// A constant: the partials are zero.
    @inlinable
    @inline(__always)
    init(_ value: Double) { self.init(value, .zero, .none) }

    /// The value.
    @inlinable
    var primal: Double { value }

    /// Whether the value is zero.
    @inlinable
    var isZero: Bool { value == 0 }

    /// Whether value and partials are exactly zero.
    @inlinable
    var _isZero: Bool { value == 0 && partials.isZero }

    @inlinable
    @inline(__always)
    static func sum(_ lhs: HyperDual, _ rhs: HyperDual) -> HyperDual {
        if rhs.perturbation.isKnownNone { return _add(lhs, constant: rhs.value) }
        if lhs.perturbation.isKnownNone { return _add(rhs, constant: lhs.value) }
        return HyperDual(
            lhs.value + rhs.value, Partials.sum(lhs.partials, rhs.partials), lhs.perturbation | rhs.perturbation)
    }

    @inlinable
    @inline(__always)
    static func difference(_ lhs: HyperDual, _ rhs: HyperDual) -> HyperDual {
        if rhs.perturbation.isKnownNone { return _add(lhs, constant: -rhs.value) }
        if lhs.perturbation.isKnownNone { return _add(-rhs, constant: lhs.value) }
        return HyperDual(
            lhs.value - rhs.value, Partials.difference(lhs.partials, rhs.partials),
            lhs.perturbation | rhs.perturbation)
    }

    /// The slopes of the partial derivatives, which are the factors, are those of the other factor.
    @inlinable
    @inline(__always)
    static func product(_ lhs: HyperDual, _ rhs: HyperDual) -> HyperDual {
        if rhs.perturbation.isKnownNone { return _multiply(lhs, constant: rhs.value) }
        if lhs.perturbation.isKnownNone { return _multiply(rhs, constant: lhs.value) }
        return HyperDual(
            lhs.value * rhs.value,
            Partials.chain(
                rhs.value, lhs.partials, rhs.partials.columns, lhs.value, rhs.partials, lhs.partials.columns),
            lhs.perturbation | rhs.perturbation)
    }

    /// The quotient by the rule ``Rules/Divide``.
    @inlinable
    @inline(__always)
    static func quotient(_ lhs: HyperDual, _ rhs: HyperDual) -> HyperDual { apply(Rules.Divide(), to: lhs, rhs) }

    @inlinable
    @inline(__always)
    static func _negate(_ x: HyperDual) -> HyperDual {
        HyperDual(-x.value, Partials.negated(x.partials), x.perturbation)
    }

    @inlinable
    @inline(__always)
    static func _add(_ x: HyperDual, constant c: Double) -> HyperDual {
        HyperDual(x.value + c, x.partials, x.perturbation)
    }

    @inlinable
    @inline(__always)
    static func _multiply(_ x: HyperDual, constant c: Double) -> HyperDual {
        HyperDual(x.value * c, Partials.scaled(c, x.partials), x.perturbation)
    }

    @inlinable
    @inline(__always)
    static func _divide(constant c: Double, by x: HyperDual) -> HyperDual {
        c == 0 ? quotient(HyperDual(c), x) : apply(Rules.Inverse(c), to: x)
    }
}
