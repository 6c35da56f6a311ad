import Autodiff

/// The loss of a long short-term memory network that predicts a sequence of characters (GradBench's `lstm`): l = 2
/// layers, c = 1,024 characters of b = 14 bits.
///
/// The parameters are, for each layer, weights and biases of the gates forget, in, out and change (2 × 4 × b), then
/// the weights of the input and of the output, and the output's bias (3 × b).
struct LSTM: ScalarField {
    static let (layers, characters, b) = (2, 1024, 14)

    let state: [Double]
    let sequence: [Double]

    func value<S: RealScalar>(at p: [S]) -> S {
        let (layers, b) = (LSTM.layers, LSTM.b)
        let extra = 8 * layers * b
        var state = state.map { S($0) }
        var total: S = 0
        var input = [S](repeating: 0, count: b)
        var prediction = input
        for t in 0..<LSTM.characters - 1 {
            for i in 0..<b { input[i] = sequence[t * b + i] * p[extra + i] }
            for layer in 0..<layers {
                step(&state, from: layer * 2 * b, p, from: layer * 8 * b, &input)
            }
            var sum: S = 0
            for i in 0..<b {
                prediction[i] = input[i] * p[extra + b + i] + p[extra + 2 * b + i]
                sum += exp(prediction[i])
            }
            let logSum = log(sum + 2)
            for i in 0..<b { total += sequence[(t + 1) * b + i] * (prediction[i] - logSum) }
        }
        return -total / Double((LSTM.characters - 1) * b)
    }

    /// One layer: the state (hidden, cell) and the input become the next state and the next layer's input.
    func step<S: RealScalar>(
        _ state: inout [S], from hidden: Int, _ p: [S], from weight: Int, _ input: inout [S]
    ) {
        let b = LSTM.b
        let (cell, bias) = (hidden + b, weight + 4 * b)
        for i in 0..<b {
            let (x, h) = (input[i], state[hidden + i])
            let forget = sigmoid(x * p[weight + i] + p[bias + i])
            let gateIn = sigmoid(h * p[weight + b + i] + p[bias + b + i])
            let gateOut = sigmoid(x * p[weight + 2 * b + i] + p[bias + 2 * b + i])
            let change = tanh(h * p[weight + 3 * b + i] + p[bias + 3 * b + i])
            let c = state[cell + i] * forget + gateIn * change
            let output = gateOut * tanh(c)
            state[cell + i] = c
            state[hidden + i] = output
            input[i] = output
        }
    }

    static let standard: (function: LSTM, point: [Double]) = {
        var random = SplitMix64(seed: 42)
        let sequence = (0..<characters * b).map { _ in Double(random.next() >> 63) }
        let state = (0..<2 * layers * b).map { _ in random.uniform() }
        let p = (0..<8 * layers * b + 3 * b).map { _ in random.uniform() }
        return (LSTM(state: state, sequence: sequence), p)
    }()
}
