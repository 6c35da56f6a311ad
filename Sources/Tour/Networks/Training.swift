import Autodiff

/// How the gradient of a network's loss is computed.
enum GradientSource {
    case reverseMode, byHand

    func objective(_ loss: NetworkLoss) -> Objective {
        switch self {
        case .reverseMode: { valueWithGradient(at: $0, of: loss) }
        case .byHand: { loss.valueWithGradientByHand(at: $0) }
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

    let network: Network

    /// The weight λ of the regularisation, which the losses contain.
    let decay: Double
    let method: TrainingMethod
    let parameters: [Double]

    /// The states at the first ten epochs, and then at ever rarer ones up to the last.
    let moments: [Moment]

    /// Trains with full batches from parameters drawn from N(0, deviation²).
    init(
        _ loss: NetworkLoss, _ method: TrainingMethod, seed: UInt64, deviation: Double = 0.1,
        source: GradientSource = .reverseMode, progress: Progress.Report = { _ in }
    ) {
        var generator = SplitMix64(seed: seed)
        let start = loss.network.randomParameters(deviation: deviation, using: &generator)
        let objective = source.objective(loss)
        var moments: [Moment] = []
        let observe = { (epoch: Int, value: Double, parameters: [Double]) in
            progress("\(loss.network.shape), \(method.name): epoch \(epoch), loss \(fixed(value, 4))")
            let isWanted = (moments.last?.epoch).map { epoch >= $0 + 1 + $0 / 20 } ?? true
            if isWanted || epoch == method.epochs {
                let accuracy = loss.accuracy(parameters: parameters)
                moments.append(Moment(epoch: epoch, loss: value, accuracy: accuracy))
            }
        }
        switch method {
        case .gradientDescent(let rate, let epochs):
            parameters = descend(objective, from: start, rate: rate, steps: epochs, observe: observe)
        case .quasiNewton(let epochs):
            parameters = minimise(objective, from: start, evaluations: epochs, observe: observe)
        }
        (network, decay) = (loss.network, loss.decay)
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
    func accuracy(parameters: [Double]) -> Double {
        let right = zip(batch.inputs, batch.targets).count { input, target in
            let a = network.preactivations(of: input, parameters: parameters)
            return a.indices.max { a[$0] < a[$1] } == target.indices.max { target[$0] < target[$1] }
        }
        return Double(right) / Double(batch.count)
    }
}
