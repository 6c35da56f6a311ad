import AutodiffCore

/// Checks a rule of two arguments at many points of a rectangle with one call: its partial derivatives and their partial
/// derivatives against differences, `partialX` and `partialY` against `partials`, and the modes against each other.
///
///     checkRule(Rules.Power(), over: 0.1...10, -3...3)
///
/// The points are as many abscissas, spread over the first range as for a rule of one argument, each with an ordinate of its
/// own: every ordinate of the second range is taken once, in an order in which neighbours are far apart.
///
/// - Parameters:
///   - rule: the rule.
///   - x: the range of the first argument.
///   - y: the range of the second one. Either may be a single point.
///   - points: how many, at least one, or a trap.
///   - options: what may be assumed about the rule's value. A domain given here replaces the ranges; a range that is a point
///     bounds nothing, since the derivative there is measured by values around it.
/// - Returns: for every point a check of the partial derivatives, and one of the derivatives of each. A point at which the
///   rule isn't finite is left out.
///
/// Cost: some 30 evaluations of the rule for each point.
public func checkRule<Rule: BinaryRule>(
    _ rule: Rule, over x: ClosedRange<Double>, _ y: ClosedRange<Double>, points: Int = 20,
    options: CheckOptions = CheckOptions()
) -> CheckSummary {
    var summary = CheckSummary(title: "\(rule)", isStrict: options.strict)
    var options = options
    if options.domain == nil { options.domain = box(x, y) }
    for (a, b) in pairedPoints(points, over: x, y) {
        let value = rule.value(a, b)
        if !value.isFinite { continue }
        let place = "at (\(a), \(b))"
        let partials = rule.partials(a, b, value: value)
        for (name, alone, together) in [
            ("partialX", rule.partialX(a, b, value: value), partials.0),
            ("partialY", rule.partialY(a, b, value: value), partials.1),
        ] where !areSame(alone, together) {
            summary.problems.append("\(name) gives \(alone) \(place), partials \(together)")
        }
        let field = BinaryField(rule: rule)
        summary.append(
            checkGradient(at: [a, b], options: options, of: field), of: "partials", order: 1, place, at: [a, b])
        if !(partials.0.isFinite && partials.1.isFinite) { continue }
        for input in 0..<2 {
            let partial = DerivativeField(field: field, input: input)
            summary.append(
                checkGradient(at: [a, b], options: options, of: partial),
                of: "partials of ∂f/∂\(input == 0 ? "x" : "y")", order: 2, place, at: [a, b])
        }
    }
    return summary
}

/// `count` points of a rectangle, whose abscissas and ordinates are each spread over their range; one of a range that is a
/// point goes with all of the other.
private func pairedPoints(
    _ count: Int, over x: ClosedRange<Double>, _ y: ClosedRange<Double>
) -> [(Double, Double)] {
    let (xs, ys) = (spread(count, over: x), spread(count, over: y))
    let stride = goldenStride(ys.count)
    return (0..<max(xs.count, ys.count)).map { k in (xs[k % xs.count], ys[k * stride % ys.count]) }
}
