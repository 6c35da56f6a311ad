import Autodiff

/// How the gradient of a network's loss is computed.
enum GradientSource {
    case reverseMode, byHand

    /// By the samples' terms, recorded once and run for sixteen of them at a time.
    case compiled

    func objective(_ loss: NetworkLoss) -> Objective {
        switch self {
        case .reverseMode:
            { parameters in
                let network = loss.network.filled(with: parameters)
                let (value, slope) = valueWithGradient(at: network) { network in loss.value(of: network) }
                return (value, slope.scalars)
            }
        case .byHand: { loss.valueWithGradientByHand(at: $0) }
        case .compiled: loss.compiledObjective()
        }
    }
}

/// How a network is trained.
enum TrainingMethod {
    case gradientDescent(rate: Double, epochs: Int)
    case quasiNewton(epochs: Int)

    var name: String {
        switch self {
        case .gradientDescent(let rate, _): "descent, rate \(significant(rate, 3))"
        case .quasiNewton: "L-BFGS"
        }
    }
}

/// A training of a classifier: what it ended with, and how it got there.
struct Training {
    /// The state at the beginning of an epoch.
    struct Moment {
        let epoch: Int
        let loss: Double
        let accuracy: Double
    }

    /// The trained network.
    let network: Network<Double>

    /// The weight λ of the regularisation, which the losses contain.
    let decay: Double
    let method: TrainingMethod

    /// The states at the first ten epochs, and then at ever rarer ones up to the last.
    let moments: [Moment]

    /// Trains with full batches from parameters drawn from N(0, deviation²).
    init(
        _ loss: NetworkLoss, _ method: TrainingMethod, seed: UInt64, deviation: Double = 0.1,
        source: GradientSource = .reverseMode, progress: Progress.Report = { _ in }
    ) {
        var generator = SplitMix64(seed: seed)
        let start = loss.network.random(deviation: deviation, using: &generator).scalars
        let objective = source.objective(loss)
        var moments: [Moment] = []
        let observe = { (epoch: Int, value: Double, parameters: [Double]) in
            progress("\(loss.network.shape), \(method.name): epoch \(epoch), loss \(fixed(value, 4))")
            let isWanted = (moments.last?.epoch).map { epoch >= $0 + 1 + $0 / 20 } ?? true
            if isWanted || epoch == method.epochs {
                let accuracy = loss.accuracy(of: loss.network.filled(with: parameters))
                moments.append(Moment(epoch: epoch, loss: value, accuracy: accuracy))
            }
        }
        let parameters: [Double]
        switch method {
        case .gradientDescent(let rate, let epochs):
            parameters = descend(objective, from: start, rate: rate, steps: epochs, observe: observe)
        case .quasiNewton(let epochs):
            parameters = minimise(objective, from: start, evaluations: epochs, observe: observe)
        }
        (network, decay) = (loss.network.filled(with: parameters), loss.decay)
        (self.method, self.moments) = (method, moments)
    }
}

extension TrainingMethod {
    /// The number of epochs: full passes over the data.
    var epochs: Int {
        switch self {
        case .gradientDescent(_, let epochs), .quasiNewton(let epochs): epochs
        }
    }
}

extension NetworkLoss {
    /// The share of the batch whose largest output is that of the target.
    func accuracy(of network: Network<Double>) -> Double {
        let right = zip(batch.inputs, batch.targets).count { input, target in
            let a = network.preactivations(of: input)
            return a.indices.max { a[$0] < a[$1] } == target.indices.max { target[$0] < target[$1] }
        }
        return Double(right) / Double(batch.count)
    }
}
