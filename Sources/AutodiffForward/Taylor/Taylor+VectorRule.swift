import AutodiffCore

extension Taylor {
    /// The series of f(u(t)), order by order from y' = J(u) u', the pushforward on series that are one order shorter.
    @inlinable
    public static func apply<Rule: VectorRule>(_ rule: Rule, to u: [Taylor]) -> [Taylor] {
        let value = Base.apply(rule, to: u.map(\.value))
        let origin = Origin.of(u)
        guard let count = u.filter({ !$0.isConstant }).map(\.coefficients.count).min() else {
            return value.map { Taylor([$0], origin) }
        }
        let arguments = u.map { Array($0.withoutZeros.prefix(count)) }
        if arguments.allSatisfy({ $0.count == 1 }) { return value.map { Taylor(constant($0, count), origin) } }
        let memo = origin.memo ?? SeriesMemo()
        return memo.series(of: rule, arguments, value: value, count: count).map { Taylor($0, origin) }
    }
}
