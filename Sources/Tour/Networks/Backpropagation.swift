import Autodiff

extension Layer {
    /// The number of weights and biases.
    fileprivate var parameterCount: Int { outputs * (inputs + 1) }
}

extension NetworkLoss {
    /// The loss and its gradient by back-propagation as the texts give it, written by hand.
    ///
    /// Forward, every layer's outputs are kept. Backward, g is the cotangent of a layer's a = W x + b for each sample:
    /// at the output prediction - target, below it x.g times the activation's slope. The parameters' gradients are
    /// averaged over the batch, W.g = gᵀ x / n and b.g = Σ g / n; those of the activations, x.g = g W, are not. Of every layer
    /// W stands first in the array, row after row, then b.
    func valueWithGradientByHand(at parameters: [Double]) -> (value: Double, gradient: [Double]) {
        let outputs = outputsOfLayers(at: parameters)
        let predictions = outputs[outputs.count - 1]
        let width = network.output.outputs
        var value = 0.0
        var g = predictions
        for (s, target) in batch.targets.enumerated() {
            for k in 0..<width {
                let prediction = predictions[s * width + k]
                g[s * width + k] = prediction - target[k]
                switch network.output.activation {
                case .softmax: value -= target[k] == 0 ? 0 : target[k] * log(prediction)
                default: value += (prediction - target[k]) * (prediction - target[k]) / 2
                }
            }
        }
        value /= Double(batch.count)

        var gradient = [Double](repeating: 0, count: parameters.count)
        var offset = parameters.count
        for (l, layer) in network.layers.enumerated().reversed() {
            offset -= layer.parameterCount
            addGradient(of: layer, at: offset, input: outputs[l], cotangent: g, to: &gradient)
            if l > 0 {
                let below = network.layers[l - 1].activation
                g = cotangentOfInput(of: layer, weights: parameters, at: offset, cotangent: g)
                for i in g.indices { g[i] *= below.slope(output: outputs[l][i]) }
            }
        }
        if decay != 0 {
            value += decay * dot(parameters, parameters)
            for i in gradient.indices { gradient[i] += 2 * decay * parameters[i] }
        }
        return (value, gradient)
    }

    /// The batch, then the outputs of every layer, each sample after sample in one array.
    private func outputsOfLayers(at parameters: [Double]) -> [[Double]] {
        var outputs = [Array(batch.inputs.joined())]
        var offset = 0
        for layer in network.layers {
            let x = outputs[outputs.count - 1]
            var y: [Double] = []
            y.reserveCapacity(batch.count * layer.outputs)
            for s in 0..<batch.count {
                for j in 0..<layer.outputs {
                    var a = parameters[offset + layer.outputs * layer.inputs + j]
                    let row = offset + j * layer.inputs
                    for i in 0..<layer.inputs { a += parameters[row + i] * x[s * layer.inputs + i] }
                    y.append(a)
                }
            }
            switch layer.activation {
            case .softmax:
                for s in 0..<batch.count {
                    let range = s * layer.outputs..<(s + 1) * layer.outputs
                    y.replaceSubrange(range, with: softmax(Array(y[range])))
                }
            default: y = layer.activation(y)
            }
            outputs.append(y)
            offset += layer.parameterCount
        }
        return outputs
    }

    private func addGradient(
        of layer: Layer<Double>, at offset: Int, input x: [Double], cotangent g: [Double], to gradient: inout [Double]
    ) {
        let share = 1 / Double(batch.count)
        for s in 0..<batch.count {
            for j in 0..<layer.outputs {
                let weight = g[s * layer.outputs + j] * share
                let row = offset + j * layer.inputs
                for i in 0..<layer.inputs { gradient[row + i] += weight * x[s * layer.inputs + i] }
                gradient[offset + layer.outputs * layer.inputs + j] += weight
            }
        }
    }

    private func cotangentOfInput(
        of layer: Layer<Double>, weights: [Double], at offset: Int, cotangent g: [Double]
    ) -> [Double] {
        var cotangent = [Double](repeating: 0, count: batch.count * layer.inputs)
        for s in 0..<batch.count {
            for j in 0..<layer.outputs {
                let share = g[s * layer.outputs + j]
                let row = offset + j * layer.inputs
                for i in 0..<layer.inputs { cotangent[s * layer.inputs + i] += share * weights[row + i] }
            }
        }
        return cotangent
    }
}
