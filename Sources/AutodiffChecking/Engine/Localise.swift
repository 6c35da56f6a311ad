/// Finds the entries of one row that are wrong, up to three, by halving the set of inputs that are displaced together.
///
/// Each half takes two levels; the one that is farther off is followed first.
func localise(row: Int, along d: [Double], _ sampler: Sampler, _ claim: Claim) -> [DerivativeCheck.Entry] {
    var found: [DerivativeCheck.Entry] = []
    var pending = [(suspicion: Double.infinity, inputs: d.indices)]
    while found.count < 3, let next = pending.popLast() {
        if next.inputs.count == 1 {
            let j = next.inputs.lowerBound
            var check = DirectionCheck(sampler, claim, along: .input(j, scale: sampler.scales[j]))
            check.run()
            if check.verdict(row) == .wrong { found.append(check.entry(row)) }
            continue
        }
        let middle = next.inputs.lowerBound + next.inputs.count / 2
        for half in [next.inputs.lowerBound..<middle, middle..<next.inputs.upperBound] {
            var restricted = Array(repeating: 0.0, count: d.count)
            for j in half { restricted[j] = d[j] }
            var check = DirectionCheck(sampler, claim, along: .combination(restricted))
            if !check.findFirstLevels() { continue }
            check.judge()
            let suspicion = check.suspicion(of: row)
            if suspicion > 0 { pending.append((suspicion, half)) }
        }
        pending.sort { $0.suspicion < $1.suspicion }
    }
    return found
}

extension DirectionCheck {
    /// By how much claimed and measured differ beyond the error bar, in units of the error.
    func suspicion(of i: Int) -> Double {
        let judgement = judgements[i]
        let excess = abs(claimed[i] - judgement.estimate.value) - judgement.tolerance
        return excess > 0 ? excess / max(judgement.estimate.error, .leastNormalMagnitude) : 0
    }
}
