import AutodiffCore

/// Checks what the toolkit computes against differences of `function`, and the verbs against each other.
@usableFromInline
func checkComputed(
    _ subject: String, _ derivatives: ComputedDerivatives, at x: [Double], options: CheckOptions,
    of function: @escaping ([Double]) -> [Double]
) -> DerivativeCheck {
    let sampler = Sampler(at: x, options: options, function: function)
    if let refusal = refusal(to: subject, sampler, options) { return refusal }
    let jacobian = derivatives.jacobians[0].value
    let claimed = jacobian(x)
    var result = compareWithDifferences(
        subject, claimed, elsewhere: jacobian, precision: derivatives.precision, around: sampler, options: options,
        operations: derivatives.operations)
    let problems = derivatives.inconsistencies(with: claimed, around: sampler, options)
    if !problems.isEmpty {
        result.notes += problems
        result.verdict = .wrong
    }
    return result
}

extension DerivativeCheck {
    /// Adds the cost of a check that went before.
    @usableFromInline
    mutating func add(evaluations count: Int) { evaluations += count }

    /// Whether a check that builds on this one has a ground to stand on.
    @usableFromInline
    var isUsable: Bool { verdict < .undefined }
}
