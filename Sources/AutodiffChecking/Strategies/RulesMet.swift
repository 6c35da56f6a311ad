import AutodiffCore

/// The rules of the user's own that f meets at x, each checked once against differences of its value: what is wrong, in words.
///
/// Both modes read one rule, so they agree on a wrong one; only its value tells. The function runs once more, on a scalar that
/// looks at the rules that it is given. A rule is checked at the first place where it is met, one of other parameters again,
/// ``RulesMet/mostRules`` at most. The library's own rules are left alone.
@usableFromInline
package func problemsOfRules<F: Differentiable>(metBy f: F, at x: [Double]) -> [String] {
    let met = RulesMet()
    LookingScalar.$met.withValue(met) { _ = f(x.map { LookingScalar($0) }) }
    return met.problems
}

/// What is known of the rules that one run has met.
private final class RulesMet: @unchecked Sendable {
    static let mostRules = 16

    private var known: Set<String> = []
    private(set) var problems: [String] = []

    /// Checks a rule that has not been met yet, unless it is the library's.
    func meet<Rule>(_ rule: Rule, at x: [Double], _ check: () -> DerivativeCheck) {
        let name = String(reflecting: Rule.self)
        if name.hasPrefix("AutodiffCore.Rules.") || known.count >= Self.mostRules { return }
        if !known.insert("\(name) \(rule)").inserted || !x.allSatisfy(\.isFinite) { return }
        let result = check()
        if result.verdict == .wrong {
            problems.append("the rule \(rule) is wrong at \(x), in both modes alike:\n\(result)")
        }
    }
}

/// A number that shows the rules that it meets to ``RulesMet``.
private struct LookingScalar: RealScalar {
    @TaskLocal static var met: RulesMet?

    let primal: Double

    init(_ value: Double) { primal = value }

    var isZero: Bool { primal == 0 }

    static func sum(_ x: Self, _ y: Self) -> Self { Self(x.primal + y.primal) }
    static func difference(_ x: Self, _ y: Self) -> Self { Self(x.primal - y.primal) }
    static func product(_ x: Self, _ y: Self) -> Self { Self(x.primal * y.primal) }
    static func quotient(_ x: Self, _ y: Self) -> Self { Self(x.primal / y.primal) }

    static func apply<Rule: UnaryRule>(_ rule: Rule, to x: Self) -> Self {
        met?.meet(rule, at: [x.primal]) {
            let derivative = { (x: [Double]) in [rule.derivative(at: x[0], value: rule.value(x[0]))] }
            return checkGradient(derivative, at: [x.primal]) { rule.value($0[0]) }
        }
        return Self(rule.value(x.primal))
    }

    static func apply<Rule: BinaryRule>(_ rule: Rule, to x: Self, _ y: Self) -> Self {
        met?.meet(rule, at: [x.primal, y.primal]) {
            let partials = { (x: [Double]) in
                let (first, second) = rule.partials(x[0], x[1], value: rule.value(x[0], x[1]))
                return [first, second]
            }
            return checkGradient(partials, at: [x.primal, y.primal]) { rule.value($0[0], $0[1]) }
        }
        return Self(rule.value(x.primal, y.primal))
    }

    static func apply<Rule: VectorRule>(_ rule: Rule, to x: [Self]) -> [Self] {
        let point = x.map(\.primal)
        met?.meet(rule, at: point) {
            let pullback = { (x: [Double], w: [Double]) in rule.checkedPullback(w, at: x, value: rule.value(x)) }
            return checkVJP(pullback, at: point) { rule.value($0) }
        }
        return rule.value(point).map { Self($0) }
    }
}
