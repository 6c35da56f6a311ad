import AutodiffCore

/// Checks a claimed Jacobian of `function` at x against differences, whatever the claim came from.
///
/// - Parameters:
///   - elsewhere: the claimed Jacobian at other points, where the claim is a function; lets the check see how noisy
///     the claim itself is.
func checkClaim(
    _ subject: String, _ claimed: Matrix<Double>, elsewhere: (([Double]) -> Matrix<Double>)? = nil, at x: [Double],
    options: CheckOptions, function: @escaping ([Double]) -> [Double]
) -> DerivativeCheck {
    let sampler = Sampler(at: x, options: options, function: function)
    if !sampler.center.isEmpty && (claimed.rows != sampler.center.count || claimed.columns != x.count) {
        misuse(
            """
            the claimed \(subject) is \(claimed.rows) × \(claimed.columns), but the function has \
            \(sampler.center.count) outputs (rows) and \(x.count) inputs (columns)
            """)
    }
    if let refusal = refusal(to: subject, sampler, options) { return refusal }
    return compareWithDifferences(
        subject, claimed, elsewhere: elsewhere, precision: options.derivativePrecision ?? options.precision,
        around: sampler, options: options)
}

/// The result where there is nothing to check: a function that isn't one, or has no value at the point.
func refusal(to subject: String, _ sampler: Sampler, _ options: CheckOptions) -> DerivativeCheck? {
    if sampler.isDeterministic && sampler.isDefined { return nil }
    var result = DerivativeCheck(
        subject, verdict: sampler.isDeterministic ? .undefined : .nondeterministic, outputs: sampler.center.count,
        inputs: sampler.x.count, evaluations: sampler.evaluations, options: options)
    if !sampler.isDeterministic {
        result.notes.append("two evaluations at the same point gave different values")
    } else if sampler.isOutsideOfDomain {
        result.notes.append("the point is outside of the domain that the options give")
    } else {
        var note = "the function isn't finite at the point"
        if sampler.center.allSatisfy(\.isFinite) {
            note = "no input is finite, so none can be displaced"
        } else if let j = sampler.fixed.first {
            note += ", where \(result.names.inWords(input: j)) is \(formatted(sampler.x[j]))"
        }
        result.notes.append(note)
    }
    return result
}

/// Compares a claimed Jacobian with differences around a point where the function is defined.
///
/// In a trial of a test suite the comparison is repeated with errors in the claim; see ``MutationTrial``.
///
/// - Parameters:
///   - precision: the arithmetic that computed the claim.
///   - operations: those of the function, where it is known.
func compareWithDifferences(
    _ subject: String, _ claimed: Matrix<Double>, elsewhere: (([Double]) -> Matrix<Double>)?,
    precision: CheckOptions.Precision, around sampler: Sampler, options: CheckOptions,
    operations: FunctionOperations? = nil
) -> DerivativeCheck {
    let result = compare(
        subject, claimed, elsewhere: elsewhere, precision: precision, around: sampler, options: options)
    MutationTrial.run(operations?.name, passed: result.passed) {
        mutations(of: claimed, subject, result.names)
            + (operations?.mutations(of: claimed, at: sampler.x) ?? [])
    } check: { mutation in
        let elsewhere = elsewhere.flatMap { claim in mutation.alter.map { alter in { x in alter(claim(x)) } } }
        return compare(
            subject, mutation.altered, elsewhere: elsewhere, precision: precision, around: sampler, options: options
        ).passed
    }
    return result
}

private func compare(
    _ subject: String, _ claimed: Matrix<Double>, elsewhere: (([Double]) -> Matrix<Double>)?,
    precision: CheckOptions.Precision, around sampler: Sampler, options: CheckOptions
) -> DerivativeCheck {
    let claim = Claim(claimed, Arithmetic(precision), scales: sampler.scales, elsewhere: elsewhere)
    let (entries, direction) = measure(claim, around: sampler, options)
    var result = DerivativeCheck(
        subject, verdict: entries.map(\.verdict).max() ?? .pass, entries: entries, outputs: claimed.rows,
        inputs: claimed.columns, evaluations: sampler.evaluations, options: options)
    let wrong = entries.filter { $0.verdict == .wrong && $0.column != nil }
    if wrong.contains(where: \.isWrongHereOnly) {
        let places = wrong.allSatisfy(\.isWrongHereOnly) ? "" : " in some entries"
        result.notes.append(
            """
            wrong at this very point only\(places): around it the same derivative is what was measured. A branch on equality, \
            an iteration that had converged when it began, a convention at a kink, or a slope of zero that an infinite one was \
            multiplied by, as in cbrt(x³) at 0?
            """)
    }
    if let j = sampler.fixed.first {
        let others = sampler.fixed.count - 1
        result.notes.append(
            "\(result.names.inWords(input: j)) is \(formatted(sampler.x[j]))"
                + (others > 0 ? ", and \(counted(others, "other is", "others are")) not finite either" : "")
                + ": it can't be displaced, and what is claimed for it is not checked")
        if result.verdict < .inconclusive { result.verdict = .inconclusive }
    }
    if let direction {
        result.pattern = fastPattern(entries, claimed: claimed, along: direction, names: result.names)
    } else {
        result.pattern = ErrorPattern(entries, claimed: claimed, at: sampler.x, names: result.names)?.description
    }
    return result
}

/// The entries that the strategy of the options measures; with the fast one also the combination of inputs in which
/// something was wrong.
private func measure(
    _ claim: Claim, around sampler: Sampler, _ options: CheckOptions
) -> (entries: [DerivativeCheck.Entry], direction: [Double]?) {
    let isLarge = sampler.x.count > Threshold.mostInputsInFull
    if options.mode == .full || options.mode == .automatic && !isLarge { return (fullCheck(sampler, claim), nil) }
    let fast = fastCheck(sampler, claim, seed: options.seed)
    // Combinations of inputs say little in single precision and at a kink, and few inputs are soon measured one by one.
    let isUnclear = options.precision == .single || fast.entries.contains { $0.verdict == .notDifferentiable }
    return isUnclear && !isLarge ? (fullCheck(sampler, claim), nil) : fast
}
