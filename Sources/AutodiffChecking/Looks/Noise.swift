extension Findings {
    /// The assumptions after a look for noise beyond rounding in some outputs, at the scale of the displacements that
    /// decided about each.
    ///
    /// Irregular values at a spacing somewhat below the displacement are noise only if values at a far smaller spacing are
    /// just as irregular; otherwise they are structure that a smaller displacement would resolve. A staircase is noise too.
    func withMeasuredNoise(of outputs: [Int]) -> [Assumptions] {
        var result = assumptions
        for t in Set(outputs.map { judgements[$0].smallestDisplacement }).sorted() {
            var spacing = max(t / 16, probe.smallestSpacing)
            var coarse = meter.sample(spacing: spacing)
            let fine = meter.sample(spacing: max(t / 0x1p20, probe.smallestSpacing))
            // On the tread of a wide staircase nothing changes; the next jumps are farther away.
            let decided = outputs.filter { judgements[$0].smallestDisplacement == t }
            let flat = decided.filter { fine[$0].isFlat }
            while 16 * spacing <= ladder.largestDisplacement, flat.contains(where: { coarse[$0].irregularity == 0 }) {
                spacing *= 4
                let wider = meter.sample(spacing: spacing)
                for i in flat where coarse[i].irregularity == 0 { coarse[i] = wider[i] }
            }
            for i in decided {
                let irregularity = coarse[i].irregularity
                let isNoise =
                    fine[i].irregularity >= irregularity / 2.5 || fine[i].isFlat && irregularity > 0
                if isNoise {
                    result[i].measured = max(result[i].measured, irregularity)
                } else {
                    result[i].unexplained = max(result[i].unexplained, irregularity)
                }
            }
        }
        return result
    }

    /// The assumptions that grant some outputs the irregularity seen just below the finest level.
    func withNoiseAtTheFinestLevel(of outputs: [Int]) -> [Assumptions] {
        var result = assumptions
        let samples = meter.sample(spacing: max(ladder.smallestDisplacement / 8, probe.smallestSpacing))
        for i in outputs { result[i].measured = max(result[i].measured, samples[i].irregularity) }
        return result
    }

    /// The assumptions that grant the claimed slopes of some outputs the noise that they show at neighbouring points.
    func withClaimNoise(of outputs: [Int]) -> [Assumptions] {
        var result = assumptions
        let epsilon = 2 * probe.claim.unit
        for t in Set(outputs.map { judgements[$0].smallestDisplacement }).sorted() {
            let spacing = max(
                min(epsilon.squareRoot(), t / 16), 32 * epsilon * probe.grain, probe.smallestSpacing)
            let sides = probe.claim.samples(spacing: spacing, along: probe.direction, around: probe.sampler)
            for i in outputs where judgements[i].smallestDisplacement == t {
                let noises = sides.filter { $0.count == 7 }.map { points in
                    3 * Threshold.safety * differenceNoise(at: jitteredPoints(7), points.map { $0[i] }, orders: 3...6)
                }
                if let noise = noises.min(), noise.isFinite { result[i].claim = max(result[i].claim, noise) }
            }
        }
        return result
    }
}
