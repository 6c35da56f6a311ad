/// Measures two random combinations of all inputs, and finds the entries that are wrong by bisection.
func fastCheck(_ sampler: Sampler, _ claim: Claim, seed: UInt64) -> [DerivativeCheck.Entry] {
    var generator = SplitMix64(seed: seed)
    var entries: [DerivativeCheck.Entry] = []
    for weights in [Array(repeating: 1.0, count: sampler.x.count), balancingWeights(claim, sampler.scales)] {
        let d = sampler.scales.indices.map { j in
            // Equal magnitudes would hide two entries that have been exchanged.
            let magnitude = (1 + Double(generator.next() % 16) / 16) / 2
            return generator.sign() * magnitude * sampler.scales[j] * weights[j]
        }
        var check = DirectionCheck(sampler, claim, along: .combination(d))
        check.run()
        entries += sampler.center.indices.map(check.entry)
        let worst = sampler.center.indices.filter { check.verdict($0) == .wrong && check.claimed[$0].isFinite }
            .max { check.suspicion(of: $0) < check.suspicion(of: $1) }
        if let worst {
            entries += localise(row: worst, along: d, sampler, claim)
            return entries + notFinite(claim)
        }
    }
    return entries + notFinite(claim)
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

/// The entries that are infinite or not a number: a combination of inputs says nothing about them.
private func notFinite(_ claim: Claim) -> [DerivativeCheck.Entry] {
    claim.matrix.values.indices.compactMap { k in
        let claimed = claim.matrix.values[k]
        if claimed.isFinite { return nil }
        let (row, column) = k.quotientAndRemainder(dividingBy: claim.matrix.columns)
        return DerivativeCheck.Entry(
            row: row, column: column, inputs: column..<column + 1, claimed: claimed, measured: .nan,
            errorBar: .infinity, step: 0, resolution: .infinity, verdict: claimed.isNaN ? .wrong : .inconclusive)
    }
}
