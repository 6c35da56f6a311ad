import Autodiff

/// The loss of a long short-term memory network that predicts a sequence.
///
/// The gradient is that of the compiled function; of a long sequence by reverse mode over blocks of steps, each of which is a compiled
/// function and one entry of the tape.
let lstm: [String: Function] = [
    "objective": Function(
        read: LSTMProblem.init,
        prepare: { problem in Prepared { problem.network.value(at: problem.parameters) } },
        write: { .number($0) }),
    "jacobian": Function(
        read: LSTMProblem.init,
        prepare: { problem in
            if !LSTMBlocks.isFaster(for: problem.network) {
                let f = compile(problem.network, at: problem.parameters)
                return Prepared(f) { gradient(at: problem.parameters, of: f) }
            }
            let blocks = LSTMBlocks(problem.network, at: problem.parameters)
            let workspace = Workspace<Double>()
            var slope = problem.parameters
            let run = {
                workspace.gradient(at: problem.parameters, into: &slope) { p in blocks.loss(at: p) }
                return slope
            }
            // Programs are made at the first call.
            _ = run()
            return Prepared(run)
        },
        write: { .numbers($0) }),
]

private struct LSTMProblem {
    let network: LongShortTermMemory
    let parameters: [Double]

    init(_ input: JSON) throws {
        let (main, width) = try input.matrix("main_params")
        let layers = main.count / max(1, 2 * width)
        let bits = width / 4
        if layers < 1 || bits < 1 || main.count != 8 * layers * bits {
            throw InputError("'main_params' isn't two rows for each layer, of four numbers for each bit")
        }
        let extra = try input.matrix("extra_params", rows: 3, columns: bits).values
        let state = try input.matrix("state", rows: 2 * layers, columns: bits).values
        let sequence = try input.matrix("sequence", columns: bits).values
        if sequence.count < 2 * bits { throw InputError("'sequence' has fewer than two rows") }
        network = LongShortTermMemory(layers: layers, bits: bits, state: state, sequence: sequence)
        parameters = main + extra
    }
}

/// A long short-term memory network's loss: the mean of the cross-entropy of each character of a sequence, as it is predicted from those
/// before.
///
/// The parameters are, for each layer, weights and biases of the gates forget, in, out and change (2 × 4 × bits), then the weights of
/// the input and of the output, and the output's bias (3 × bits).
public struct LongShortTermMemory: ScalarField, Sendable {
    /// The size of the network.
    public let layers: Int, bits: Int

    /// For each layer what is hidden, and the cell.
    public let state: [Double]

    /// The characters, by rows of bits.
    public let sequence: [Double]

    /// A network and its data: the state has 2 × layers × bits numbers, the sequence at least two rows of bits.
    @inlinable
    public init(layers: Int, bits: Int, state: [Double], sequence: [Double]) {
        (self.layers, self.bits, self.state, self.sequence) = (layers, bits, state, sequence)
    }

    /// The loss at parameters.
    @inlinable
    public func value<S: RealScalar>(at p: [S]) -> S {
        let steps = sequence.count / bits - 1
        var state = state.map { S($0) }
        let total = advance(&state, p, through: sequence) { $0 * $1 }
        return -total / Double(steps * bits)
    }

    /// Moves the state through characters and returns the sum of what the network predicts of each but the first, from those before.
    ///
    /// - Parameter times: The product of a character's bit and a scalar.
    @inlinable
    func advance<S: RealScalar, Bit>(
        _ state: inout [S], _ p: [S], through characters: [Bit], _ times: (Bit, S) -> S
    ) -> S {
        let extra = 8 * layers * bits
        var total: S = 0
        var input = [S](repeating: 0, count: bits)
        var prediction = input
        for t in 0..<characters.count / bits - 1 {
            for i in 0..<bits { input[i] = times(characters[t * bits + i], p[extra + i]) }
            for layer in 0..<layers {
                step(&state, from: layer * 2 * bits, p, from: layer * 8 * bits, &input)
            }
            var sum: S = 0
            for i in 0..<bits {
                prediction[i] = input[i] * p[extra + bits + i] + p[extra + 2 * bits + i]
                sum += exp(prediction[i])
            }
            let logSum = log(sum + 2)
            for i in 0..<bits { total += times(characters[(t + 1) * bits + i], prediction[i] - logSum) }
        }
        return total
    }

    /// One layer: the state (hidden, cell) and the input become the next state and the next layer's input.
    @inlinable
    func step<S: RealScalar>(
        _ state: inout [S], from hidden: Int, _ p: [S], from weight: Int, _ input: inout [S]
    ) {
        let (cell, bias) = (hidden + bits, weight + 4 * bits)
        for i in 0..<bits {
            let (x, h) = (input[i], state[hidden + i])
            let forget = sigmoid(x * p[weight + i] + p[bias + i])
            let gateIn = sigmoid(h * p[weight + bits + i] + p[bias + bits + i])
            let gateOut = sigmoid(x * p[weight + 2 * bits + i] + p[bias + 2 * bits + i])
            let change = tanh(h * p[weight + 3 * bits + i] + p[bias + 3 * bits + i])
            let c = state[cell + i] * forget + gateIn * change
            let output = gateOut * tanh(c)
            state[cell + i] = c
            state[hidden + i] = output
            input[i] = output
        }
    }
}
