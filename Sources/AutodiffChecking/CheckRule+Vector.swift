import AutodiffCore

/// Checks a vector rule f: Rⁿ → Rᵐ at a point with one call: its pullback against differences of its value, its pushforward
/// against the pullback, both in both modes, and both once more where modes nest.
///
///     let check = checkRule(Normalised(), at: [1, 2, 2])
///     #expect(check.passed, "\(check)")
///
/// - Parameters:
///   - rule: the rule. The derivatives that nesting makes of it are those of x ↦ J(x)·v and x ↦ J(x)ᵀ·u for random v and u.
///   - x: the point.
///   - options: what may be assumed about the rule's value, and about its derivatives.
/// - Returns: a check of the Jacobian, and one of each of the two nested Jacobians. Traps if x is empty, or if the pullback
///   or the pushforward returns another number of components than it should.
///
/// Cost: three times that of ``checkJacobian(at:options:of:)``.
public func checkRule<Rule: VectorRule>(
    _ rule: Rule, at x: [Double], options: CheckOptions = CheckOptions()
) -> CheckSummary {
    var summary = CheckSummary(title: "\(rule)", isStrict: options.strict)
    summary.append(rule, at: x, options)
    return summary
}

/// Checks a vector rule at random points of a box; see ``checkRule(_:at:options:)``.
///
///     checkRule(Normalised(), over: [0.1...3, -3...3, -3...3])
///
/// - Parameters:
///   - rule: the rule.
///   - box: one range for each input; points beyond it are not evaluated. A range over several decades of one sign is sampled
///     by its logarithm.
///   - points: at how many points, at least one, or a trap.
///   - options: what may be assumed about the rule's value. The seed decides about the points. A domain given here replaces
///     the box.
/// - Returns: three checks for each point. A point where the rule isn't finite is left out. Traps if the box is empty.
///
/// Cost: `points` times that at one point.
public func checkRule<Rule: VectorRule>(
    _ rule: Rule, over box: [ClosedRange<Double>], points: Int = 10, options: CheckOptions = CheckOptions()
) -> CheckSummary {
    if box.isEmpty { misuse("the rule \(rule) can't be checked without inputs; give a range for each") }
    if points < 1 { misuse("a rule can't be checked at \(points) points; give a positive number") }
    var summary = CheckSummary(title: "\(rule)", isStrict: options.strict)
    var options = options
    if options.domain == nil { options.domain = AutodiffChecking.box(box) }
    var generator = SplitMix64(seed: options.seed)
    for _ in 0..<points {
        let x = box.map { generator.number(in: $0) }
        if rule.value(x).allSatisfy(\.isFinite) { summary.append(rule, at: x, options) }
    }
    return summary
}

extension CheckSummary {
    /// Adds the checks of a vector rule at a point.
    fileprivate mutating func append<Rule: VectorRule>(_ rule: Rule, at x: [Double], _ options: CheckOptions) {
        let first = checkJacobian(at: x, options: options, of: rule)
        append(first, of: "Jacobian", order: 1, "at \(x)", at: x)
        if first.verdict >= .undefined { return }
        var generator = SplitMix64(seed: options.seed)
        let pushed = PushforwardField(rule: rule, direction: generator.signedVector(x.count))
        append(
            checkJacobian(at: x, options: options, of: pushed), of: "Jacobian of J(x)·v", order: 2, "at \(x)", at: x)
        let pulled = PullbackField(rule: rule, cotangent: generator.signedVector(first.outputs))
        append(
            checkJacobian(at: x, options: options, of: pulled), of: "Jacobian of J(x)ᵀ·u", order: 2, "at \(x)", at: x)
    }
}
