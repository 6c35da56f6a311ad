import AutodiffCore

/// The first and the second derivatives of rules at numbers, from the rule's derivative on duals.
///
/// Out of line, one copy for each rule: they are a matter of numbers, whatever partials they are for.
@frozen
@usableFromInline
enum RuleDerivatives {
    /// f(x), f'(x) and f''(x).
    @inlinable
    @inline(never)
    static func derivatives<Rule: UnaryRule>(
        of rule: Rule, at x: Double
    ) -> (value: Double, first: Double, second: Double) {
        let (value, first) = Double._valueAndDerivative(of: rule, at: x)
        if let second = rule._secondDerivative(at: x, value: value, first: first) { return (value, first, second) }
        let derivative = rule.derivative(at: Dual(x, 1, .sealed), value: Dual(value, first, .sealed))
        return (value, first, derivative.tangent)
    }

    /// f, ∂f/∂x and ∂²f/∂x² beside a constant y.
    @inlinable
    @inline(never)
    static func derivatives<Rule: BinaryRule>(
        of rule: Rule, at x: Double, constant y: Double
    ) -> (value: Double, first: Double, second: Double) {
        let value = Double.apply(rule, to: x, y)
        let first = rule.partialX(x, y, value: value)
        let partial = rule.partialX(Dual(x, 1, .sealed), Dual(constant: y), value: Dual(value, first, .sealed))
        return (value, first, partial.tangent)
    }

    /// f, ∂f/∂y and ∂²f/∂y² beside a constant x.
    @inlinable
    @inline(never)
    static func derivatives<Rule: BinaryRule>(
        of rule: Rule, constant x: Double, at y: Double
    ) -> (value: Double, first: Double, second: Double) {
        let value = Double.apply(rule, to: x, y)
        let first = rule.partialY(x, y, value: value)
        let partial = rule.partialY(Dual(constant: x), Dual(y, 1, .sealed), value: Dual(value, first, .sealed))
        return (value, first, partial.tangent)
    }

    /// f, and its two partial derivatives, each with its own derivatives with respect to x and to y.
    @inlinable
    @inline(never)
    static func partials<Rule: BinaryRule>(
        of rule: Rule, at x: Double, _ y: Double
    ) -> (value: Double, MultiDual<SIMD2<Double>>, MultiDual<SIMD2<Double>>) {
        let x = MultiDual(x, SIMD2<Double>(1, 0), .sealed)
        let y = MultiDual(y, SIMD2<Double>(0, 1), .sealed)
        let value = MultiDual.apply(rule, to: x, y)
        let (partialX, partialY) = rule.partials(x, y, value: value)
        return (value.value, partialX, partialY)
    }

    /// Whether derivatives at `x`, of the magnitude of y/x and y/x², may have left the range of `Double`, while argument and value
    /// have not.
    @inlinable
    @inline(never)
    static func areExtreme(at x: Double, _ y: Double) -> Bool {
        if x == 0 || !x.isFinite || !y.isFinite { return false }
        return !x._isModerate || y != 0 && !y._isModerate
    }
}
