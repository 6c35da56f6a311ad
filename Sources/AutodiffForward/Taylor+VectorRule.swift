import AutodiffCore

extension Taylor {
    /// The series of f(u(t)), order by order from y' = J(u) u', the pushforward on series that are one order shorter.
    @inlinable
    public static func apply<Rule: VectorRule>(_ rule: Rule, to u: [Taylor]) -> [Taylor] {
        let value = Base.apply(rule, to: u.map(\.value))
        let mark = u.reduce(Perturbation.none) { $0 | $1.perturbation }
        guard let count = u.filter({ !$0.isConstant }).map(\.coefficients.count).min() else {
            return value.map { Taylor([$0], mark) }
        }
        if u.allSatisfy({ $0.withoutZeros.count == 1 }) { return value.map { Taylor(constant($0, count), mark) } }
        let velocity = u.map { u in
            u.isConstant ? [.zero] : u.coefficients.indices.dropFirst().map { u.coefficients[$0] * Double($0) }
        }
        var y = value.map { [$0] }
        for j in 1..<count {
            let slope = rule.checkedPushforward(
                velocity.map { Taylor(Array($0.prefix(j)), mark) },
                at: u.map { Taylor(Array($0.coefficients.prefix(j)), mark) }, value: y.map { Taylor($0, mark) })
            for i in y.indices {
                let next = j <= slope[i].coefficients.count ? slope[i].coefficients[j - 1] : .zero
                y[i].append(next / Double(j))
            }
        }
        return y.map { Taylor($0, mark) }
    }
}
