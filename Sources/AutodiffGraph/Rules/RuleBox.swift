import AutodiffCore

/// A rule whose type is known to the box alone: what a graph keeps of `Symbol.apply`.
///
/// A rule may be run from several threads at once. Rules are values; one that holds an object which it changes is not for
/// compiled functions.
class RuleBox: @unchecked Sendable {
    /// The name of the rule's type, with a small first letter.
    var name: String { "" }

    /// The rule itself.
    var anyRule: Any { fatalError() }

    /// Whether the rule is one of the package's.
    var isBuiltIn: Bool { false }

    /// What the interpreter has for the rule, and for its derivative, if anything.
    var kernel: Kernel? { nil }
    var derivativeKernel: Kernel? { nil }
}

/// A rule of one argument.
class UnaryBox: RuleBox, @unchecked Sendable {
    func value(_ x: Double) -> Double { fatalError() }
    func derivative(_ x: Double) -> Double { fatalError() }
    func apply<S: RealScalar>(to x: S) -> S { fatalError() }
    func derivative<S: RealScalar>(at x: S, value y: S) -> S { fatalError() }
}

/// A rule of two arguments.
class BinaryBox: RuleBox, @unchecked Sendable {
    func value(_ x: Double, _ y: Double) -> Double { fatalError() }
    func apply<S: RealScalar>(to x: S, _ y: S) -> S { fatalError() }
    func partialX<S: RealScalar>(_ x: S, _ y: S, value: S) -> S { fatalError() }
    func partialY<S: RealScalar>(_ x: S, _ y: S, value: S) -> S { fatalError() }
}

/// A rule of n arguments and m values.
class VectorBox: RuleBox, @unchecked Sendable {
    func value(_ x: [Double]) -> [Double] { fatalError() }
    func apply<S: RealScalar>(to x: [S]) -> [S] { fatalError() }
    func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] { fatalError() }
    func pushforward<S: RealScalar>(_ tangent: [S], at x: [S], value: [S]) -> [S] { fatalError() }
}

final class UnaryRuleBox<Rule: UnaryRule>: UnaryBox, @unchecked Sendable {
    private let isOfTheCore = isOurs(Rule.self)
    override var isBuiltIn: Bool { isOfTheCore }
    private let rule: Rule
    private let kernels: (value: Kernel?, derivative: Kernel?)

    init(_ rule: Rule) {
        self.rule = rule
        kernels = (Kernel(of: rule), Kernel(ofDerivativeOf: rule))
    }

    override var name: String { ruleName(Rule.self) }
    override var anyRule: Any { rule }
    override var kernel: Kernel? { kernels.value }
    override var derivativeKernel: Kernel? { kernels.derivative }
    override func value(_ x: Double) -> Double { rule.value(x) }
    override func derivative(_ x: Double) -> Double { rule.valueAndDerivative(at: x).derivative }
    override func apply<S: RealScalar>(to x: S) -> S { S.apply(rule, to: x) }
    override func derivative<S: RealScalar>(at x: S, value y: S) -> S { rule.derivative(at: x, value: y) }
}

final class BinaryRuleBox<Rule: BinaryRule>: BinaryBox, @unchecked Sendable {
    private let isOfTheCore = isOurs(Rule.self)
    override var isBuiltIn: Bool { isOfTheCore }
    private let rule: Rule
    private let known: Kernel?

    init(_ rule: Rule) {
        self.rule = rule
        known = Kernel(of: rule)
    }

    override var kernel: Kernel? { known }

    override var name: String { ruleName(Rule.self) }
    override var anyRule: Any { rule }
    override func value(_ x: Double, _ y: Double) -> Double { rule.value(x, y) }
    override func apply<S: RealScalar>(to x: S, _ y: S) -> S { S.apply(rule, to: x, y) }
    override func partialX<S: RealScalar>(_ x: S, _ y: S, value: S) -> S { rule.partialX(x, y, value: value) }
    override func partialY<S: RealScalar>(_ x: S, _ y: S, value: S) -> S { rule.partialY(x, y, value: value) }
}

final class VectorRuleBox<Rule: VectorRule>: VectorBox, @unchecked Sendable {
    private let rule: Rule
    private let known: Kernel?

    init(_ rule: Rule) {
        self.rule = rule
        known = Kernel(of: rule)
    }

    override var kernel: Kernel? { known }

    override var name: String { ruleName(Rule.self) }
    override var anyRule: Any { rule }
    override func value(_ x: [Double]) -> [Double] { rule.value(x) }
    override func apply<S: RealScalar>(to x: [S]) -> [S] {
        (rule as? any SelectingRule)?.values(at: x) ?? S.apply(rule, to: x)
    }
    override func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] {
        rule.checkedPullback(cotangent, at: x, value: value)
    }
    override func pushforward<S: RealScalar>(_ tangent: [S], at x: [S], value: [S]) -> [S] {
        rule.checkedPushforward(tangent, at: x, value: value)
    }
}

/// Whether the type is in the namespace `Rules` of the core.
private func isOurs<Rule>(_ type: Rule.Type) -> Bool { _typeName(type).hasPrefix("AutodiffCore.Rules.") }

private func ruleName<Rule>(_ type: Rule.Type) -> String {
    let name = "\(type)"
    return name.prefix(1).lowercased() + name.dropFirst()
}
