/// Finds entries that are wrong, up to three, by halving the set of inputs that are displaced together; the rows given
/// first come first.
///
/// - Parameter excess: of each row, claimed minus measured along d, and how far that can be off.
func localise(
    rows: [Int], excess: (Int) -> Discrepancy, along d: [Double], _ sampler: Sampler, _ claim: Claim
) -> [DerivativeCheck.Entry] {
    var found: [Int: [DerivativeCheck.Entry]] = [:]
    for row in rows where found.count < 3 && !found.values.contains(where: { $0.contains { $0.row == row } }) {
        var pending = [(excess: excess(row), inputs: d.indices)]
        while found.count < 3, let next = pending.popLast() {
            if next.inputs.count == 1 {
                let j = next.inputs.lowerBound
                if found[j] != nil || d[j] == 0 { continue }
                var check = DirectionCheck(sampler, claim, along: .input(j, scale: sampler.scales[j]))
                check.run()
                let entries = (0..<claim.matrix.rows).filter { check.verdict($0) == .wrong }.map(check.entry)
                if !entries.isEmpty { found[j] = entries }
                continue
            }
            // One half is measured; what it doesn't explain is in the other.
            let middle = next.inputs.lowerBound + next.inputs.count / 2
            let (first, second) = (next.inputs.lowerBound..<middle, middle..<next.inputs.upperBound)
            var check = DirectionCheck(sampler, claim, along: .combination(restricted(d, to: first)))
            guard check.findFirstLevels() else { continue }
            check.judge()
            var part = check.discrepancy(row)
            if !part.isVisible && !next.excess.minus(part).isVisible {
                check.climb()
                part = check.discrepancy(row)
            }
            let rest = next.excess.minus(part)
            if part.isVisible { pending.append((part, first)) }
            if rest.isVisible { pending.append((rest, second)) }
            pending.sort { $0.excess.significance < $1.excess.significance }
        }
    }
    return found.sorted { $0.key < $1.key }.flatMap(\.value)
}

/// Claimed minus measured, and how far that can be off.
struct Discrepancy {
    let value: Double
    let tolerance: Double

    var isVisible: Bool { abs(value) > tolerance }

    /// How many tolerances it is away from 0.
    var significance: Double { abs(value) / max(tolerance, .leastNormalMagnitude) }

    func minus(_ other: Discrepancy) -> Discrepancy {
        Discrepancy(value: value - other.value, tolerance: tolerance + other.tolerance)
    }
}

/// The direction with all components but those of some inputs set to 0.
private func restricted(_ d: [Double], to inputs: Range<Int>) -> [Double] {
    d.indices.map { inputs.contains($0) ? d[$0] : 0 }
}

extension DirectionCheck {
    /// Claimed minus measured for output i.
    func discrepancy(_ i: Int) -> Discrepancy {
        Discrepancy(value: claimed[i] - judgements[i].estimate.value, tolerance: judgements[i].tolerance)
    }
}
