import AutodiffCore

extension Taylor: RealScalar {
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
    public static func _isLess(_ x: Taylor, _ y: Taylor) -> Bool { Base._isLess(x.value, y.value) }

    /// Whether the values are in order or equal.
    @inlinable
    public static func _isLessOrEqual(_ x: Taylor, _ y: Taylor) -> Bool { Base._isLessOrEqual(x.value, y.value) }

    /// Whether the values are equal.
    @inlinable
    public static func _isEqual(_ x: Taylor, _ y: Taylor) -> Bool { Base._isEqual(x.value, y.value) }

    /// Whether the value has the property.
    @inlinable
    @inline(__always)
    public static func _is(_ property: _NumberProperty, _ x: Taylor) -> Bool { Base._is(property, x.value) }

    /// Whether all coefficients are exactly zero.
    @inlinable
    public var _isZero: Bool { coefficients.allSatisfy(\._isZero) }

    @inlinable
    static func combine(_ lhs: Taylor, _ rhs: Taylor, _ operation: (Base, Base) -> Base) -> [Base] {
        (0..<Swift.min(lhs.coefficients.count, rhs.coefficients.count)).map {
            operation(lhs.coefficients[$0], rhs.coefficients[$0])
        }
    }

    /// The sums of the coefficients.
    @inlinable
    public static func sum(_ lhs: Taylor, _ rhs: Taylor) -> Taylor {
        let call = lhs.perturbation | rhs.perturbation
        if rhs.isConstant { return Taylor([lhs.value + rhs.value] + lhs.coefficients.dropFirst(), call) }
        if lhs.isConstant { return Taylor([lhs.value + rhs.value] + rhs.coefficients.dropFirst(), call) }
        return Taylor(combine(lhs, rhs, +), call)
    }

    /// The differences of the coefficients.
    @inlinable
    public static func difference(_ lhs: Taylor, _ rhs: Taylor) -> Taylor {
        let call = lhs.perturbation | rhs.perturbation
        if rhs.isConstant { return Taylor([lhs.value - rhs.value] + lhs.coefficients.dropFirst(), call) }
        if lhs.isConstant {
            return Taylor([lhs.value - rhs.value] + rhs.coefficients.dropFirst().map { -$0 }, call)
        }
        return Taylor(combine(lhs, rhs, -), call)
    }

    /// Coefficient j of the product is a₀ bⱼ + a₁ bⱼ₋₁ + … + aⱼ b₀. A coefficient beyond the first that is zero
    /// contributes nothing, as a tangent does.
    ///
    /// Of a product of two series that begin with zeros more is known than of either; a call of `taylor` keeps it.
    @inlinable
    public static func product(_ lhs: Taylor, _ rhs: Taylor) -> Taylor {
        let call = lhs.perturbation | rhs.perturbation
        if rhs.isConstant { return lhs.scaled(by: rhs.value, call) }
        if lhs.isConstant { return rhs.scaled(by: lhs.value, call) }
        let (a, b) = (lhs.coefficients, rhs.coefficients)
        if a[0]._isZero && b[0]._isZero && call.isOfCall {
            let product = Series.productAtZero(a, b)
            return Taylor([a[0] * b[0]] + product.dropFirst(), call)
        }
        let product = (0..<Swift.min(a.count, b.count)).map { j in
            j == 0 ? a[0] * b[0] : inner(a, b, j, from: Base._chain(b[0], a[j], a[0], b[j]))
        }
        return Taylor(product, call)
    }

    /// start + a₁ bⱼ₋₁ + … + aⱼ₋₁ b₁, where a zero on either side contributes nothing.
    @inlinable
    static func inner(_ a: [Base], _ b: [Base], _ j: Int, from start: Base) -> Base {
        if !Base._mayHideZero(.zero) {
            // On numbers to look at every bⱼ₋ᵢ takes half as long again, and is needed only if the sum is nan.
            var sum = start
            for i in stride(from: 1, to: j, by: 1) { sum += Base._chain(b[j - i], a[i]) }
            if !Base._mayHideZero(sum) { return sum }
        }
        var sum = start
        for i in stride(from: 1, to: j, by: 1) where !b[j - i]._isZero { sum += Base._chain(b[j - i], a[i]) }
        return sum
    }

    @inlinable
    func scaled(by factor: Base, _ call: Perturbation) -> Taylor {
        Taylor([value * factor] + coefficients.dropFirst().map { Base._chain(factor, $0) }, call)
    }

    /// The chain rule's product, where a coefficient that is zero contributes nothing: of the tangent any, of the partial
    /// those beyond the first.
    @inlinable
    public static func _chain(_ partial: Taylor, _ tangent: Taylor) -> Taylor {
        let call = partial.perturbation | tangent.perturbation
        let (p, t) = (partial.coefficients, tangent.coefficients)
        if tangent.isConstant {
            let factor = t[0]
            let products = p.dropFirst().map { factor._isZero ? .zero : Base._chain(factor, $0) }
            return Taylor([Base._chain(p[0], factor)] + products, call)
        }
        if partial.isConstant { return Taylor(t.map { Base._chain(p[0], $0) }, call) }
        let product = (0..<Swift.min(p.count, t.count)).map { j in
            var sum = Base._chain(p[0], t[j])
            for i in 0..<j where !p[j - i]._isZero { sum += Base._chain(p[j - i], t[i]) }
            return sum
        }
        return Taylor(product, call)
    }

    /// The quotient by the rule ``Rules/Divide``.
    @inlinable
    public static func quotient(_ lhs: Taylor, _ rhs: Taylor) -> Taylor { apply(Rules.Divide(), to: lhs, rhs) }

    /// The series with every sign changed.
    @inlinable
    public static func _negate(_ x: Taylor) -> Taylor { Taylor(x.coefficients.map { -$0 }, x.perturbation) }

    /// x + c.
    @inlinable
    public static func _add(_ x: Taylor, constant c: Double) -> Taylor {
        var coefficients = x.coefficients
        coefficients[0] = Base._add(coefficients[0], constant: c)
        return Taylor(coefficients, x.perturbation)
    }

    /// x · c.
    @inlinable
    public static func _multiply(_ x: Taylor, constant c: Double) -> Taylor {
        x.scaled(by: Base(c), x.perturbation)
    }
}
