/// The second look, taken only if some output disagrees, looks like a kink, or claims an infinite slope.
///
/// It asks in this order: has the function been seen close enough for the slope that is claimed; is it noisier than its
/// rounding; is there structure below the displacements so far;
/// if claimed and measured still differ, does the function jump about, and does the claimed derivative; and is x a kink.
func secondLook(after first: Findings) -> Findings {
    let doubtful = first.outputs.filter { first.isDoubtful($0) }
    if doubtful.isEmpty { return first }
    var found = resolve(first, doubtful)
    found = found.judged(doubtful, assuming: found.withMeasuredNoise(of: doubtful))
    found = descend(from: found, doubtful)
    found.demandsConsistency = true
    found = refine(found.judged(doubtful, assuming: found.withNoiseAtTheFinestLevel(of: doubtful)), doubtful)
    let sources: [(Findings) -> ([Int]) -> [Assumptions]] = [
        Findings.withMeasuredNoise, Findings.withJumps, Findings.withClaimNoise,
    ]
    for assumptions in sources {
        let disputed = doubtful.filter { found.isDisputed($0) }
        if disputed.isEmpty { break }
        found = found.judged(disputed, assuming: assumptions(found)(disputed))
    }
    let shapes = found.shapes(of: doubtful)
    let unknown = doubtful.filter { shapes[$0] == nil }
    found = found.withLevelsAroundKinks(of: unknown)
    for (i, shape) in shapes.merging(found.shapes(of: unknown), uniquingKeysWith: { first, _ in first }) {
        found.judgements[i].shape = shape
    }
    return found
}

/// Adds levels further and further in, as long as the difference in question could still be seen there.
private func descend(from start: Findings, _ outputs: [Int]) -> Findings {
    var found = start
    let limit = max(64 * found.probe.sampler.arithmetic.epsilon * found.probe.grain, 0x1p-100)
    for k in 1...8 {
        var ladder = found.ladder
        let t = ladder.smallestDisplacement / Double(1 << (2 * k))
        let finest = ladder.levels.count - 1
        let isVisible = outputs.contains { i in
            let judgement = found.judgements[i]
            let quantity =
                judgement.agrees
                ? abs(found.slopeChange(i, at: finest)) : abs(found.claimed[i] - judgement.estimate.value)
            let error = 2 * Threshold.safety * found.valueError(i, at: ladder.levels[finest]) / t
            return !(error > 0.2 * quantity)
        }
        if t < limit || !isVisible || !ladder.add(t, along: found.probe) { return found }
        found = found.judged(outputs, by: ladder)
    }
    return found
}

/// Fills in levels around the one where truncation and the errors of the values balance, until the outputs are decided.
private func refine(_ start: Findings, _ outputs: [Int]) -> Findings {
    var found = start
    for _ in 0..<3 {
        let open = outputs.filter { !found.judgements[$0].isDecided && found.claimed[$0].isFinite }
        if open.isEmpty { return found }
        var ladder = found.ladder
        var added = false
        for t in Set(open.map { found.balancedDisplacement(of: $0) }).sorted() {
            for neighbour in [16 * t, 4 * t, t / 4, t / 16]
            where neighbour <= ladder.largestDisplacement && !ladder.contains(neighbour) {
                if ladder.add(neighbour, along: found.probe) { added = true }
            }
        }
        if !added { return found }
        found = found.judged(outputs, by: ladder)
    }
    return found
}

extension Findings {
    fileprivate func isDoubtful(_ i: Int) -> Bool {
        if claimed[i].isNaN { return false }
        return !judgements[i].agrees || claimed[i].isInfinite || looksLikeKink(i)
    }

    /// The displacement at which truncation and the errors of the values balance for output i: the truncation of a level
    /// is what the finer ones show it to be, beyond their own errors.
    fileprivate func balancedDisplacement(of i: Int) -> Double {
        let slopes = levels.map { $0.slope(i) }
        let errors = levels.map { Threshold.safety * valueError(i, at: $0) / $0.h }
        var best = (error: Double.infinity, t: ladder.smallestDisplacement)
        for level in levels.indices {
            var error = errors[level]
            for finer in levels.indices where finer > level {
                error = max(error, abs(slopes[finer] - slopes[level]) - errors[finer])
            }
            if error < best.error { best = (error, levels[level].t) }
        }
        return best.t
    }
}
