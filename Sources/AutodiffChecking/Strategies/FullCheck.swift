/// Measures every input on its own, or some of them.
func fullCheck(_ sampler: Sampler, _ claim: Claim, inputs: [Int]? = nil) -> [DerivativeCheck.Entry] {
    let outputs = claim.matrix.rows
    var entries: [DerivativeCheck.Entry] = []
    var kinks: [[Int]] = Array(repeating: [], count: outputs)
    for j in inputs ?? Array(sampler.x.indices) {
        var check = DirectionCheck(sampler, claim, along: .input(j, scale: sampler.scales[j]))
        check.run()
        for i in 0..<outputs {
            entries.append(check.entry(i))
            if case .kink(isClaimBetween: true) = check.judgements[i].shape { kinks[i].append(j) }
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
            var check = DirectionCheck(sampler, claim, along: .combination(d))
            check.run()
            for i in kinks.indices where kinks[i] == columns && check.verdict(i) == .wrong {
                entries.append(check.entry(i))
            }
        }
    }
    return entries
}
