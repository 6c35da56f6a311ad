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
        return DerivativeCheck.Entry(
            row: i, column: column, inputs: inputs, claimed: claimed[i] / unit,
            measured: judgement.estimate.value / unit, errorBar: judgement.tolerance / unit,
            displacement: judgement.smallestDisplacement * unit,
            valueError: levels.reduce(0) { max($0, valueError(i, at: $1)) }, resolution: resolution(i),
            verdict: verdict(i))
    }

    /// Claimed minus measured for output i.
    func discrepancy(_ i: Int) -> Discrepancy {
        Discrepancy(value: claimed[i] - judgements[i].estimate.value, tolerance: judgements[i].tolerance)
    }
}
