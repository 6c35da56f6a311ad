import Autodiff

/// A layer of a network: y = activation(W x + b).
struct Layer {
    let inputs: Int
    let outputs: Int
    let activation: Activation

    /// The number of weights and biases.
    var parameterCount: Int { outputs * (inputs + 1) }

    /// a = W x + b. The layer's parameters start at `offset`: W row after row (one row for each output), then b.
    func preactivations<S: RealScalar>(of x: [S], parameters: [S], offset: Int) -> [S] {
        (0..<outputs).map { j in
            var a = parameters[offset + outputs * inputs + j]
            let row = offset + j * inputs
            for i in 0..<inputs { a += parameters[row + i] * x[i] }
            return a
        }
    }
}

/// Layers one after the other. The output layer names the loss: softmax comes with the cross-entropy, linear with the
/// squared loss.
///
///     let network = Network(inputs: 4, layers: [(10, .tanh), (5, .tanh), (3, .softmax)])
struct Network {
    let layers: [Layer]

    init(inputs: Int, layers: [(outputs: Int, activation: Activation)]) {
        var inputs = inputs
        self.layers = layers.map { outputs, activation in
            defer { inputs = outputs }
            return Layer(inputs: inputs, outputs: outputs, activation: activation)
        }
    }

    var inputs: Int { layers[0].inputs }
    var output: Layer { layers[layers.count - 1] }
    var parameterCount: Int { layers.reduce(0) { $0 + $1.parameterCount } }

    /// Its shape in words, as in "4-10-5-3".
    var shape: String { ([inputs] + layers.map(\.outputs)).map { "\($0)" }.joined(separator: "-") }

    /// What the output layer computes before its activation.
    func preactivations<S: RealScalar>(of input: [S], parameters: [S]) -> [S] {
        var x = input
        var offset = 0
        for layer in layers.dropLast() {
            x = layer.activation(layer.preactivations(of: x, parameters: parameters, offset: offset))
            offset += layer.parameterCount
        }
        return output.preactivations(of: x, parameters: parameters, offset: offset)
    }

    /// The network's output: of a classifier the probabilities of the classes.
    func prediction<S: RealScalar>(for input: [S], parameters: [S]) -> [S] {
        output.activation(preactivations(of: input, parameters: parameters))
    }

    /// Weights from N(0, deviation²), biases 0.
    func randomParameters(deviation: Double, using generator: inout SplitMix64) -> [Double] {
        layers.flatMap { layer in
            generator.normals(layer.outputs * layer.inputs, deviation: deviation)
                + [Double](repeating: 0, count: layer.outputs)
        }
    }
}
