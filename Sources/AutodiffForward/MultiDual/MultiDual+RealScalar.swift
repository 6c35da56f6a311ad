import AutodiffCore

extension MultiDual: RealScalar {
    /// A constant: the partials are zero.
    @inlinable
    public init(_ value: Double) { self.init(constant: value) }

    /// The value.
    @inlinable
    public var primal: Double { value }

    /// Whether the value is zero.
    @inlinable
    public var isZero: Bool { value == 0 }

    /// Whether value and partials are exactly zero.
    @inlinable
    public var _isZero: Bool { value == 0 && partials._isZero }

    /// (v + t·ε) + (w + s·ε) = (v + w) + (t + s)·ε.
    @inlinable
    @inline(__always)
    public static func sum(_ lhs: MultiDual, _ rhs: MultiDual) -> MultiDual {
        if rhs.perturbation.isKnownNone { return _add(lhs, constant: rhs.value) }
        if lhs.perturbation.isKnownNone { return _add(rhs, constant: lhs.value) }
        return MultiDual(
            lhs.value + rhs.value, Partials._add(lhs.partials, rhs.partials), lhs.perturbation | rhs.perturbation)
    }

    /// (v + t·ε) - (w + s·ε) = (v - w) + (t - s)·ε.
    @inlinable
    @inline(__always)
    public static func difference(_ lhs: MultiDual, _ rhs: MultiDual) -> MultiDual {
        if rhs.perturbation.isKnownNone { return _add(lhs, constant: -rhs.value) }
        if lhs.perturbation.isKnownNone { return _add(-rhs, constant: lhs.value) }
        return MultiDual(
            lhs.value - rhs.value, Partials._subtract(lhs.partials, rhs.partials), lhs.perturbation | rhs.perturbation)
    }

    /// (v + t·ε)(w + s·ε) = vw + (wt + vs)·ε.
    @inlinable
    @inline(__always)
    public static func product(_ lhs: MultiDual, _ rhs: MultiDual) -> MultiDual {
        if rhs.perturbation.isKnownNone { return _multiply(lhs, constant: rhs.value) }
        if lhs.perturbation.isKnownNone { return _multiply(rhs, constant: lhs.value) }
        return MultiDual(
            lhs.value * rhs.value, Partials._chain(rhs.value, lhs.partials, lhs.value, rhs.partials),
            lhs.perturbation | rhs.perturbation)
    }

    /// The quotient by the rule ``Rules/Divide``.
    @inlinable
    @inline(__always)
    public static func quotient(_ lhs: MultiDual, _ rhs: MultiDual) -> MultiDual { apply(Rules.Divide(), to: lhs, rhs) }

    /// The chain rule's product, where a part that is zero contributes nothing.
    @inlinable
    @inline(__always)
    public static func _chain(_ partial: MultiDual, _ tangent: MultiDual) -> MultiDual {
        let value = Double._chain(partial.value, tangent.value)
        let perturbation = partial.perturbation | tangent.perturbation
        // Here both factors of the first product are tangents; 0 times an infinite lane is nan.
        if tangent.value == 0 {
            return MultiDual(value, Partials._chain(partial.value, tangent.partials), perturbation)
        }
        return MultiDual(
            value, Partials._chain(tangent.value, partial.partials, partial.value, tangent.partials), perturbation)
    }

    /// The chain rule's sum of two such products. Only a nan can hide a zero that met an infinity: then it is taken again.
    @inlinable
    @inline(__always)
    public static func _chain(_ p: MultiDual, _ s: MultiDual, _ q: MultiDual, _ t: MultiDual) -> MultiDual {
        let value = p.value * s.value + q.value * t.value
        let partials = Partials._add(
            Partials._add(Partials._multiply(s.value, p.partials), Partials._multiply(p.value, s.partials)),
            Partials._add(Partials._multiply(t.value, q.partials), Partials._multiply(q.value, t.partials)))
        if _slowPath(value.isNaN || partials._hasNaN) { return chainWithCare(p, s, q, t) }
        return MultiDual(
            value, partials, p.perturbation | s.perturbation | (q.perturbation | t.perturbation))
    }

