extension DirectionCheck {
    /// The second look, taken only if some output disagrees, looks like a kink, or claims an infinite slope: is it
    /// noise, is there structure below the steps so far, is it a kink, is the claimed derivative itself noisy?
    mutating func deepen() {
        let doubtful = judgements.indices.filter { isDoubtful($0) }
        if doubtful.isEmpty { return }
        measureNoise(of: doubtful)
        judge()
        descend(doubtful)
        demandsConsistency = true
        let finest = noise(spacing: max(smallestStep / 8, smallestSpacing))
        for i in doubtful { measuredNoise[i] = max(measuredNoise[i], finest[i].noise) }
        judge()
        refine(doubtful)
        var disputed = doubtful.filter { !judgements[$0].agrees && claimed[$0].isFinite }
        if !disputed.isEmpty {
            measureNoise(of: disputed)
            judge()
            disputed = disputed.filter { !judgements[$0].agrees }
            measureClaimNoise(of: disputed)
            judge()
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
            judge()
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
            judge()
        }
    }

    private func balancedStep(_ i: Int) -> Double {
        var best = (error: Double.infinity, t: smallestStep)
        for (level, next) in zip(levels, levels.dropFirst()) {
            let error = max(
                Threshold.safety * noise(i, at: level) / level.h, abs(next.slope(i) - level.slope(i)))
            if error < best.error { best = (error, level.t) }
        }
        return best.t
    }
}
