import Autodiff
import GradBenchEvals

/// The long short-term memory network of GradBench's `lstm` at its smallest size: l = 2 layers, c = 1,024 characters of 14 bits.
enum LSTM {
    static let standard: (function: LongShortTermMemory, point: [Double]) = {
        let (layers, characters, bits) = (2, 1024, 14)
        var random = SplitMix64(seed: 42)
        let sequence = (0..<characters * bits).map { _ in Double(random.next() >> 63) }
        let state = (0..<2 * layers * bits).map { _ in random.uniform() }
        let p = (0..<8 * layers * bits + 3 * bits).map { _ in random.uniform() }
        return (LongShortTermMemory(layers: layers, bits: bits, state: state, sequence: sequence), p)
    }()
}
