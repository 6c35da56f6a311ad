import AutodiffCore
import AutodiffModes
import AutodiffReverse

/// Checks a rule at many points of a range with one call: its derivative against differences of its value, the second
/// and third derivative that nesting makes of it against differences of the one before, and the modes against each
/// other.
///
///     let check = checkRule(Hill(n: 2.5), over: 0.1...10)
///     #expect(check.passed, "\(check)")
///
/// - Parameters:
///   - rule: the rule.
///   - range: where it is defined, with finite ends, or a trap; points beyond it are not evaluated, unless it is a single point. Over several decades of one sign the points are
///     spread logarithmically.
///   - points: how many, at least one, or a trap; from two on the ends of the range are among them.
///   - options: what may be assumed about the rule's value. A domain given here replaces the range.
/// - Returns: one check for every point and order. A point where the rule isn't finite is left out.
///
/// Cost: some 20 evaluations of the rule for each point.
public func checkRule<Rule: UnaryRule>(
    _ rule: Rule, over range: ClosedRange<Double>, points: Int = 20, options: CheckOptions = CheckOptions()
) -> CheckSummary {
    var summary = CheckSummary(title: "\(rule)", isStrict: options.strict)
    var options = options
    if options.domain == nil { options.domain = box(range) }
    for x in spread(points, over: range) {
        let y = rule.value(x)
        if !y.isFinite { continue }
        let first = UnaryField(rule: rule)
        let slope = gradient(at: [x], of: first)[0]
        summary.problems += problems(of: rule, at: x, value: y, derivative: slope)
        summary.append(
            checkGradient(at: [x], options: options, of: first), of: "first derivative", order: 1, "at x = \(x)",
            at: [x])
        if !slope.isFinite { continue }
        let second = DerivativeField(field: first, input: 0)
        summary.append(
            checkGradient(at: [x], options: options, of: second), of: "second derivative", order: 2, "at x = \(x)",
            at: [x])
        if !gradient(at: [x], of: second)[0].isFinite { continue }
        let third = DerivativeField(field: second, input: 0)
        summary.append(
            checkGradient(at: [x], options: options, of: third), of: "third derivative", order: 3, "at x = \(x)",
            at: [x])
    }
    return summary
}

/// Where `valueAndDerivative` gives another value, or another derivative, than the two alone.
private func problems<Rule: UnaryRule>(
    of rule: Rule, at x: Double, value: Double, derivative: Double
) -> [String] {
    let together = rule.valueAndDerivative(at: x)
    var problems: [String] = []
    if together.value.bitPattern != value.bitPattern {
        problems.append("valueAndDerivative gives \(together.value) at x = \(x) where value gives \(value)")
    }
    if !areSame(together.derivative, derivative) {
        problems.append(
            "valueAndDerivative gives a derivative of \(together.derivative) at x = \(x), derivative \(derivative)")
    }
    return problems
}

/// Whether two ways of computing one derivative of a rule give the same, to 2⁻⁴⁴ of it.
func areSame(_ a: Double, _ b: Double) -> Bool {
    a == b || a.isNaN && b.isNaN || abs(a - b) <= 0x1p-44 * abs(b)
}
