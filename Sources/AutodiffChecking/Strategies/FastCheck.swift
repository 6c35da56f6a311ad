import AutodiffCore

/// Measures two random combinations of all inputs, and finds the entries that are wrong by bisection.
///
/// Inputs with an entry that is infinite or not a number are left out of the combinations and measured on their own.
///
/// - Returns: what was measured, and the combination in which something was wrong.
func fastCheck(
    _ sampler: Sampler, _ claim: Claim, seed: UInt64
) -> (entries: [DerivativeCheck.Entry], direction: [Double]?) {
    var generator = SplitMix64(seed: seed)
    let outputs = claim.matrix.rows
    let single = sampler.displaceable.filter { j in
        (0..<outputs).contains { !claim.matrix.values[$0 * claim.matrix.columns + j].isFinite }
    }
    var entries = single.isEmpty ? [] : fullCheck(sampler, claim, inputs: single)
    for weights in [Array(repeating: 1.0, count: sampler.x.count), balancingWeights(claim, sampler.scales)] {
        var d = sampler.scales.indices.map { j in
            // Equal magnitudes would hide two entries that have been exchanged.
            let magnitude = (1 + Double(generator.next() % 16) / 16) / 2
            return generator.sign() * magnitude * sampler.scales[j] * weights[j]
        }
        for j in single + sampler.fixed { d[j] = 0 }
        if d.allSatisfy({ $0 == 0 }) { break }
        var found = firstLook(along: Probe(sampler, claim, along: .combination(d)))
        var located: [DerivativeCheck.Entry] = []
        let suspects = (0..<outputs).filter { found.isDisputed($0) }
            .sorted { found.discrepancy($0).significance > found.discrepancy($1).significance }
        if !suspects.isEmpty {
            // A wrong entry that is found on its own needs no second look at the combination.
            located = localise(rows: suspects, excess: found.discrepancy, along: d, sampler, claim)
        }
        if located.isEmpty { found = lookAgain(after: found) }
        let sums = (0..<outputs).map(found.entry)
        if !located.isEmpty || sums.contains(where: { $0.verdict == .wrong }) {
            // A first combination that agreed says less than one that did not.
            return (entries.filter { $0.column != nil } + sums + located, d)
        }
        entries += sums
    }
    return (entries, nil)
}

/// Powers of two that bring down the inputs that would drown all others: w_j = 2^floor(log2 min(1, 4 median(c) / c_j))
/// with c_j = max_i |J_ij| s_j.
private func balancingWeights(_ claim: Claim, _ scales: [Double]) -> [Double] {
    let columns = claim.matrix.columns
    let sizes = scales.indices.map { j in
        (0..<claim.matrix.rows).reduce(0.0) { largest, i in
            let size = abs(claim.matrix.values[i * columns + j]) * scales[j]
            return size.isFinite ? max(largest, size) : largest
        }
    }
    let typical = median(sizes.filter { $0 > 0 })
    return sizes.map { $0 <= 4 * typical ? 1 : max((4 * typical / $0).binade, .leastNormalMagnitude) }
}
