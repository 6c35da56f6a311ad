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
            let fine = meter.sample(
                spacing: max(min(t / 0x1p20, ladder.smallestDisplacement / 8), probe.smallestSpacing))
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
        for i in outputs {
            let noises = claimsAround(i).filter { $0.count == 7 }.map { slopes in
                3 * Threshold.safety * differenceNoise(at: pointsAround, slopes, orders: 3...6)
            }
            if let noise = noises.min(), noise.isFinite { result[i].claim = max(result[i].claim, noise) }
        }
        return result
    }

    /// The claimed slopes of output i at up to seven points on each side of x, nearer than the displacement that decided
    /// about it; x itself is not among them.
    func claimsAround(_ i: Int) -> [[Double]] {
        let epsilon = 2 * probe.claim.unit
        let spacing = max(
            min(epsilon.squareRoot(), judgements[i].smallestDisplacement / 16), 32 * epsilon * probe.grain,
            probe.smallestSpacing)
        return probe.claim.samples(spacing: spacing, along: probe.direction, around: probe.sampler).map { side in
            side.map { $0[i] }
        }
    }

    /// Whether the claim for output i is wrong at x alone: at every point around it is next to what was measured.
    func isWrongHereOnly(_ i: Int) -> Bool {
        let measured = judgements[i].estimate.value
        let around = claimsAround(i).joined()
        let reach = claimed[i].isFinite ? abs(claimed[i] - measured) / 8 : 0.01 * abs(measured)
        return around.count >= 7 && around.allSatisfy { abs($0 - measured) <= reach }
    }
}
