import AutodiffCore

extension MultiDual {
    /// vw + u, rounded once, and the partials of v·w + u.
    @inlinable
    public static func _fma(_ x: MultiDual, _ y: MultiDual, _ z: MultiDual) -> MultiDual {
        MultiDual(
            Double._fma(x.value, y.value, z.value),
            Partials._add(Partials._chain(y.value, x.partials, x.value, y.partials), z.partials),
            x.perturbation | y.perturbation | z.perturbation)
    }

    /// The rule's value and its derivative, whose partials are the second derivative's product with those of x: the rule is
    /// asked at a number, not lane by lane.
    @inlinable
    public static func _valueAndDerivative<Rule: UnaryRule>(
        of rule: Rule, at x: MultiDual
    ) -> (value: MultiDual, derivative: MultiDual) {
        let (value, first, second) = RuleDerivatives.derivatives(of: rule, at: x.value)
        if _slowPath(!(first._isOrdinary && second._isOrdinary)), RuleDerivatives.areExtreme(at: x.value, value) {
            return valueAndDerivativeWithCare(of: rule, at: x)
        }
        return (
            MultiDual(value, Partials._chain(first, x.partials), x.perturbation),
            MultiDual(first, Partials._chain(second, x.partials), x.perturbation)
        )
    }

    /// The same where a derivative may have left the range of `Double`, by the rule on numbers of N directions.
    @usableFromInline
    @inline(never)
    static func valueAndDerivativeWithCare<Rule: UnaryRule>(
        of rule: Rule, at x: MultiDual
    ) -> (value: MultiDual, derivative: MultiDual) {
        let y = apply(rule, to: x)
        return (y, rule.derivative(at: x, value: y))
    }

    /// The value, without partials.
    @inlinable
    public static func _stopGradient(_ x: MultiDual) -> MultiDual { MultiDual(constant: x.value) }
}
