import AutodiffCore
import AutodiffForward
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
///   - range: where it is defined; points beyond it are not evaluated. Over several decades of one sign the points are
///     spread logarithmically.
///   - points: how many; the ends of the range are among them.
///   - options: what may be assumed about the rule's value. A domain given here replaces the range.
/// - Returns: one check for every point and order. An end of the range where the rule isn't finite is left out.
///
/// Cost: some 20 evaluations of the rule for each point.
public func checkRule<Rule: UnaryRule>(
    _ rule: Rule, over range: ClosedRange<Double>, points: Int = 20, options: CheckOptions = CheckOptions()
) -> CheckSummary {
    var summary = CheckSummary(title: "\(rule)", isStrict: options.strict)
    var options = options
    if options.domain == nil { options.domain = { range.contains($0[0]) } }
    for x in spread(points, over: range) {
        let y = rule.value(x)
        if !y.isFinite { continue }
        let together = rule.valueAndDerivative(at: x)
        if together.value.bitPattern != y.bitPattern {
            summary.problems.append("valueAndDerivative gives \(together.value) at x = \(x) where value gives \(y)")
        }
        let first = UnaryField(rule: rule)
        summary.append(checkGradient(at: [x], options: options, of: first), "first derivative at x = \(x)", at: [x])
        let slope = gradient(at: [x], of: first)[0]
        let error = abs(together.derivative - slope)
        if !(error <= 0x1p-44 * abs(slope) || together.derivative == slope || together.derivative.isNaN && slope.isNaN)
        {
            summary.problems.append(
                "valueAndDerivative gives a derivative of \(together.derivative) at x = \(x), derivative \(slope)")
        }
        if !slope.isFinite { continue }
        let second = DerivativeField(field: first, input: 0)
        summary.append(checkGradient(at: [x], options: options, of: second), "second derivative at x = \(x)", at: [x])
        if !gradient(at: [x], of: second)[0].isFinite { continue }
        let third = DerivativeField(field: second, input: 0)
        summary.append(checkGradient(at: [x], options: options, of: third), "third derivative at x = \(x)", at: [x])
    }
    return summary
}

/// Checks a rule of two arguments at many points of a rectangle with one call; see ``checkRule(_:over:points:options:)``.
///
/// The points are those of a low-discrepancy sequence. The second derivatives are checked too.
public func checkRule<Rule: BinaryRule>(
    _ rule: Rule, over x: ClosedRange<Double>, _ y: ClosedRange<Double>, points: Int = 20,
    options: CheckOptions = CheckOptions()
) -> CheckSummary {
    var summary = CheckSummary(title: "\(rule)", isStrict: options.strict)
    var options = options
    if options.domain == nil { options.domain = { x.contains($0[0]) && y.contains($0[1]) } }
    let ys = spread(points, over: y)
    for (k, a) in spread(points, over: x).enumerated() {
        // A stride of about the golden section pairs every abscissa with one ordinate, without a pattern.
        let b = ys[(k * max(1, points * 5 / 8)) % points]
        let value = rule.value(a, b)
        if !value.isFinite { continue }
        let place = "at (\(a), \(b))"
        let (both, onlyX, onlyY) = (
            rule.partials(a, b, value: value), rule.partialX(a, b, value: value), rule.partialY(a, b, value: value)
        )
        for (name, alone, together) in [("partialX", onlyX, both.0), ("partialY", onlyY, both.1)]
        where !(abs(alone - together) <= 0x1p-44 * abs(together) || alone == together || alone.isNaN && together.isNaN)
        {
            summary.problems.append("\(name) gives \(alone) \(place), partials \(together)")
        }
        let field = BinaryField(rule: rule)
        summary.append(checkGradient(at: [a, b], options: options, of: field), "partials \(place)", at: [a, b])
        if !(both.0.isFinite && both.1.isFinite) { continue }
        for input in 0..<2 {
            let partial = DerivativeField(field: field, input: input)
            let name = "partials of ∂f/∂\(input == 0 ? "x" : "y") \(place)"
            summary.append(checkGradient(at: [a, b], options: options, of: partial), name, at: [a, b])
        }
    }
    return summary
}

/// A unary rule as a function of one variable.
struct UnaryField<Rule: UnaryRule>: ScalarField {
    let rule: Rule

    func value<S: RealScalar>(at x: [S]) -> S { S.apply(rule, to: x[0]) }
}

/// A binary rule as a function of two variables.
struct BinaryField<Rule: BinaryRule>: ScalarField {
    let rule: Rule

    func value<S: RealScalar>(at x: [S]) -> S { S.apply(rule, to: x[0], x[1]) }
}

/// A partial derivative of a field, by forward mode: one more level of nesting, and itself a field.
struct DerivativeField<Field: ScalarField>: ScalarField {
    let field: Field
    let input: Int

    func value<S: RealScalar>(at x: [S]) -> S {
        let direction = x.indices.map { S($0 == input ? 1.0 : 0.0) }
        return jvp(at: x, along: direction, of: field).tangent[0]
    }
}

/// Points from end to end of a range: evenly, or over several decades of one sign evenly in the logarithm.
func spread(_ count: Int, over range: ClosedRange<Double>) -> [Double] {
    let (a, b) = (range.lowerBound, range.upperBound)
    if count < 1 { misuse("a rule can't be checked at \(count) points; give a positive number") }
    if count == 1 || a == b { return [a / 2 + b / 2] }
    let ratio = a > 0 ? b / a : a < 0 && b < 0 ? a / b : 1
    return (0..<count).map { k in
        if k == 0 { return a }
        if k == count - 1 { return b }
        let fraction = Double(k) / Double(count - 1)
        if ratio > 100 {
            let exponent = log(abs(a)) + fraction * (log(abs(b)) - log(abs(a)))
            return (a > 0 ? 1 : -1) * exp(exponent)
        }
        return a + fraction * (b - a)
    }
}
