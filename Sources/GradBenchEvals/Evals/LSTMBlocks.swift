import Autodiff

/// The network's loss by blocks of steps: each is a compiled function of the state, the parameters and its characters, whose program
/// stays in the cache, where that of the whole sequence is as long as the sequence.
struct LSTMBlocks {
    private let network: LongShortTermMemory

    /// Whether the whole sequence's program would be so long that it comes from memory: more than some ten million operations.
    static func isFaster(for network: LongShortTermMemory) -> Bool {
        network.layers * network.sequence.count > 120_000
    }

    /// Blocks of the full length, and the last one.
    private let full: CompiledRule, last: CompiledRule
    private let steps: Int, length: Int

    init(_ network: LongShortTermMemory, at parameters: [Double]) {
        self.network = network
        steps = network.sequence.count / network.bits - 1
        // As long as instructions and numbers fit into a cache of a megabyte.
        length = min(max(1, 900 / (network.layers * network.bits)), steps)
        let rest = steps % length
        func rule(_ count: Int) -> CompiledRule {
            let start = network.state + parameters + network.sequence.prefix((count + 1) * network.bits)
            return CompiledRule(compile(at: start) { z in LSTMBlocks.block(of: network, parameters.count, z) })
        }
        full = rule(length)
        last = rest == 0 ? full : rule(rest)
    }

    /// Of the state, the parameters and some characters: what they add to the loss, and the next state.
    private static func block<S: RealScalar>(of network: LongShortTermMemory, _ parameterCount: Int, _ z: [S]) -> [S] {
        let first = network.state.count
        var state = Array(z[..<first])
        let total = network.advance(
            &state, Array(z[first..<first + parameterCount]), through: Array(z[(first + parameterCount)...])
        ) { $0 * $1 }
        return [total] + state
    }

    /// The loss at parameters.
    func loss<S: RealScalar>(at p: [S]) -> S {
        var state = network.state.map { S($0) }
        var total: S = 0
        for first in stride(from: 0, to: steps, by: length) {
            let count = min(length, steps - first)
            let bits = network.sequence[first * network.bits..<(first + count + 1) * network.bits]
            let results = S.apply(count == length ? full : last, to: state + p + bits.map { S($0) })
            total += results[0]
            state = Array(results[1...])
        }
        return -total / Double(steps * network.bits)
    }
}
