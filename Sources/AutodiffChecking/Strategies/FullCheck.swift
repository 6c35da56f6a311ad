/// Measures every input on its own, or some of them.
func fullCheck(_ sampler: Sampler, _ claim: Claim, inputs: [Int]? = nil) -> [DerivativeCheck.Entry] {
    let outputs = claim.matrix.rows
    var entries: [DerivativeCheck.Entry] = []
    var kinks: [[Int]] = Array(repeating: [], count: outputs)
    for j in inputs ?? sampler.displaceable {
        let found = look(along: Probe(sampler, claim, along: .input(j, scale: sampler.scales[j])))
        for i in 0..<outputs {
            entries.append(found.entry(i))
            if case .kink(isClaimBetween: true) = found.judgements[i].shape { kinks[i].append(j) }
        }
    }
    return entries + checkKinksTogether(sampler, claim, kinks)
}

/// At a kink along several inputs, each claimed slope can lie between its one-sided slopes and their combination still
/// be none: (1, 1) for the maximum of two equal numbers. Measures the sum of those inputs and their alternating sum.
///
/// Returns entries only for what is wrong.
private func checkKinksTogether(
    _ sampler: Sampler, _ claim: Claim, _ kinks: [[Int]]
) -> [DerivativeCheck.Entry] {
    var entries: [DerivativeCheck.Entry] = []
    for columns in Set(kinks.filter { $0.count > 1 }).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        for alternating in [false, true] {
            var d = Array(repeating: 0.0, count: sampler.x.count)
            for (k, j) in columns.enumerated() {
                d[j] = alternating && k % 2 == 1 ? -sampler.scales[j] : sampler.scales[j]
            }
            let found = look(along: Probe(sampler, claim, along: .combination(d)))
            for i in kinks.indices where kinks[i] == columns && found.verdict(i) == .wrong {
                entries.append(found.entry(i))
            }
        }
    }
    return entries
}
