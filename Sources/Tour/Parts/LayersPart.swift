import Autodiff

/// Layers and losses: back-propagation by hand against forward and reverse mode.
struct LayersPart: Part {
    static let name = "layers"
    static let title = "back-propagation through layers"
    static let page = ManualPage.network
    static let lesson = """
        Networks 3-5-4-2 with every activation and both losses, with L2 regularisation, on a batch of 6: the gradient by
        back-propagation as the texts give it against automatic ones. In the output layer, before the activation, the
        gradient of a sample's loss is the prediction minus the target, for softmax and for linear outputs alike.
        """

    /// One network, its gradient in three ways.
    struct Case {
        let name: String
        let loss: NetworkLoss
        let parameters: [Double]
        let byHand: [Double]
        let forward: [Double]
        let reverse: [Double]

        /// What the gradient checker says of the gradient by hand.
        let check: DerivativeCheck
    }

    let cases: [Case]

    /// The output layer's a for one sample, its target, and ∂L/∂a from the toolkit.
    struct OutputGradient {
        let activation: Activation
        let target: [Double]
        let prediction: [Double]
        let gradient: [Double]
    }

    let outputGradients: [OutputGradient]

    init(_ setting: Setting) {
        var generator = SplitMix64(seed: 11)
        var cases: [Case] = []
        for output in [Activation.softmax, .linear] {
            for hidden in [nil, Activation.sigmoid, .tanh, .relu] {
                cases.append(LayersPart.makeCase(hidden: hidden, output: output, using: &generator))
            }
        }
        self.cases = cases
        outputGradients = [Activation.softmax, .linear].map { activation in
            let a = [0.4, -1.1, 2.3]
            let target = activation == .softmax ? [0.0, 1, 0] : [0.5, -1, 2]
            return OutputGradient(
                activation: activation, target: target, prediction: activation(a),
                gradient: gradient(at: a, of: OutputLoss(activation: activation, target: target)))
        }
    }

    private static func makeCase(
        hidden: Activation?, output: Activation, using generator: inout SplitMix64
    ) -> Case {
        let inner = hidden.map { [(5, $0), (4, $0)] } ?? []
        let network = Network(inputs: 3, layers: inner + [(2, output)])
        let batch = Batch(
            inputs: (0..<6).map { _ in generator.normals(3) },
            targets: (0..<6).map { i in output == .softmax ? [Double(i % 2), Double(1 - i % 2)] : generator.normals(2) }
        )
        let loss = NetworkLoss(network: network, batch: batch, decay: 0.01)
        let point = network.filled(with: generator.normals(network.scalarCount, deviation: 0.7))
        let parameters = point.scalars
        let lossName = output == .softmax ? "softmax, cross-entropy" : "linear, squared loss"
        let byHand = loss.valueWithGradientByHand(at: parameters).gradient
        return Case(
            name: (hidden.map { "\($0.rawValue), " } ?? "") + lossName, loss: loss, parameters: parameters,
            byHand: byHand,
            forward: jacobian(at: parameters, of: loss, mode: .forward).row(0),
            reverse: gradient(at: point) { network in loss.value(of: network) }.scalars,
            check: checkGradient(point.filled(with: byHand), at: point) { network in loss.value(of: network) })
    }

    var content: [Block] {
        var table = Table([
            .left("layers and loss"), .right("shape"), .right("parameters"), .right("forward - hand"),
            .right("reverse - hand"), .left("checker"),
        ])
        for item in cases {
            table.add(
                item.name, item.loss.network.shape, "\(item.parameters.count)",
                errorText(relativeDifference(item.forward, item.byHand)),
                errorText(relativeDifference(item.reverse, item.byHand)), item.check.passed ? "passed" : "REJECTED")
        }
        var outputs = Table([
            .left("output"), .right("prediction y"), .right("target t"), .right("y - t"), .right("∂L/∂a"),
        ])
        for item in outputGradients {
            for k in item.target.indices {
                outputs.add(
                    k == 0 ? item.activation.rawValue : "", fixed(item.prediction[k], 8), fixed(item.target[k], 1),
                    fixed(item.prediction[k] - item.target[k], 8), fixed(item.gradient[k], 8))
            }
        }
        return [
            .table(table), .paragraph("The differences are relative to the gradient's largest entry."), .table(outputs),
        ]
    }
}
