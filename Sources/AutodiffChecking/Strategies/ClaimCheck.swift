import AutodiffCore

/// Checks a claimed Jacobian of `function` at x against differences: the whole method, whatever the claim came from.
///
/// - Parameters:
///   - elsewhere: the claimed Jacobian at other points, where the claim is a function; lets the check see how noisy
///     the claim itself is.
///   - claimPrecision: the arithmetic that computed the claim, if it isn't the function's.
func check(
    _ subject: String, claimed: Matrix<Double>, elsewhere: (([Double]) -> Matrix<Double>)? = nil,
    claimPrecision: CheckOptions.Precision? = nil, at x: [Double], options: CheckOptions,
    function: @escaping ([Double]) -> [Double]
) -> DerivativeCheck {
    let sampler = Sampler(at: x, options: options, function: function)
    if !sampler.center.isEmpty && (claimed.rows != sampler.center.count || claimed.columns != x.count) {
        misuse(
            """
            the claimed \(subject) is \(claimed.rows) × \(claimed.columns), but the function has \
            \(sampler.center.count) outputs (rows) and \(x.count) inputs (columns)
            """)
    }
    guard sampler.isDeterministic && sampler.isDefined else { return refusal(subject, sampler, options) }
    return check(
        subject, claimed: claimed, elsewhere: elsewhere, claimPrecision: claimPrecision, around: sampler,
        options: options)
}

/// The result where there is nothing to check: a function that isn't one, or has no value at the point.
func refusal(_ subject: String, _ sampler: Sampler, _ options: CheckOptions) -> DerivativeCheck {
    var result = DerivativeCheck(
        subject, verdict: sampler.isDeterministic ? .undefined : .nondeterministic, outputs: sampler.center.count,
        inputs: sampler.x.count, evaluations: sampler.evaluations, isStrict: options.strict)
    if !sampler.isDeterministic {
        result.notes.append("two evaluations at the same point gave different values")
    } else if sampler.isOutsideOfDomain {
        result.notes.append("the point is outside of the domain that the options give")
    } else {
        result.notes.append("the function isn't finite at the point")
    }
    return result
}

/// Checks a claimed Jacobian against differences around a point where the function is defined.
func check(
    _ subject: String, claimed: Matrix<Double>, elsewhere: (([Double]) -> Matrix<Double>)?,
    claimPrecision: CheckOptions.Precision?, around sampler: Sampler, options: CheckOptions
) -> DerivativeCheck {
    let arithmetic = Arithmetic(claimPrecision ?? options.derivativePrecision ?? options.precision)
    let claim = Claim(claimed, arithmetic, scales: sampler.scales, elsewhere: elsewhere)
    var measurement: (entries: [DerivativeCheck.Entry], direction: [Double]?)
    if options.mode == .fast || options.mode == .automatic && sampler.x.count > Threshold.mostInputsInFull {
        measurement = fastCheck(sampler, claim, seed: options.seed)
        let isUnclear =
            options.precision == .single || measurement.entries.contains { $0.verdict == .notDifferentiable }
        if isUnclear && sampler.x.count <= Threshold.mostInputsInFull {
            measurement = (fullCheck(sampler, claim), nil)
        }
    } else {
        measurement = (fullCheck(sampler, claim), nil)
    }
    let entries = measurement.entries
    var result = DerivativeCheck(
        subject, verdict: entries.map(\.verdict).max() ?? .pass, entries: entries, outputs: claimed.rows,
        inputs: claimed.columns, evaluations: sampler.evaluations, isStrict: options.strict)
    if let direction = measurement.direction {
        result.pattern = fastPattern(entries, claimed: claimed, along: direction)
    } else {
        result.pattern = ErrorPattern(entries, claimed: claimed, at: sampler.x)?.description
    }
    return result
}

extension DirectionCheck {
    /// Output i as an entry of the result.
    func entry(_ i: Int) -> DerivativeCheck.Entry {
        let judgement = judgements[i]
        let column: Int?
        let inputs: Range<Int>
        let unit: Double
        switch direction {
        case .input(let j, let scale):
            (column, inputs, unit) = (j, j..<j + 1, scale)
        case .combination(let d):
            let first = d.firstIndex { $0 != 0 } ?? 0
            let last = d.lastIndex { $0 != 0 } ?? 0
            (column, inputs, unit) = (nil, first..<last + 1, 1)
        }
        return DerivativeCheck.Entry(
            row: i, column: column, inputs: inputs, claimed: claimed[i] / unit,
            measured: judgement.estimate.value / unit, errorBar: judgement.tolerance / unit,
            step: judgement.step * unit,
            noise: levels.reduce(0) { max($0, noise(i, at: $1)) }, resolution: resolution(i), verdict: verdict(i))
    }
}
