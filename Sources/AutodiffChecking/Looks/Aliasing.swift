/// Adds levels where the claim says that the function changes far more than was seen: an oscillation that is faster than
/// every displacement so far looks like bounded noise around a slope of 0.
///
/// A function that changed by V at most, and of which a slope a is claimed, must be looked at within V / |a| before that slope
/// is called wrong. From there on inwards, and no estimate from farther out counts that contradicts what is seen there.
func resolve(_ start: Findings, _ outputs: [Int]) -> Findings {
    let coarse = outputs.filter { start.isTooCoarse($0) }
    if coarse.isEmpty { return start }
    var found = start
    var ladder = found.ladder
    var isResolved = false
    for top in Set(coarse.map { found.claimedReach($0) }).sorted() {
        var added: [Level] = []
        for k in 1...7 {
            let t = top / Double(1 << (2 * k))
            if t < found.smallestUsefulDisplacement { break }
            if ladder.add(t, along: found.probe) { added += ladder.levels.filter { $0.t == t } }
        }
        if coarse.contains(where: { found.showsSlope($0, at: added) }) { isResolved = true }
    }
    if !isResolved { return start }
    found.demandsConsistency = true
    found.hasOscillation = true
    return found.judged(coarse, by: ladder)
}

/// Marks the outputs whose claim would need displacements smaller than rounding allows.
func markAliased(_ start: Findings) -> Findings {
    var found = start
    for i in found.outputs where found.isDisputed(i) && found.isBeyondResolution(i) {
        found.judgements[i].shape = .aliased
    }
    return found
}

extension Findings {
    /// Whether output i changes at every level by less than a quarter of what its claimed slope would make of it.
    fileprivate func isTooCoarse(_ i: Int) -> Bool {
        isDisputed(i) && excursion(i) > 0 && levels.indices.allSatisfy { 4 * steepness(i, at: $0) < abs(claimed[i]) }
    }

    /// Whether two levels in turn show one slope of output i, of the size that is claimed.
    ///
    /// A far larger one is the slope of a tread between two jumps, as cancellation makes them, and not of an oscillation that
    /// the claim is about.
    fileprivate func showsSlope(_ i: Int, at added: [Level]) -> Bool {
        let a = abs(claimed[i])
        return zip(added, added.dropFirst()).contains { coarse, fine in
            let (first, second) = (coarse.slope(i), fine.slope(i))
            let (smaller, larger) = (min(abs(first), abs(second)), max(abs(first), abs(second)))
            return 4 * smaller > a && larger < 4 * a && abs(first - second) < larger / 4
        }
    }

    /// The most that output i differs from its value at x, at any level.
    private func excursion(_ i: Int) -> Double {
        let center = probe.sampler.center[i]
        return levels.reduce(0) { max($0, abs($1.plus[i] - center), abs($1.minus[i] - center)) }
    }

    /// The displacement, a power of two, at which the claimed slope would make up the whole excursion.
    fileprivate func claimedReach(_ i: Int) -> Double {
        max((excursion(i) / abs(claimed[i])).binade, .leastNormalMagnitude)
    }

    /// The smallest displacement at which the points on the two sides are where they should be: a few units in the last place
    /// of an input, whose rounding is known; far more of a combination.
    fileprivate var smallestUsefulDisplacement: Double {
        let units: Double
        switch probe.direction {
        case .input: units = 4
        case .combination: units = 64
        }
        return max(units * probe.sampler.arithmetic.epsilon * probe.grain, 0x1p-100)
    }

    /// Whether output i is as irregular at the smallest spacing as anywhere, by far more than rounding makes it, while the
    /// slope that is claimed of it would show only closer still.
    fileprivate func isBeyondResolution(_ i: Int) -> Bool {
        guard isTooCoarse(i), claimedReach(i) < 64 * smallestUsefulDisplacement else { return false }
        let rounding = levels.reduce(0) { max($0, probe.rounding(i, at: $1)) }
        let irregularity = meter.sample(spacing: probe.smallestSpacing)[i].irregularity
        return irregularity > max(excursion(i) / 16, 1000 * rounding)
    }
}
