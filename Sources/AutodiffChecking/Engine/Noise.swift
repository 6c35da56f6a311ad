/// The noise of a function from values at equally spaced points (Hamming's difference table, as in Moré and Wild,
/// *Estimating computational noise*, 2011).
///
/// High differences of the smooth part vanish, those of independent errors of deviation σ grow: the k-th ones have
/// variance σ² (2k)! / (k!)². Returns the median over `orders` of that σ.
func differenceNoise(_ values: [Double], orders: ClosedRange<Int>) -> Double {
    var differences = values
    var gamma = 1.0
    var deviations: [Double] = []
    for k in 1...orders.upperBound where differences.count > 1 {
        differences = zip(differences.dropFirst(), differences).map { $0 - $1 }
        gamma *= Double(k) / (2 * Double(2 * k - 1))
        if !orders.contains(k) { continue }
        let mean = differences.reduce(0) { $0 + $1 * $1 } / Double(differences.count)
        deviations.append((gamma * mean).squareRoot())
    }
    return median(deviations)
}

/// The noise seen from x on each side, made one: the larger, but the smaller where they are far apart, since then it
/// isn't noise that the larger one saw (a kink or an edge has its higher differences on one side).
private func combined(_ sides: [Double]) -> Double {
    guard let largest = sides.max(), let smallest = sides.min() else { return 0 }
    return largest > 8 * smallest ? smallest : largest
}

extension DirectionCheck {
    /// The noise of every output at points of the given spacing, and whether all of its values are those at x.
    func noise(spacing: Double) -> [(noise: Double, isFlat: Bool)] {
        var sides: [[[Double]]] = []
        for sign in [1.0, -1.0] where !(side == .plus && sign < 0 || side == .minus && sign > 0) {
            var points = [sampler.center]
            for i in 1...8 {
                guard let sample = sampler.sample(direction, t: sign * Double(i) * spacing) else { break }
                points.append(sample.values)
            }
            if points.count == 9 { sides.append(points) }
        }
        return claimed.indices.map { i in
            let series = sides.map { $0.map { $0[i] } }
            let center = sampler.center[i]
            return (
                combined(series.map { 3 * differenceNoise($0, orders: 4...8) }),
                series.allSatisfy { $0.allSatisfy { $0 == center } }
            )
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
        for t in Set(outputs.map { levels[judgements[$0].estimate.finestLevel].t }).sorted() {
            let coarse = noise(spacing: max(t / 16, smallestSpacing))
            let fine = noise(spacing: max(t / 0x1p20, smallestSpacing))
            for i in outputs where levels[judgements[i].estimate.finestLevel].t == t {
                let isNoise = fine[i].noise >= coarse[i].noise / 2.5 || fine[i].isFlat && coarse[i].noise > 0
                if isNoise { measuredNoise[i] = max(measuredNoise[i], coarse[i].noise) }
            }
        }
    }

    /// Grants the claimed slopes of some outputs the noise that they show at neighbouring points.
    mutating func measureClaimNoise(of outputs: [Int]) {
        for t in Set(outputs.map { levels[judgements[$0].estimate.finestLevel].t }).sorted() {
            let spacing = max(min(sampler.arithmetic.epsilon.squareRoot(), t / 16), smallestSpacing)
            let sides = claim.samples(spacing: spacing, along: direction, around: sampler)
            for i in outputs where levels[judgements[i].estimate.finestLevel].t == t {
                let noises = sides.filter { $0.count == 7 }.map { points in
                    3 * Threshold.safety * differenceNoise(points.map { $0[i] }, orders: 3...6)
                }
                if let noise = noises.min(), noise.isFinite { claimNoise[i] = max(claimNoise[i], noise) }
            }
        }
    }
}
