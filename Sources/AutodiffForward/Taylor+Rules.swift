import AutodiffCore

extension Taylor {
    /// The series of f(u(t)): by the rule's own recurrence, or from its derivative.
    @inlinable
    public static func apply<Rule: UnaryRule>(_ rule: Rule, to u: Taylor) -> Taylor {
        let value = Base.apply(rule, to: u.value)
        let count = u.coefficients.count
        if u.withoutZeros.count == 1 { return Taylor(constant(value, count), u.perturbation) }
        if let series = rule.series(u.coefficients, value: value) { return Taylor(series, u.perturbation) }
        let argument = u.memo ?? SeriesMemo.Argument(SeriesMemo([u.coefficients]), 0)
        return Taylor(argument.memo.series(of: rule, argument.index, value: value, count: count), u.perturbation)
    }

    /// The series of f(u(t), v(t)): by the rule's own recurrence, or from its partials.
    @inlinable
    public static func apply<Rule: BinaryRule>(_ rule: Rule, to u: Taylor, _ v: Taylor) -> Taylor {
        let value = Base.apply(rule, to: u.value, v.value)
        let mark = u.perturbation | v.perturbation
        let count =
            u.isConstant || v.isConstant
            ? Swift.max(u.coefficients.count, v.coefficients.count)
            : Swift.min(u.coefficients.count, v.coefficients.count)
        let (a, b) = (Array(u.withoutZeros.prefix(count)), Array(v.withoutZeros.prefix(count)))
        if a.count == 1 && b.count == 1 { return Taylor(constant(value, count), mark) }
        if let series = rule.series(a, b, value: value) { return Taylor(series, mark) }
        if let x = u.memo, let y = v.memo, x.memo === y.memo {
            return Taylor(x.memo.series(of: rule, x.index, y.index, value: value, count: count), mark)
        }
        return Taylor(SeriesMemo([a, b]).series(of: rule, 0, 1, value: value, count: count), mark)
    }

    /// The coefficients, or the first alone if the others are zero: they contribute nothing, whatever the partial.
    @inlinable
    var withoutZeros: [Base] {
        coefficients.dropFirst().allSatisfy(\.isZero) ? [value] : coefficients
    }

    @inlinable
    static func constant(_ value: Base, _ count: Int) -> [Base] {
        [value] + [Base](repeating: .zero, count: count - 1)
    }
}