    @inlinable
    @inline(never)
    static func chainWithCare(_ p: MultiDual, _ s: MultiDual, _ q: MultiDual, _ t: MultiDual) -> MultiDual {
        if s._isZero { return t._isZero ? 0 : _chain(q, t) }
        return t._isZero ? _chain(p, s) : _chain(p, s) + _chain(q, t)
    }

    /// -(v + t·ε) = -v - t·ε.
    @inlinable
    @inline(__always)
    public static func _negate(_ x: MultiDual) -> MultiDual {
        MultiDual(-x.value, Partials._negate(x.partials), x.perturbation)
    }

    /// f(v + t·ε) = f(v) + f'(v) t·ε.
    @inlinable
    @inline(__always)
    public static func apply<Rule: UnaryRule>(_ rule: Rule, to x: MultiDual) -> MultiDual {
        if x.isConstant { return MultiDual(Double.apply(rule, to: x.value)) }
        let (value, derivative) = Double._valueAndDerivative(of: rule, at: x.value)
        if Rule._hasSlopes, _slowPath(!derivative._isOrdinary), x.value != 0, x.value.isFinite {
            return MultiDual(value, products(of: rule, derivative, x, value: value), x.perturbation)
        }
        return MultiDual(value, Partials._chain(derivative, x.partials), x.perturbation)
    }

    /// f(v + t·ε, w + s·ε) = f(v, w) + (∂f/∂x t + ∂f/∂y s)·ε. Beside a constant only the one partial is computed.
    @inlinable
    @inline(__always)
    public static func apply<Rule: BinaryRule>(_ rule: Rule, to x: MultiDual, _ y: MultiDual) -> MultiDual {
        let value = Double.apply(rule, to: x.value, y.value)
        if y.isConstant {
            if x.isConstant { return MultiDual(value) }
            let partialX = rule.partialX(x.value, y.value, value: value)
            if Rule._hasSlopes, _slowPath(!partialX._isOrdinary), x.value != 0 {
                return MultiDual(value, products(of: rule, partialX, x, 0, y, value: value), x.perturbation)
            }
            return MultiDual(value, Partials._chain(partialX, x.partials), x.perturbation)
        }
        if x.isConstant {
            let partialY = rule.partialY(x.value, y.value, value: value)
            if Rule._hasSlopes, _slowPath(!partialY._isOrdinary), x.value != 0 {
                return MultiDual(value, products(of: rule, 0, x, partialY, y, value: value), y.perturbation)
            }
            return MultiDual(value, Partials._chain(partialY, y.partials), y.perturbation)
        }
        let (partialX, partialY) = rule.partials(x.value, y.value, value: value)
        if Rule._hasSlopes, _slowPath(!(partialX._isOrdinary && partialY._isOrdinary)), x.value != 0 {
            let partials = products(of: rule, partialX, x, partialY, y, value: value)
            return MultiDual(value, partials, x.perturbation | y.perturbation)
        }
        return MultiDual(
            value, Partials._chain(partialX, x.partials, partialY, y.partials), x.perturbation | y.perturbation)
    }

    /// f'(v) t in every lane, given the derivative p, which isn't a normal number.
    @usableFromInline
    @inline(never)
    static func products<Rule: UnaryRule>(of rule: Rule, _ p: Double, _ x: MultiDual, value: Double) -> Partials {
        var products = x.partials
        for i in products.indices { products[i] = rule._product(p, products[i], at: x.value, value: value) }
        return products
    }

    /// ∂f/∂x t + ∂f/∂y s in every lane, given the partials p and q, of which one isn't a normal number.
    @usableFromInline
    @inline(never)
    static func products<Rule: BinaryRule>(
        of rule: Rule, _ p: Double, _ x: MultiDual, _ q: Double, _ y: MultiDual, value: Double
    ) -> Partials {
        var products = x.partials
        for i in products.indices {
            products[i] = rule._products(p, x.partials[i], q, y.partials[i], at: x.value, y.value, value: value)
        }
        return products
    }
}
