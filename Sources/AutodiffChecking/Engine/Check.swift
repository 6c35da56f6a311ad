import AutodiffCore

/// Checks a claimed Jacobian of `function` at x against differences: the whole method, whatever the claim came from.
///
/// - Parameters:
///   - elsewhere: the claimed Jacobian at other points, where the claim is a function; lets the check see how noisy
///     the claim itself is.
func check(
    _ subject: String, claimed: Matrix<Double>, elsewhere: (([Double]) -> Matrix<Double>)? = nil, at x: [Double],
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
    func result(_ verdict: Verdict, _ entries: [DerivativeCheck.Entry]) -> DerivativeCheck {
        DerivativeCheck(
            subject, verdict: verdict, entries: entries, outputs: claimed.rows, inputs: claimed.columns,
            evaluations: sampler.evaluations, isStrict: options.strict)
    }
    if !sampler.isDeterministic {
        var check = result(.nondeterministic, [])
        check.notes.append("two evaluations at the same point gave different values")
        return check
    }
    if !sampler.isDefined {
        var check = result(.undefined, [])
        check.notes.append(
            sampler.center.isEmpty
                ? "the point is outside of the domain given in the options" : "the function isn't finite at the point")
        return check
    }
    let claim = Claim(claimed, scales: sampler.scales, elsewhere: elsewhere)
    let isFast =
        switch options.mode {
        case .automatic: x.count > 64
        case .full: false
        case .fast: true
        }
    let entries =
        isFast ? fastCheck(sampler, claim, seed: options.seed) : fullCheck(sampler, claim)
    return result(entries.map(\.verdict).max() ?? .pass, entries)
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
        let finest = levels.isEmpty ? 0 : levels[judgement.estimate.finestLevel].t
        return DerivativeCheck.Entry(
            row: i, column: column, inputs: inputs, claimed: claimed[i] / unit,
            measured: judgement.estimate.value / unit, errorBar: judgement.tolerance / unit, step: finest * unit,
            resolution: resolution(i), verdict: verdict(i))
    }
}
