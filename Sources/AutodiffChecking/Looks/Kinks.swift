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

    /// The shapes of those of some outputs that have another than a smooth one.
    func shapes(of outputs: [Int]) -> [Int: Shape] {
        outputs.reduce(into: [:]) { $0[$1] = shape(of: $1) }
    }

    /// The shape of output i where the function has a kink, a jump or a vertical tangent at x, or no slope that settles.
    private func shape(of i: Int) -> Shape? {
        if let growth = growth(of: i) { return growth }
        let kink = kinkLevels(i)
        if kink.count >= 3 { return .kink(isClaimBetween: isClaimBetweenSlopes(i, at: kink)) }
        if isRough(i) { return .rough }
        // A kink so near that between it and x rounding hides the slope is as good as one at x, for a claim that it allows.
        let nearby = verdict(i) == .inconclusive ? nearbyKinkLevels(i) : []
        return !nearby.isEmpty && isClaimBetweenSlopes(i, at: nearby) ? .kink(isClaimBetween: true) : nil
    }

    /// Whether there is a kink at x or near it.
    func hasKinkNearby(_ i: Int) -> Bool { !nearbyKinkLevels(i).isEmpty }

    /// Whether the claimed slope is between the one-sided ones, give or take the errors of their measurement, by the two
    /// levels in turn that measure them best.
    ///
    /// A one-sided slope at a distance t is off by a multiple of t, or near a fractional power of a multiple of √t; its change
    /// from a distance r t shows by how much: the change / (√r - 1) at most.
    private func isClaimBetweenSlopes(_ i: Int, at kink: [Int]) -> Bool {
        let center = probe.sampler.center
        var best = (lowest: -Double.infinity, highest: Double.infinity, error: Double.infinity)
        for (coarse, fine) in zip(kink, kink.dropFirst()) {
            let (right, left) = levels[fine].slopes(i, center: center)
            let (rightBefore, leftBefore) = levels[coarse].slopes(i, center: center)
            let share = Threshold.safety / ((levels[coarse].t / levels[fine].t).squareRoot() - 1)
            let noise = slopeChangeError(i, at: fine)
            let (rightError, leftError) = (
                share * abs(right - rightBefore) + noise, share * abs(left - leftBefore) + noise
            )
            if rightError + leftError < best.error {
                best = (
                    min(right - rightError, left - leftError), max(right + rightError, left + leftError),
                    rightError + leftError
                )
            }
        }
        let margin = probe.claimRounding(i) + assumptions[i].claim
        return claimed[i] >= best.lowest - margin && claimed[i] <= best.highest + margin
    }
}

extension Findings {
    /// The levels at which the change of slope can be seen and is constant from one to the next, the finest last; none if a
    /// level beyond shows it to be gone.
    fileprivate func kinkLevels(_ i: Int) -> [Int] {
        let visible = levelsThatShowSlopeChange(of: i)
        guard let finest = visible.last else { return [] }
        let change = slopeChange(i, at: finest)
        for level in levels.indices where level > finest {
            let wouldShow = slopeChangeError(i, at: level) <= 0.2 * abs(change)
            if wouldShow && abs(slopeChange(i, at: level)) < abs(change) / 2 { return [] }
        }
        return levelsOfConstantSlopeChange(of: i, endingAt: visible)
    }

    /// The finest three levels or more at which the change of slope is constant, whatever it is at finer ones: there is a kink
    /// at x or near it.
    fileprivate func nearbyKinkLevels(_ i: Int) -> [Int] {
        let visible = levelsThatShowSlopeChange(of: i)
        for count in stride(from: visible.count, through: 3, by: -1) {
            let kink = levelsOfConstantSlopeChange(of: i, endingAt: Array(visible.prefix(count)))
            if kink.count >= 3 { return kink }
        }
        return []
    }

    private func levelsThatShowSlopeChange(of i: Int) -> [Int] {
        levels.indices.filter { slopeChangeError(i, at: $0) <= 0.2 * abs(slopeChange(i, at: $0)) }
    }

    /// The last of some levels, and those before it as long as the change of slope is the same.
    private func levelsOfConstantSlopeChange(of i: Int, endingAt visible: [Int]) -> [Int] {
        var kink = visible.suffix(1)
        for coarse in visible.dropLast().reversed() {
            let ratio = slopeChange(i, at: kink[kink.startIndex]) / slopeChange(i, at: coarse)
            let refinement = levels[coarse].t / levels[kink[kink.startIndex]].t
            if !(ratio > 0 && abs(powerOfGrowth(ratio, refinement)) < 0.25) { break }
            kink.insert(coarse, at: kink.startIndex)
        }
        return Array(kink)
    }

    /// The findings with more levels where the two finest that can see a kink show one and a third is wanting.
    func withLevelsAroundKinks(of outputs: [Int]) -> Findings {
        var ladder = ladder
        for i in outputs {
            let kink = kinkLevels(i)
            if kink.count != 2 { continue }
            let finest = levels[kink[1]].t
            for t in [4 * finest, 16 * finest] where t < ladder.largestDisplacement { ladder.add(t, along: probe) }
        }
        return ladder.levels.count == levels.count ? self : judged(outputs, by: ladder)
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
