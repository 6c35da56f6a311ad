/// Measures how irregular the function's values are along a direction; a measurement that was made once is remembered.
final class NoiseMeter {
    /// What nine points at one spacing show of an output.
    struct Sample {
        /// The irregularity of the values: three times their root mean square.
        var irregularity: Double

        /// Whether all values are the one at x.
        var isFlat: Bool
    }

    private let probe: Probe
    private let side: Side
    private var samples: [Double: [Sample]] = [:]

    init(_ probe: Probe, side: Side) {
        self.probe = probe
        self.side = side
    }

    /// What points of the given spacing show of every output.
    func sample(spacing: Double) -> [Sample] {
        if let known = samples[spacing] { return known }
        let taken = take(spacing: spacing)
        samples[spacing] = taken
        return taken
    }

    private func take(spacing: Double) -> [Sample] {
        let center = probe.sampler.center
        var sides: [(points: [Double], values: [[Double]])] = []
        for sign in [1.0, -1.0] where !(side == .plus && sign < 0 || side == .minus && sign > 0) {
            var points = [0.0]
            var values = [center]
            for position in jitteredPoints(9).dropFirst() {
                guard let sample = probe.sampler.sample(probe.direction, t: sign * position * spacing) else { break }
                points.append(sample.t)
                values.append(sample.values)
            }
            if points.count == 9 { sides.append((points, values)) }
        }
        return probe.outputs.map { i in
            let irregularities = sides.map { side in
                3 * differenceNoise(at: side.points, side.values.map { $0[i] }, orders: 4...8)
            }
            return Sample(
                irregularity: combined(irregularities),
                isFlat: sides.allSatisfy { $0.values.allSatisfy { $0[i] == center[i] } })
        }
    }

    /// The irregularity seen from x on each side, made one: the larger, but the smaller where they are far apart, since
    /// then it isn't noise that the larger one saw (a kink or an edge has its higher differences on one side).
    private func combined(_ sides: [Double]) -> Double {
        guard let largest = sides.max(), let smallest = sides.min() else { return 0 }
        return largest > 8 * smallest ? smallest : largest
    }
}
