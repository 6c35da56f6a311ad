/// The fourth look, for outputs that still differ from their claim or that are still open: at what order do the difference
/// quotients converge?
///
/// All looks before take whole orders for granted. Where the quotients show another one, as at the edge of a domain that
/// ends in a fractional power, the estimate and its error are taken from what they show.
func fourthLook(after third: Findings) -> Findings {
    let open = third.outputs.filter { third.isOpen($0) }
    let doubtful = third.outputs.filter { third.isDisputed($0) } + open
    if doubtful.isEmpty { return third }
    var third = third
    // What was in no doubt before has not been looked at for noise, which would pass for a slope of its own close to x.
    third.assumptions = third.withMeasuredNoise(of: open)
    var found = third
    let levels = evenLevels(for: doubtful, third)
    if levels.count < 4 { return third }
    let isOneSided = third.ladder.side != .both
    for i in doubtful {
        let estimate = MeasuredOrder.estimate(
            slopes: levels.map { $0.slope(i) }, errors: levels.map { third.valueError(i, at: $0) / $0.h },
            oneSided: isOneSided)
        guard let estimate, third.isDisputed(i) || estimate.error < third.judgements[i].estimate.error else { continue }
        var judgement = found.judgement(
            of: i, estimate, displacements: levels[estimate.finestLevel].t...levels[estimate.coarsestLevel].t)
        // Between two sides a slope that shows only close to x may be that of a tread between jumps: no ground for a WRONG.
        if !isOneSided && !judgement.agrees && !third.isDisputed(i) { continue }
        judgement.shape = found.judgements[i].shape
        found.judgements[i] = judgement
    }
    return found
}

/// Levels whose displacements shrink by one factor, from the standard one, or the largest possible, as far as differences
/// between them can be seen.
private func evenLevels(for outputs: [Int], _ found: Findings) -> [Level] {
    let sampler = found.probe.sampler
    let limit = max(64 * sampler.arithmetic.epsilon * found.probe.grain, 0x1p-100)
    var t = min(sampler.arithmetic.firstDisplacement, found.levels[0].t)
    var levels: [Level] = []
    var hidden = 0
    while levels.count < Threshold.levelsOfMeasuredOrder, t >= limit, hidden < 2 {
        let known = found.levels.first { $0.t == t }
        guard let level = known ?? sampler.level(found.probe.direction, t: t, side: found.ladder.side) else { break }
        if let before = levels.last {
            let isVisible = outputs.contains { i in
                let error = found.valueError(i, at: level) / level.h + found.valueError(i, at: before) / before.h
                return abs(level.slope(i) - before.slope(i)) > Threshold.safety * error
            }
            hidden = isVisible ? 0 : hidden + 1
        }
        levels.append(level)
        t /= MeasuredOrder.refinement
    }
    return levels
}

extension Findings {
    /// Whether nothing could be concluded about output i, for which a slope may yet be found.
    fileprivate func isOpen(_ i: Int) -> Bool {
        guard case .smooth = judgements[i].shape else { return false }
        return claimed[i].isFinite && judgements[i].agrees && verdict(i) == .inconclusive
    }
}
