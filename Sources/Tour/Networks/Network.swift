import Autodiff

/// A layer of a network: y = activation(W x + b).
struct Layer<S: RealScalar>: Parameters {
    typealias OnVariables = Layer<Variable<S>>

    /// W, with a row for each output.
    var weights: Matrix<S>
    var biases: [S]
    let activation: Activation

    func map<T: RealScalar>(_ f: (S) -> T) -> Layer<T> {
        Layer<T>(weights: weights.map(f), biases: biases.map(f), activation: activation)
    }

    var inputs: Int { weights.columns }
    var outputs: Int { weights.rows }

    /// a = W x + b.
    func preactivations(of x: [S]) -> [S] {
        (0..<outputs).map { j in
            var a = biases[j]
            for i in 0..<inputs { a += weights[j, i] * x[i] }
            return a
        }
    }
}

/// Layers one after the other. The output layer names the loss: softmax comes with the cross-entropy, linear with the
/// squared loss.
///
///     let network = Network(inputs: 4, layers: [(10, .tanh), (5, .tanh), (3, .softmax)])       // all zero
///     let start = network.random(deviation: 0.1, using: &generator)
struct Network<S: RealScalar>: Parameters {
    typealias OnVariables = Network<Variable<S>>
    var layers: [Layer<S>]

    func map<T: RealScalar>(_ f: (S) -> T) -> Network<T> { Network<T>(layers: layers.map { $0.map(f) }) }

    var inputs: Int { layers[0].inputs }
    var output: Layer<S> { layers[layers.count - 1] }

    /// Its shape in words, as in "4-10-5-3".
    var shape: String { ([inputs] + layers.map(\.outputs)).map { "\($0)" }.joined(separator: "-") }

    /// What the output layer computes before its activation.
    func preactivations(of input: [S]) -> [S] {
        var x = input
        for layer in layers.dropLast() { x = layer.activation(layer.preactivations(of: x)) }
        return output.preactivations(of: x)
    }

    /// The network's output: of a classifier the probabilities of the classes.
    func prediction(for input: [S]) -> [S] { output.activation(preactivations(of: input)) }
}

extension Network<Double> {
    /// A network of this shape whose weights and biases are 0.
    init(inputs: Int, layers: [(outputs: Int, activation: Activation)]) {
        var inputs = inputs
        self.layers = layers.map { outputs, activation in
            defer { inputs = outputs }
            return Layer(
                weights: Matrix(rows: outputs, columns: inputs, repeating: 0),
                biases: [Double](repeating: 0, count: outputs), activation: activation)
        }
    }

    /// The same network with weights from N(0, deviation²) and biases 0.
    func random(deviation: Double, using generator: inout SplitMix64) -> Network {
        var network = self
        for l in layers.indices {
            network.layers[l].weights = layers[l].weights.map { _ in generator.normal(deviation: deviation) }
            network.layers[l].biases = layers[l].biases.map { _ in 0 }
        }
        return network
    }
}

extension Layer: Sendable where S: Sendable {}
extension Network: Sendable where S: Sendable {}
