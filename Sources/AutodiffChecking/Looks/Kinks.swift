import AutodiffCore

extension Findings {
    /// K(t) = the slope to the right minus the slope to the left: proportional to t where the function is smooth, to 1
    /// at a kink.
    func slopeChange(_ i: Int, at level: Int) -> Double {
        let (right, left) = levels[level].slopes(i, center: probe.sampler.center)
        return right - left
    }

    /// How far the errors of the values can have moved K at a level, with the safety factor.
    private func slopeChangeError(_ i: Int, at level: Int) -> Double {
        Threshold.safety * 2 * valueError(i, at: levels[level]) / levels[level].h
    }

    /// Whether the two finest levels show a change of slope that does not shrink with the distance as it should.
    func looksLikeKink(_ i: Int) -> Bool {
        let b = levels.count - 1
        let change = abs(slopeChange(i, at: b))
        return change > 0.6 * abs(slopeChange(i, at: b - 1)) && change > 0.02 * steepness(i, at: b)
            && slopeChangeError(i, at: b) <= 0.2 * change
    }

    /// Whether the slopes grow as the distance shrinks: like 1/t at a jump, slower at a vertical tangent.
    func growth(of i: Int) -> Shape? {
        let visible = levels.indices.filter { slopeChangeError(i, at: $0) <= 0.2 * steepness(i, at: $0) }.suffix(3)
        guard visible.count == 3, let finest = visible.last, let coarsest = visible.first else { return nil }
        let growth = steepness(i, at: finest) - steepness(i, at: coarsest)
        if !(growth > 4 * slopeChangeError(i, at: finest)) { return nil }
        let powers = zip(visible, visible.dropFirst()).map { coarse, fine in
            powerOfGrowth(steepness(i, at: fine) / steepness(i, at: coarse), levels[coarse].t / levels[fine].t)
        }
        if powers.allSatisfy({ $0 > 0.8 }) { return .jump }
        return powers.allSatisfy { $0 > 0.15 } ? .unbounded : nil
    }

    /// The shape of output i where the function has a kink, a jump or a vertical tangent at x, or no slope that settles.
    func shape(of i: Int) -> Shape? {
        if let growth = growth(of: i) { return growth }
        guard let finest = kinkLevel(i) else { return isRough(i) ? .rough : nil }
        let (right, left) = levels[finest].slopes(i, center: probe.sampler.center)
        let margin = 0.02 * steepness(i, at: finest) + slopeChangeError(i, at: finest)
        let isBetween = claimed[i] >= min(right, left) - margin && claimed[i] <= max(right, left) + margin
        return .kink(isClaimBetween: isBetween)
    }
}

extension Findings {
    /// The finest level at which the change of slope can be seen, if over the three finest such levels it is constant
    /// and no level beyond shows it to be gone.
    private func kinkLevel(_ i: Int) -> Int? {
        let visible = levels.indices.filter {
            slopeChangeError(i, at: $0) <= 0.2 * abs(slopeChange(i, at: $0))
        }.suffix(3)
        guard visible.count == 3, let finest = visible.last else { return nil }
        let change = slopeChange(i, at: finest)
        for (coarse, fine) in zip(visible, visible.dropFirst()) {
            let ratio = slopeChange(i, at: fine) / slopeChange(i, at: coarse)
            if !(ratio > 0 && abs(powerOfGrowth(ratio, levels[coarse].t / levels[fine].t)) < 0.25) { return nil }
        }
        for level in levels.indices where level > finest {
            let wouldShow = slopeChangeError(i, at: level) <= 0.2 * abs(change)
            if wouldShow && abs(slopeChange(i, at: level)) < abs(change) / 2 { return nil }
        }
        return finest
    }

    /// Whether the change of slope is about as large at the finest levels as anywhere, over three decades or more,
    /// without being constant.
    private func isRough(_ i: Int) -> Bool {
        let largest = levels.indices.reduce(0) { max($0, abs(slopeChange(i, at: $1))) }
        let visible = levels.indices.filter { slopeChangeError(i, at: $0) <= 0.2 * largest }
        guard visible.count >= 5, let coarsest = visible.first, let finest = visible.last,
            levels[coarsest].t >= 0x1p10 * levels[finest].t
        else { return false }
        let lately = visible.suffix(3).map { abs(slopeChange(i, at: $0)) }
        let isLarge = (lately.max() ?? 0) > 0.25 * largest && lately.suffix(2).allSatisfy { $0 > 0.05 * largest }
        return isLarge && largest > 0.02 * visible.reduce(0) { max($0, steepness(i, at: $1)) }
    }
}

/// The p of which `ratio` = `refinement`^p.
private func powerOfGrowth(_ ratio: Double, _ refinement: Double) -> Double {
    log(ratio) / log(refinement)
}
