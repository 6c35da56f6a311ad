extension Findings {
    /// The assumptions that grant some outputs their unexplained irregularity where it turns out to come from small jumps.
    ///
    /// Cancellation makes a sawtooth: (1 - cos x) / x² is a smooth multiple of 1/x² on every tread between two values
    /// of cos x, so the finest levels agree on the slope of a tread, which has nothing to do with the function's. Fine
    /// structure looks the same from a distance, but it grows gradually; a jump is a jump in any interval that holds it.
    func withJumps(of outputs: [Int]) -> [Assumptions] {
        var result = assumptions
        for i in outputs {
            let (unexplained, measured) = (assumptions[i].unexplained, assumptions[i].measured)
            if unexplained > 4 * measured && hasJump(i, of: unexplained / 6) { result[i].measured = unexplained }
        }
        return result
    }

    /// Whether output i departs by at least `height` from its tangent at x, as it is closest to x, in a jump.
    private func hasJump(_ i: Int, of height: Double) -> Bool {
        let sampler = probe.sampler
        let error = valueError(i, at: levels[levels.count - 1])
        let finest = ladder.smallestDisplacement * max(0x1p-6, min(1, 16 * error / height))
        let closest = sampler.level(probe.direction, t: max(finest, probe.smallestSpacing), side: .both)
        let slope = closest?.slope(i) ?? judgements[i].estimate.value
        func departure(_ values: [Double], _ t: Double) -> Double { values[i] - sampler.center[i] - slope * t }
        for side in [1.0, -1.0] {
            var (low, below) = (0.0, 0.0)
            for level in levels.reversed() {
                let t = side > 0 ? level.tPlus : -level.tMinus
                let value = departure(side > 0 ? level.plus : level.minus, t)
                if abs(value) > height {
                    if isJump(from: (low, below), to: (t, value), height: height, departure) { return true }
                    break
                }
                (low, below) = (t, value)
            }
        }
        return false
    }

    /// Whether a departure that is below `height` at one end of an interval and above it at the other gets there in a
    /// jump: by bisection.
    private func isJump(
        from start: (t: Double, value: Double), to end: (t: Double, value: Double), height: Double,
        _ departure: ([Double], Double) -> Double
    ) -> Bool {
        var (low, high) = (start, end)
        for _ in 0..<40 {
            let ratio = low.t == 0 ? .infinity : high.t / low.t
            let middle = ratio > 16 ? high.t / 8 : (low.t + high.t) / 2
            guard let sample = probe.sampler.sample(probe.direction, t: middle), sample.t != low.t, sample.t != high.t
            else { break }
            let value = departure(sample.values, sample.t)
            if abs(value) > height { high = (sample.t, value) } else { low = (sample.t, value) }
            if ratio < 1 + 1e-4 { break }
        }
        return abs(high.value - low.value) > height / 2
    }
}
