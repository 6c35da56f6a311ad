extension Findings {
    /// Output i as an entry of the result.
    func entry(_ i: Int) -> DerivativeCheck.Entry {
        let judgement = judgements[i]
        let column: Int?
        let inputs: Range<Int>
        let unit: Double
        switch probe.direction {
        case .input(let j, let scale):
            (column, inputs, unit) = (j, j..<j + 1, scale)
        case .combination(let d):
            let first = d.firstIndex { $0 != 0 } ?? 0
            let last = d.lastIndex { $0 != 0 } ?? 0
            (column, inputs, unit) = (nil, first..<last + 1, 1)
        }
        let verdict = verdict(i)
        return DerivativeCheck.Entry(
            row: i, column: column, inputs: inputs, claimed: claimed[i] / unit,
            measured: judgement.estimate.value / unit, errorBar: judgement.tolerance / unit,
            displacement: judgement.smallestDisplacement * unit,
            valueError: levels.reduce(0) { max($0, valueError(i, at: $1)) }, resolution: resolution(i),
            verdict: verdict,
            isWrongHereOnly: verdict == .wrong && isWrongHereOnly(i),
            uncertainty: uncertainty(i))
    }

    /// What makes the error bar of output i as long as it is.
    private func uncertainty(_ i: Int) -> DerivativeCheck.Entry.Uncertainty {
        let estimate = judgements[i].estimate
        if case .aliased = judgements[i].shape { return .aliasing }
        if 2 * assumptions[i].claim > judgements[i].tolerance { return .claim }
        return estimate.propagated > estimate.truncation && resolution(i) > 1e-4 ? .values : .shape
    }

    /// Claimed minus measured for output i.
    func discrepancy(_ i: Int) -> Discrepancy {
        Discrepancy(value: claimed[i] - judgements[i].estimate.value, tolerance: judgements[i].tolerance)
    }
}
