extension DirectionCheck {
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
        case .smooth: break
        }
        if !judgement.agrees { return .wrong }
        let tolerance = judgement.tolerance
        let size = entrySizes?[i] ?? max(abs(a), abs(estimate.value))
        let isExact = estimate.error == 0 && a == estimate.value
        if tolerance <= 10 * Threshold.resolution * size || isExact || isNegligible(tolerance, i) { return .pass }
        if isFlat(i) { return .weakPass }
        let besideRow = max(1e-4, 8 * sampler.arithmetic.epsilon.squareRoot())
        if tolerance <= Threshold.weakResolution * size || tolerance <= besideRow * rowScales[i] { return .weakPass }
        return .inconclusive
    }

    /// Whether a growing slope, on one side at least, has the sign of the infinity that is claimed.
    private func isSteepening(_ i: Int, towards infinity: Double) -> Bool {
        guard let finest = levels.last else { return false }
        let (right, left) = finest.slopes(i, center: sampler.center)
        return (side != .minus && right * infinity > 0) || (side != .plus && left * infinity > 0)
    }

    /// The smallest error of one entry that would have been noticed, relative to the entry; for a 0, relative to the
    /// slopes around it.
    func resolution(_ i: Int) -> Double {
        let judgement = judgements[i]
        if judgement.tolerance == 0 { return 0 }
        let size = entrySizes?[i] ?? max(abs(claimed[i]), abs(judgement.estimate.value))
        return judgement.tolerance / (claimed[i] == 0 ? max(size, rowScales[i], variation(i)) : size)
    }
}
