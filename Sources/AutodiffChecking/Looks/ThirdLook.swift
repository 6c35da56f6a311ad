/// The third look, for outputs on which noise leaves the answer open: many levels close together, and a fit.
///
/// Taken where nothing could be concluded, where claimed and measured agree but are farther apart than a right
/// claim would be, and where they disagree by little.
func thirdLook(after second: Findings) -> Findings {
    let open = second.outputs.filter { second.isWorthAveraging($0) }
    if open.isEmpty { return second }
    var found = second
    found.assumptions = second.withMeasuredNoise(of: open.filter { second.assumptions[$0].measured == 0 })
    let sampler = found.probe.sampler
    let first = found.levels.first { $0.t <= sampler.arithmetic.firstDisplacement }?.t
    let tops = open.map { found.judgements[$0].largestDisplacement } + (first.map { [$0] } ?? [])
    for top in Set(tops).sorted() {
        let distances = jitteredPoints(17).dropFirst().map { top * (0.3 + 0.7 * $0 / 16.5) }
        let samples = distances.compactMap { sampler.level(found.probe.direction, t: $0, side: found.ladder.side) }
        if samples.count < 12 { continue }
        for i in open {
            if let judgement = found.averaged(i, over: samples, upTo: top) { found.judgements[i] = judgement }
        }
    }
    return found
}

extension Findings {
    /// The judgement of output i by a polynomial through many levels, if that has less error than what there is.
    fileprivate func averaged(_ i: Int, over samples: [Level], upTo top: Double) -> Judgement? {
        let fit = PolynomialFit(
            distances: samples.map(\.h), slopes: samples.map { $0.slope(i) },
            valueError: samples.reduce(0) { max($0, valueError(i, at: $1)) }, oneSided: ladder.side != .both)
        if !(fit.estimate.error < judgements[i].estimate.error)
            || hasOscillation && isContradicted(fit.estimate, i, below: 0.3 * top)
        {
            return nil
        }
        var judgement = judgement(of: i, fit.estimate, displacements: (0.3 * top)...top)
        judgement.shape = judgements[i].shape
        return judgement
    }

    /// Whether a level nearer than a displacement shows another slope: an oscillation that is averaged away from afar.
    private func isContradicted(_ estimate: Estimate, _ i: Int, below t: Double) -> Bool {
        levels.contains { level in
            let error = estimate.error + valueError(i, at: level) / level.h
            return level.t < t && abs(level.slope(i) - estimate.value) > Threshold.safety * error
        }
    }

    fileprivate func isWorthAveraging(_ i: Int) -> Bool {
        let judgement = judgements[i]
        guard claimed[i].isFinite, judgement.tolerance.isFinite, case .smooth = judgement.shape else { return false }
        // From afar a kink near x is averaged to a slope between its two.
        if hasKinkNearby(i) { return false }
        if !judgement.agrees { return !judgement.isClear }
        let difference = abs(claimed[i] - judgement.estimate.value)
        return judgement.estimate.propagated > judgement.estimate.truncation
            && (verdict(i) == .inconclusive || difference > 0.25 * judgement.tolerance)
    }
}
