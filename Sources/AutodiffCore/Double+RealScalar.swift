/// `Double` runs a function without derivatives: a rule is its value.
extension Double: RealScalar {
    /// The number itself.
    @inlinable
    public var primal: Double { self }

    /// The rule's value.
    @inlinable
    public static func apply<Rule: UnaryRule>(_ rule: Rule, to x: Double) -> Double { rule.value(x) }

    /// The rule's value.
    @inlinable
    public static func apply<Rule: BinaryRule>(_ rule: Rule, to x: Double, _ y: Double) -> Double { rule.value(x, y) }

    /// The rule's value and derivative, computed together where the rule can share work between them.
    @inlinable
    public static func valueAndDerivative<Rule: UnaryRule>(
        of rule: Rule, at x: Double
    ) -> (value: Double, derivative: Double) {
        rule.valueAndDerivative(at: x)
    }
}
