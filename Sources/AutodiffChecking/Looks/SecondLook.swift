extension DirectionCheck {
    /// The second look, taken only if some output disagrees, looks like a kink, or claims an infinite slope: is it
    /// noise, is there structure below the steps so far, is it a kink, is the claimed derivative itself noisy?
    mutating func deepen() {
        let doubtful = judgements.indices.filter { isDoubtful($0) }
        if doubtful.isEmpty { return }
        measureNoise(of: doubtful)
        judge(doubtful)
        descend(doubtful)
        demandsConsistency = true
        let finest = noise(spacing: max(smallestStep / 8, smallestSpacing))
        for i in doubtful { measuredNoise[i] = max(measuredNoise[i], finest[i].noise) }
        judge(doubtful)
        refine(doubtful)
        var disputed = doubtful.filter { !judgements[$0].agrees && claimed[$0].isFinite }
        if !disputed.isEmpty {
            measureNoise(of: disputed)
            judge(disputed)
            disputed = disputed.filter { !judgements[$0].agrees }
            acceptSteps(of: disputed)
            judge(disputed)
            disputed = disputed.filter { !judgements[$0].agrees }
            measureClaimNoise(of: disputed)
            judge(disputed)
        }
        for i in doubtful { classifyKink(i) }
    }

    private func isDoubtful(_ i: Int) -> Bool {
        if claimed[i].isNaN { return false }
        return !judgements[i].agrees || claimed[i].isInfinite || looksLikeKink(i)
    }

    /// Adds levels further and further in, as long as the difference in question could still be seen there.
    private mutating func descend(_ outputs: [Int]) {
        let limit = max(64 * sampler.arithmetic.epsilon * direction.grain(at: sampler.x), 0x1p-100)
        for step in 1...8 {
            let t = smallestStep / Double(1 << (2 * step))
            let isVisible = outputs.contains { i in
                let quantity =
                    judgements[i].agrees
                    ? abs(slopeChange(i, at: levels.count - 1)) : abs(claimed[i] - judgements[i].estimate.value)
                return !(2 * Threshold.safety * noise(i, at: levels[levels.count - 1]) / t > 0.2 * quantity)
            }
            if t < limit || !isVisible || !addLevel(t) { return }
            judge(outputs)
        }
    }

    /// Fills in levels around the one where rounding and truncation balance, until the outputs are decided.
    private mutating func refine(_ outputs: [Int]) {
        for _ in 0..<3 {
            let open = outputs.filter { !judgements[$0].isDecided && claimed[$0].isFinite }
            if open.isEmpty { return }
            var added = false
            for t in Set(open.map(balancedStep)).sorted() {
                for neighbour in [16 * t, 4 * t, t / 4, t / 16]
                where neighbour <= largestStep && !levels.contains(where: { $0.t == neighbour }) {
                    if addLevel(neighbour) { added = true }
                }
            }
            if !added { return }
            judge(outputs)
        }
    }

    /// The distance at which noise and truncation balance for output i: the truncation of a level is what the finer
    /// ones show it to be, beyond their own noise.
    private func balancedStep(_ i: Int) -> Double {
        let slopes = levels.map { $0.slope(i) }
        let noise = levels.map { Threshold.safety * self.noise(i, at: $0) / $0.h }
        var best = (error: Double.infinity, t: smallestStep)
        for level in levels.indices {
            var error = noise[level]
            for finer in levels.indices where finer > level {
                error = max(error, abs(slopes[finer] - slopes[level]) - noise[finer])
            }
            if error < best.error { best = (error, levels[level].t) }
        }
        return best.t
    }
}
