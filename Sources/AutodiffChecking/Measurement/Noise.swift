/// The noise of a function from its values near one point, by the method of differences (Hamming's table; Moré and
/// Wild, *Estimating computational noise*, 2011) on unequally spaced points.
///
/// A divided difference of order k vanishes on the smooth part, if k is high and the points are near, and is a
/// combination of the errors of k + 1 values; with its weights scaled to norm 1 its mean square is that of the errors.
/// Returns the median over `orders` of the root mean squares.
func differenceNoise(at points: [Double], _ values: [Double], orders: ClosedRange<Int>) -> Double {
    let scale = binade(of: values.map { $0 - values[0] })
    var deviations: [Double] = []
    for k in orders where k < values.count {
        var sum = 0.0
        for first in 0..<(values.count - k) {
            var combination = 0.0
            var norm = 0.0
            for i in first...(first + k) {
                var weight = 1.0
                for j in first...(first + k) where j != i {
                    weight *= (points[first + k] - points[first]) / (points[i] - points[j])
                }
                combination += weight * ((values[i] - values[0]) / scale)
                norm += weight * weight
            }
            sum += combination * combination / norm
        }
        deviations.append((sum / Double(values.count - k)).squareRoot())
    }
    return median(deviations) * scale
}

/// Points at 0 and about 1, 2, 3 …, off the integers by up to a third: the rounding of a computation can have a
/// regular pattern, which points at equal distances would all meet in the same phase.
func jitteredPoints(_ count: Int) -> [Double] {
    (0..<count).map { i in
        let phase = Double(i) * 0.618_033_988_749_894_9
        return i == 0 ? 0 : Double(i) + 0.6 * (phase - phase.rounded(.down) - 0.5)
    }
}

/// The noise seen from x on each side, made one: the larger, but the smaller where they are far apart, since then it
/// isn't noise that the larger one saw (a kink or an edge has its higher differences on one side).
private func combined(_ sides: [Double]) -> Double {
    guard let largest = sides.max(), let smallest = sides.min() else { return 0 }
    return largest > 8 * smallest ? smallest : largest
}

extension DirectionCheck {
    /// The noise of every output at points of the given spacing, and whether all of its values are those at x.
    mutating func noise(spacing: Double) -> [(noise: Double, isFlat: Bool)] {
        if let known = noiseSamples[spacing] { return known }
        let samples = sampledNoise(spacing: spacing)
        noiseSamples[spacing] = samples
        return samples
    }

    private func sampledNoise(spacing: Double) -> [(noise: Double, isFlat: Bool)] {
        var sides: [(points: [Double], values: [[Double]])] = []
        for sign in [1.0, -1.0] where !(side == .plus && sign < 0 || side == .minus && sign > 0) {
            var points = [0.0]
            var values = [sampler.center]
            for position in jitteredPoints(9).dropFirst() {
                guard let sample = sampler.sample(direction, t: sign * position * spacing) else { break }
                points.append(sample.t)
                values.append(sample.values)
            }
            if points.count == 9 { sides.append((points, values)) }
        }
        return claimed.indices.map { i in
            let center = sampler.center[i]
            let noises = sides.map { side in
                3 * differenceNoise(at: side.points, side.values.map { $0[i] }, orders: 4...8)
            }
            return (combined(noises), sides.allSatisfy { $0.values.allSatisfy { $0[i] == center } })
        }
    }

    /// The smallest spacing at which sample points are told apart.
    var smallestSpacing: Double {
        max(32 * sampler.arithmetic.epsilon * direction.grain(at: sampler.x), 0x1p-80)
    }

    /// Looks for noise beyond rounding in some outputs, at the scale of the steps that decided about each.
    ///
    /// Irregular values at a spacing somewhat below the step are noise only if values at a far smaller spacing are just
    /// as irregular; otherwise they are structure that a smaller step would resolve. A staircase is noise too.
    mutating func measureNoise(of outputs: [Int]) {
        for t in Set(outputs.map { judgements[$0].step }).sorted() {
            var coarse = noise(spacing: max(t / 16, smallestSpacing))
            let fine = noise(spacing: max(t / 0x1p20, smallestSpacing))
            // On the tread of a wide staircase nothing changes; the next steps are farther away.
            let flat = outputs.filter { judgements[$0].step == t && fine[$0].isFlat }
            var spacing = max(t / 16, smallestSpacing)
            while 16 * spacing <= largestStep, flat.contains(where: { coarse[$0].noise == 0 }) {
                spacing *= 4
                let wider = noise(spacing: spacing)
                for i in flat where coarse[i].noise == 0 { coarse[i] = wider[i] }
            }
            for i in outputs where judgements[i].step == t {
                let isNoise = fine[i].noise >= coarse[i].noise / 2.5 || fine[i].isFlat && coarse[i].noise > 0
                if isNoise {
                    measuredNoise[i] = max(measuredNoise[i], coarse[i].noise)
                } else {
                    unexplainedNoise[i] = max(unexplainedNoise[i], coarse[i].noise)
                }
            }
        }
    }

    /// Grants the claimed slopes of some outputs the noise that they show at neighbouring points.
    mutating func measureClaimNoise(of outputs: [Int]) {
        for t in Set(outputs.map { judgements[$0].step }).sorted() {
            let epsilon = 2 * claim.unit
            let spacing = max(
                min(epsilon.squareRoot(), t / 16), 32 * epsilon * direction.grain(at: sampler.x), smallestSpacing)
            let sides = claim.samples(spacing: spacing, along: direction, around: sampler)
            for i in outputs where judgements[i].step == t {
                let noises = sides.filter { $0.count == 7 }.map { points in
                    3 * Threshold.safety * differenceNoise(at: jitteredPoints(7), points.map { $0[i] }, orders: 3...6)
                }
                if let noise = noises.min(), noise.isFinite { claimNoise[i] = max(claimNoise[i], noise) }
            }
        }
    }
}
