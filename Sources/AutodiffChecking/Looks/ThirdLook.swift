extension DirectionCheck {
    /// The third look, for outputs on which noise leaves the answer open: many levels close together, and a fit.
    ///
    /// Taken where nothing could be concluded, where claimed and measured agree but are farther apart than a right
    /// claim would be, and where they disagree by little.
    mutating func average() {
        let open = judgements.indices.filter { isWorthAveraging($0) }
        if open.isEmpty { return }
        measureNoise(of: open.filter { measuredNoise[$0] == 0 })
        let first = levels.first { $0.t <= sampler.arithmetic.firstStep }?.t
        for top in Set(open.map { judgements[$0].coarsestStep } + (first.map { [$0] } ?? [])).sorted() {
            let distances = jitteredPoints(17).dropFirst().map { top * (0.3 + 0.7 * $0 / 16.5) }
            let samples = distances.compactMap { sampler.level(direction, t: $0, side: side) }
            if samples.count < 12 { continue }
            for i in open { fit(i, to: samples, upTo: top) }
        }
    }

    /// Replaces the estimate of output i if a polynomial through many levels has less error.
    private mutating func fit(_ i: Int, to samples: [Level], upTo top: Double) {
        let noise = samples.reduce(0) { max($0, self.noise(i, at: $1)) }
        let fit = PolynomialFit(
            steps: samples.map(\.h), slopes: samples.map { $0.slope(i) }, noise: noise, oneSided: side != .both)
        if !(fit.truncation + fit.noise < judgements[i].estimate.error) { return }
        let shape = judgements[i].shape
        judgements[i] = judge(
            i, Estimate(value: fit.value, truncation: fit.truncation, noise: fit.noise), steps: (0.3 * top)...top)
        judgements[i].shape = shape
    }

    private func isWorthAveraging(_ i: Int) -> Bool {
        let judgement = judgements[i]
        guard claimed[i].isFinite, judgement.tolerance.isFinite, case .smooth = judgement.shape else { return false }
        if !judgement.agrees { return !judgement.isClear }
        let difference = abs(claimed[i] - judgement.estimate.value)
        return judgement.estimate.noise > judgement.estimate.truncation
            && (verdict(i) == .inconclusive || difference > 0.25 * judgement.tolerance)
    }
}
