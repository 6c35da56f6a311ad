import AutodiffCore

extension Taylor {
    /// The series of f(u(t)): by the rule's own recurrence, or from its derivative.
    @inlinable
    public static func apply<Rule: UnaryRule>(_ rule: Rule, to u: Taylor) -> Taylor {
        let value = Base.apply(rule, to: u.value)
        let count = u.coefficients.count
        if u.withoutZeros.count == 1 { return Taylor(constant(value, count), u.origin) }
        if let series = rule.series(u.coefficients, value: value) {
            return Taylor(checked(series, count), u.origin)
        }
        let memo = u.origin.memo ?? SeriesMemo()
        return Taylor(memo.series(of: rule, u.coefficients, value: value, count: count), u.origin)
    }

    /// The series of f(u(t), v(t)): by the rule's own recurrence, or from its partials.
    @inlinable
    public static func apply<Rule: BinaryRule>(_ rule: Rule, to u: Taylor, _ v: Taylor) -> Taylor {
        let value = Base.apply(rule, to: u.value, v.value)
        let origin = u.origin | v.origin
        let count =
            u.isConstant || v.isConstant
            ? Swift.max(u.coefficients.count, v.coefficients.count)
            : Swift.min(u.coefficients.count, v.coefficients.count)
        let (a, b) = (Array(u.withoutZeros.prefix(count)), Array(v.withoutZeros.prefix(count)))
        if a.count == 1 && b.count == 1 { return Taylor(constant(value, count), origin) }
        if let series = rule.series(a, b, value: value) { return Taylor(checked(series, count), origin) }
        let memo = origin.memo ?? SeriesMemo()
        return Taylor(memo.series(of: rule, a, b, value: value, count: count), origin)
    }

    /// A series that a rule has given, which must be of the order of its arguments: a shorter one would pass for a constant.
    @inlinable
    static func checked(_ series: [Base], _ count: Int) -> [Base] {
        if series.count != count {
            misuse(count: series.count, of: "a rule's series", expected: count, "as many as its argument has")
        }
        return series
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
