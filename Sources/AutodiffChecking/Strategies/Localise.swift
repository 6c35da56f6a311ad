/// Finds entries that are wrong, up to three, by halving the set of inputs that are displaced together; the rows given
/// first come first.
///
/// - Parameter excess: of each row, claimed minus measured along d, and how far that can be off.
func localise(
    rows: [Int], excess: (Int) -> Discrepancy, along d: [Double], _ sampler: Sampler, _ claim: Claim
) -> [DerivativeCheck.Entry] {
    var located: [Int: [DerivativeCheck.Entry]] = [:]
    for row in rows where located.count < 3 && !located.values.contains(where: { $0.contains { $0.row == row } }) {
        var pending = [(excess: excess(row), inputs: d.indices)]
        while located.count < 3, let next = pending.popLast() {
            if next.inputs.count == 1 {
                let j = next.inputs.lowerBound
                if located[j] != nil || d[j] == 0 { continue }
                let found = look(along: Probe(sampler, claim, along: .input(j, scale: sampler.scales[j])))
                let entries = found.outputs.filter { found.verdict($0) == .wrong }.map(found.entry)
                if !entries.isEmpty { located[j] = entries }
                continue
            }
            // One half is measured; what it doesn't explain is in the other.
            let middle = next.inputs.lowerBound + next.inputs.count / 2
            let (first, second) = (next.inputs.lowerBound..<middle, middle..<next.inputs.upperBound)
            let probe = Probe(sampler, claim, along: .combination(restricted(d, to: first)))
            guard let ladder = Ladder.begun(along: probe) else { continue }
            let start = Findings(probe, ladder)
            var part = start.discrepancy(row)
            if !part.isVisible && !next.excess.minus(part).isVisible { part = climb(from: start).discrepancy(row) }
            let rest = next.excess.minus(part)
            if part.isVisible { pending.append((part, first)) }
            if rest.isVisible { pending.append((rest, second)) }
            pending.sort { $0.excess.significance < $1.excess.significance }
        }
    }
    return located.sorted { $0.key < $1.key }.flatMap(\.value)
}

/// The direction with all components but those of some inputs set to 0.
private func restricted(_ d: [Double], to inputs: Range<Int>) -> [Double] {
    d.indices.map { inputs.contains($0) ? d[$0] : 0 }
}
