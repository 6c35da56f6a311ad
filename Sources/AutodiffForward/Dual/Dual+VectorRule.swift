import AutodiffCore

extension Dual {
    /// f(v + t·ε) = f(v) + J(v)t·ε.
    @inlinable
    public static func apply<Rule: VectorRule>(_ rule: Rule, to x: [Dual]) -> [Dual] {
        let inputs = x.map(\.value)
        let value = Base.apply(rule, to: inputs)
        let perturbation = x.reduce(Perturbation.none) { $0 | $1.perturbation }
        if x.allSatisfy(\.tangent._isZero) { return value.map { Dual($0, .zero, perturbation) } }
        let tangent = rule.checkedPushforward(x.map(\.tangent), at: inputs, value: value)
        return value.indices.map { Dual(value[$0], tangent[$0], perturbation) }
    }
}
