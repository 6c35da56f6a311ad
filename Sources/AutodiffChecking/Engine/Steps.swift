extension DirectionCheck {
    /// Takes irregularity for noise where it turns out to come from small jumps.
    ///
    /// Cancellation makes a sawtooth: (1 - cos x) / x² is a smooth multiple of 1/x² on every tread between two values
    /// of cos x, so the finest levels agree on the slope of a tread, which has nothing to do with the function's. Fine
    /// structure looks the same from a distance, but grows gradually; a step shows in any interval that holds it.
    mutating func acceptSteps(of outputs: [Int]) {
        for i in outputs where unexplainedNoise[i] > 4 * measuredNoise[i] && hasStep(i, of: unexplainedNoise[i] / 6) {
            measuredNoise[i] = unexplainedNoise[i]
        }
    }

    /// Whether output i departs by at least `height` from its tangent at x, as the finest levels show it, in a jump.
    private func hasStep(_ i: Int, of height: Double) -> Bool {
        let slope = judgements[i].estimate.value
        func departure(_ values: [Double], _ t: Double) -> Double { values[i] - sampler.center[i] - slope * t }
        for (finer, coarser) in zip(levels, levels.dropFirst()).reversed().map({ ($1, $0) }) {
            for side in [1.0, -1.0] {
                var low = side > 0 ? finer.tPlus : -finer.tMinus
                var high = side > 0 ? coarser.tPlus : -coarser.tMinus
                var below = departure(side > 0 ? finer.plus : finer.minus, low)
                var above = departure(side > 0 ? coarser.plus : coarser.minus, high)
                if !(abs(below) <= height && abs(above) > height) { continue }
                for _ in 0..<28 {
                    let middle = high / low > 4 ? side * (low * high).squareRoot() : (low + high) / 2
                    guard let sample = sampler.sample(direction, t: middle), sample.t != low, sample.t != high else {
                        break
                    }
                    let value = departure(sample.values, sample.t)
                    if abs(value) > height {
                        (high, above) = (sample.t, value)
                    } else {
                        (low, below) = (sample.t, value)
                    }
                    if abs(high - low) < 1e-4 * abs(low) { break }
                }
                return abs(above - below) > height / 2
            }
        }
        return false
    }
}
