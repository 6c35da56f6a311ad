import AutodiffCore

extension MultiDual {
    /// f(v) and the pushforward of each of the N directions.
    @inlinable
    public static func apply<Rule: VectorRule>(_ rule: Rule, to x: [MultiDual]) -> [MultiDual] {
        let inputs = x.map(\.value)
        let value = rule.value(inputs)
        let perturbation = x.reduce(Perturbation.none) { $0 | $1.perturbation }
        var partials = [Partials](repeating: .zero, count: value.count)
        for k in 0..<Partials.scalarCount where x.contains(where: { $0.partials[k] != 0 }) {
            let tangent = rule.checkedPushforward(x.map { $0.partials[k] }, at: inputs, value: value)
            for i in partials.indices { partials[i][k] = tangent[i] }
        }
        return value.indices.map { MultiDual(value[$0], partials[$0], perturbation) }
    }
}
