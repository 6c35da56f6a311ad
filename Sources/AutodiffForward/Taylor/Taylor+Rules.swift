import AutodiffCore

extension Taylor {
    /// The series of f(u(t)): by the rule's own recurrence, or from its derivative.
    @inlinable
    public static func apply<Rule: UnaryRule>(_ rule: Rule, to u: Taylor) -> Taylor { apply(rule, to: u, memo: nil) }

    /// The series of f(u(t), v(t)): by the rule's own recurrence, or from its partials.
    @inlinable
    public static func apply<Rule: BinaryRule>(_ rule: Rule, to u: Taylor, _ v: Taylor) -> Taylor {
        apply(rule, to: u, v, memo: nil)
    }

    /// The series of each of the rule's values. Coefficient j + 1 of f(u(t)) is coefficient j of its velocity J(u) u', divided by
    /// j + 1, and the velocity is the pushforward on series.
    @inlinable
    public static func apply<Rule: VectorRule>(_ rule: Rule, to u: [Taylor]) -> [Taylor] {
        apply(rule, to: u, memo: nil)
    }

    /// The series of f(u(t)), with the series of rules that are known already.
    @inlinable
    static func apply<Rule: UnaryRule>(_ rule: Rule, to u: Taylor, memo: SeriesMemo<Base>?) -> Taylor {
        let value = Base.apply(rule, to: u.value)
        let count = u.coefficients.count
        if u.withoutZeros.count == 1 { return Taylor(constant(value, count), u.perturbation) }
        if let series = rule.series(u.coefficients, value: value) {
            return Taylor(checked(series, count, u.perturbation), u.perturbation)
        }
        let memo = memo ?? SeriesMemo()
        return Taylor(memo.series(of: rule, u.coefficients, value: value, count: count), u.perturbation)
    }

    /// The series of f(u(t), v(t)), with the series of rules that are known already.
    @inlinable
    static func apply<Rule: BinaryRule>(
        _ rule: Rule, to u: Taylor, _ v: Taylor, memo: SeriesMemo<Base>?
    ) -> Taylor {
        let value = Base.apply(rule, to: u.value, v.value)
        let call = u.perturbation | v.perturbation
        let count =
            u.isConstant || v.isConstant
            ? Swift.max(u.coefficients.count, v.coefficients.count)
            : Swift.min(u.coefficients.count, v.coefficients.count)
        let (a, b) = (Array(u.withoutZeros.prefix(count)), Array(v.withoutZeros.prefix(count)))
        if a.count == 1 && b.count == 1 { return Taylor(constant(value, count), call) }
        if let series = rule.series(a, b, value: value) { return Taylor(checked(series, count, call), call) }
        let memo = memo ?? SeriesMemo()
        return Taylor(memo.series(of: rule, a, b, value: value, count: count), call)
    }

    /// The series of each of the rule's values, with the series of rules that are known already.
    @inlinable
    static func apply<Rule: VectorRule>(_ rule: Rule, to u: [Taylor], memo: SeriesMemo<Base>?) -> [Taylor] {
        let value = Base.apply(rule, to: u.map(\.value))
        let call = u.reduce(Perturbation.none) { $0 | $1.perturbation }
        guard let count = u.filter({ !$0.isConstant }).map(\.coefficients.count).min() else {
            return value.map { Taylor([$0], call) }
        }
        let arguments = u.map { Array($0.withoutZeros.prefix(count)) }
        if arguments.allSatisfy({ $0.count == 1 }) { return value.map { Taylor(constant($0, count), call) } }
        let memo = memo ?? SeriesMemo()
        return memo.series(of: rule, arguments, value: value, count: count).map { Taylor($0, call) }
    }

    /// A series that a rule has given, which must be of the order of its arguments: a shorter one would pass for a constant. A
    /// longer one, where more is known, is kept in a call of `taylor`.
    @inlinable
    static func checked(_ series: [Base], _ count: Int, _ call: Perturbation) -> [Base] {
        if series.count < count {
            misuse(count: series.count, of: "a rule's series", expected: count, "as many as its argument has")
        }
        return call.isOfCall ? series : Array(series.prefix(count))
    }

    /// The coefficients, or the first alone if the others are zero: they contribute nothing, whatever the partial.
    @inlinable
    var withoutZeros: [Base] {
        coefficients.dropFirst().allSatisfy(\._isZero) ? [value] : coefficients
    }

    @inlinable
    static func constant(_ value: Base, _ count: Int) -> [Base] {
        [value] + [Base](repeating: .zero, count: count - 1)
    }
}
