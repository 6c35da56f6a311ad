extension DirectionCheck {
    /// The third look, for outputs on which noise leaves the answer open: more levels at the coarse end, and a fit.
    ///
    /// Taken where nothing could be concluded, and where claimed and measured agree but are farther apart than a right
    /// claim would be.
    mutating func average() {
        let open = judgements.indices.filter { isWorthAveraging($0) }
        if open.isEmpty { return }
        measureNoise(of: open.filter { measuredNoise[$0] == 0 })
        for (coarsest, outputs) in Dictionary(grouping: open, by: { judgements[$0].coarsestStep }).sorted(by: {
            $0.key < $1.key
        }) {
            let distances = jitteredPoints(17).dropFirst().map { coarsest * (0.3 + 0.7 * $0 / 16.5) }
            let samples = distances.compactMap { sampler.level(direction, t: $0, side: side) }
            if samples.count < 12 { continue }
            let steps = samples.map(\.h)
            for i in outputs {
                let noise = samples.reduce(0) { max($0, self.noise(i, at: $1)) }
                let fit = PolynomialFit(
                    steps: steps, slopes: samples.map { $0.slope(i) }, noise: noise, oneSided: side != .both)
                if fit.truncation + fit.noise < judgements[i].estimate.error {
                    judgements[i] = judge(
                        i, Estimate(value: fit.value, truncation: fit.truncation, noise: fit.noise),
                        steps: (0.3 * coarsest)...coarsest)
                }
            }
        }
    }

    private func isWorthAveraging(_ i: Int) -> Bool {
        let judgement = judgements[i]
        guard claimed[i].isFinite, judgement.agrees, judgement.tolerance.isFinite, case .smooth = judgement.shape,
            judgement.estimate.noise > judgement.estimate.truncation
        else { return false }
        let difference = abs(claimed[i] - judgement.estimate.value)
        return verdict(i) == .inconclusive || difference > 0.25 * judgement.tolerance
    }
}
