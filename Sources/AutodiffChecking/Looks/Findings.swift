/// What the looks along one direction have found: each look takes the findings of the one before and returns its own.
struct Findings {
    let probe: Probe

    /// What has been sampled.
    var ladder: Ladder

    /// What is assumed of the errors of each output.
    var assumptions: [Assumptions]

    /// What follows for each output.
    var judgements: [Judgement]

    /// Whether an estimate counts only if no finer level contradicts it: from the second look on.
    var demandsConsistency = false

    /// Whether an oscillation was found that is faster than the displacements of the first look.
    var hasOscillation = false

    /// Remembers what was measured of the noise.
    let meter: NoiseMeter

    /// Judges every output by the levels of a ladder, without any assumption.
    init(_ probe: Probe, _ ladder: Ladder) {
        self.probe = probe
        self.ladder = ladder
        assumptions = probe.outputs.map { _ in Assumptions() }
        judgements = []
        meter = NoiseMeter(probe, side: ladder.side)
        let extrapolation = ladder.extrapolation
        judgements = probe.outputs.map { judgement(of: $0, extrapolation) }
    }

    /// Of a function that can't be sampled along the direction.
    init(nothingSampledAlong probe: Probe) {
        self.probe = probe
        ladder = Ladder(.both, upTo: 0)
        assumptions = probe.outputs.map { _ in Assumptions() }
        judgements = probe.claimed.map { Judgement(nothingSampledFor: $0) }
        meter = NoiseMeter(probe, side: .both)
    }

    var outputs: Range<Int> { probe.outputs }
    var claimed: [Double] { probe.claimed }
    var levels: [Level] { ladder.levels }

    /// The outputs that are in doubt, or all of them, judged by the levels and assumptions as they are now. The others keep
    /// their judgements.
    func judged(_ outputs: some Sequence<Int>) -> Findings {
        var result = self
        let extrapolation = ladder.extrapolation
        for i in outputs { result.judgements[i] = judgement(of: i, extrapolation) }
        return result
    }

    /// The same with other assumptions, and some outputs judged by them.
    func judged(_ outputs: some Sequence<Int>, assuming assumptions: [Assumptions]) -> Findings {
        var result = self
        result.assumptions = assumptions
        return result.judged(outputs)
    }

    /// The same with another ladder, and some outputs judged by its levels.
    func judged(_ outputs: some Sequence<Int>, by ladder: Ladder) -> Findings {
        var result = self
        result.ladder = ladder
        return result.judged(outputs)
    }
}

extension Findings {
    /// The error of one value of output i at a level: its rounding, or what was measured or declared, if that is more.
    func valueError(_ i: Int, at level: Level) -> Double {
        max(probe.rounding(i, at: level), assumptions[i].measured, probe.sampler.declaredNoise(of: i))
    }

    private func judgement(of i: Int, _ extrapolation: Extrapolation) -> Judgement {
        let slopes = levels.map { $0.slope(i) }
        let errors = levels.map { valueError(i, at: $0) / $0.h }
        let estimate = extrapolation.best(slopes: slopes, errors: errors, consistent: demandsConsistency)
        return judgement(
            of: i, estimate, displacements: levels[estimate.finestLevel].t...levels[estimate.coarsestLevel].t)
    }

    /// Compares what is claimed for output i with an estimate that rests on some range of displacements.
    func judgement(of i: Int, _ estimate: Estimate, displacements: ClosedRange<Double>) -> Judgement {
        let a = claimed[i]
        let size = max(abs(a), abs(estimate.value))
        let tolerance = Threshold.safety * estimate.error + probe.claimRounding(i) + assumptions[i].claim
        let difference = abs(a - estimate.value)
        let isExact = estimate.error == 0 && difference == 0
        let isResolved =
            tolerance <= Threshold.resolution * (probe.entrySizes?[i] ?? size) || isExact
            || isNegligible(tolerance, i) || isFlat(i)
        let slack = probe.sampler.slack(size: size, along: probe.direction)
        return Judgement(
            estimate: estimate, smallestDisplacement: displacements.lowerBound,
            largestDisplacement: displacements.upperBound, tolerance: tolerance,
            agrees: difference <= tolerance + slack, isResolved: isResolved,
            isClear: tolerance + slack <= 0.1 * difference)
    }

    /// Whether a tolerance is next to nothing for a claimed 0: beside the rest of the row, or beside the slopes that the
    /// output has at any level.
    func isNegligible(_ tolerance: Double, _ i: Int) -> Bool {
        claimed[i] == 0
            && tolerance <= max(1e-6, 64 * probe.claim.unit) * max(probe.rowScale(i), variation(i))
    }

    /// Whether output i, of a claimed slope 0, has not changed by a bit at any level.
    func isFlat(_ i: Int) -> Bool {
        let center = probe.sampler.center[i]
        return claimed[i] == 0 && levels.allSatisfy { $0.plus[i] == center && $0.minus[i] == center }
    }

    /// The largest one-sided slope of output i at any level.
    func variation(_ i: Int) -> Double { levels.indices.reduce(0) { max($0, steepness(i, at: $1)) } }

    /// The larger one-sided slope of output i at a level.
    func steepness(_ i: Int, at level: Int) -> Double {
        let (right, left) = levels[level].slopes(i, center: probe.sampler.center)
        switch ladder.side {
        case .both: return max(abs(right), abs(left))
        case .plus: return abs(right)
        case .minus: return abs(left)
        }
    }

    /// Whether a finite claim and what was measured differ, as far as has been looked.
    func isDisputed(_ i: Int) -> Bool { claimed[i].isFinite && !judgements[i].agrees }
}
