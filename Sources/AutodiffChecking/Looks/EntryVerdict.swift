extension Findings {
    /// What the measurement along this direction says of output i.
    func verdict(_ i: Int) -> Verdict {
        let judgement = judgements[i]
        let a = claimed[i]
        if a.isNaN { return .wrong }
        if a.isInfinite {
            switch judgement.shape {
            case .jump, .unbounded: return isSteepening(i, towards: a) ? .notDifferentiable : .wrong
            default: return .wrong
            }
        }
        let estimate = judgement.estimate
        switch judgement.shape {
        case .kink(isClaimBetween: true): return .notDifferentiable
        case .kink(isClaimBetween: false): return .wrong
        case .jump, .unbounded:
            let error = Threshold.safety * estimate.error
            if !(error <= Threshold.weakResolution * abs(estimate.value)) { return .notDifferentiable }
        case .rough: if judgement.agrees { return .inconclusive }
        case .aliased: return .inconclusive
        case .smooth: break
        }
        if !judgement.agrees { return .wrong }
        let tolerance = judgement.tolerance
        let size = entrySize(i)
        let isExact = estimate.error == 0 && a == estimate.value
        if tolerance <= 10 * Threshold.resolution * size || isExact || isNegligible(tolerance, i) { return .pass }
        if isFlat(i) { return .weakPass }
        let besideRow = max(1e-4, 8 * probe.sampler.arithmetic.epsilon.squareRoot())
        if tolerance <= max(Threshold.weakResolution * size, besideRow * probe.rowScale(i)) { return .weakPass }
        return .inconclusive
    }

    /// Whether a growing slope, on one side at least, has the sign of the infinity that is claimed.
    private func isSteepening(_ i: Int, towards infinity: Double) -> Bool {
        guard let finest = levels.last else { return false }
        let (right, left) = finest.slopes(i, center: probe.sampler.center)
        return (ladder.side != .minus && right * infinity > 0) || (ladder.side != .plus && left * infinity > 0)
    }

    /// The size of an entry of row i: the claimed or the measured slope along one input, a typical one along a combination.
    private func entrySize(_ i: Int) -> Double {
        probe.entrySizes?[i] ?? max(abs(claimed[i]), abs(judgements[i].estimate.value))
    }

    /// The smallest error of one entry that would have been noticed, relative to the entry; for a 0, relative to the
    /// slopes around it.
    func resolution(_ i: Int) -> Double {
        let judgement = judgements[i]
        if judgement.tolerance == 0 { return 0 }
        let size = entrySize(i)
        return judgement.tolerance / (claimed[i] == 0 ? max(size, probe.rowScale(i), variation(i)) : size)
    }
}
