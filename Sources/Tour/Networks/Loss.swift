import Autodiff

/// The loss of one sample as a function of the output layer's a, before the activation.
///
/// With softmax: the cross-entropy -Σ tₖ log softmax(a)ₖ = log Σ e^aₖ - Σ tₖ aₖ (for targets that sum to 1). With a
/// linear output: ½ Σ (aₖ - tₖ)². The gradient is the prediction minus the target in both.
struct OutputLoss: ScalarField {
    let activation: Activation
    let target: [Double]

    func value<S: RealScalar>(at a: [S]) -> S {
        switch activation {
        case .softmax:
            var loss = logSumExp(a)
            for (k, share) in target.enumerated() where share != 0 { loss -= share * a[k] }
            return loss
        case .linear:
            var total: S = 0
            for (k, wanted) in target.enumerated() {
                let error = a[k] - wanted
                total += error * error
            }
            return total / 2
        case .sigmoid, .tanh, .relu:
            fatalError("the output layer is softmax or linear; \(activation.rawValue) has no loss that goes with it")
        }
    }
}

/// Samples and their targets.
struct Batch {
    let inputs: [[Double]]
    let targets: [[Double]]

    var count: Int { inputs.count }
}

/// The loss of a network on a batch, as a function of all weights and biases: the mean over the samples plus
/// λ times the sum of the squares of all parameters (L2 regularisation, or weight decay).
///
/// It takes the parameters as a network, or, for the verbs that compare modes, as an array.
struct NetworkLoss: ScalarField {
    /// A network of the shape that is meant.
    let network: Network<Double>
    let batch: Batch
    var decay = 0.0

    func value<S: RealScalar>(at parameters: [S]) -> S { value(of: network.map(inOrder(parameters))) }

    func value<S: RealScalar>(of network: Network<S>) -> S {
        var total: S = 0
        for (input, target) in zip(batch.inputs, batch.targets) {
            let a = network.preactivations(of: input.map { S($0) })
            total += OutputLoss(activation: network.output.activation, target: target).value(at: a)
        }
        let mean = total / Double(batch.count)
        if decay == 0 { return mean }
        let parameters = network.scalars
        return mean + decay * dot(parameters, parameters)
    }
}

/// The loss of one sample.
struct SampleLoss: DataTerm {
    let network: Network<Double>

    func value<S: RealScalar>(at parameters: [S], for sample: (input: [Double], target: [Double])) -> S {
        let a = network.map(inOrder(parameters)).preactivations(of: sample.input.map { S($0) })
        return OutputLoss(activation: network.output.activation, target: sample.target).value(at: a)
    }
}

extension NetworkLoss {
    /// The samples' losses, recorded once.
    func compiledTerms() -> CompiledSum {
        let data = zip(batch.inputs, batch.targets).map { (input: $0, target: $1) }
        let point = (0..<network.scalarCount).map { 0.1 * sin(Double($0)) }
        return compile(SampleLoss(network: network), over: data, at: point)
    }

    /// The loss and its gradient by ``compiledTerms()``.
    func compiledObjective() -> Objective {
        let terms = compiledTerms()
        return { parameters in
            var (value, slope) = valueWithGradient(at: parameters, of: terms)
            value = value / Double(batch.count) + decay * dot(parameters, parameters)
            for i in slope.indices { slope[i] = slope[i] / Double(batch.count) + 2 * decay * parameters[i] }
            return (value, slope)
        }
    }
}
