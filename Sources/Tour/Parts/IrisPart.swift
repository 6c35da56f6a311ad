import Autodiff

/// Classifying Fisher's irises, or a file of the same shape.
struct IrisPart: Part {
    static let name = "iris"
    static let title = "classifying irises"
    static let page = ManualPage.network
    static let lesson = """
        150 flowers, four measurements, three species: a single softmax layer and a network with two tanh layers, trained on
        the cross-entropy with full batches. A sample's loss is recorded once, and its gradient is a program that runs for sixteen
        flowers at a time. At the texts' rate of 0.01 the deep one sits on
        a plateau for hundreds of epochs; a larger rate, or a method that learns the curvature, does better.
        """

    /// The time of a gradient, as a multiple of back-propagation by hand.
    struct Cost {
        let network: Network<Double>
        let microsecondsByHand: Double
        let reverse: Double
        let forward: Double

        /// By the samples' losses recorded once.
        let compiled: Double
    }

    let data: LabelledData
    let trainings: [Training]
    let costs: [Cost]

    /// Two of the inputs, by their columns, and a network trained on them alone.
    let plane: (columns: [Int], training: Training)

    init(_ setting: Setting) throws { try self.init(setting, source: .compiled) }

    init(_ setting: Setting, source: GradientSource) throws {
        let csv = try setting.csv.map { try CSV(path: $0) } ?? CSV(text: Iris.csv, file: "the irises")
        data = try LabelledData(csv, numbers: Iris.numbers, labels: Iris.species)
        let single = NetworkLoss(network: IrisPart.single, batch: data.standardised())
        let deep = NetworkLoss(network: IrisPart.deep(inputs: 4), batch: data.standardised())
        let epochs = setting.epochs
        trainings =
            [0.01, 0.5].flatMap { rate in
                [single, deep].map { loss in
                    Training(
                        loss, .gradientDescent(rate: rate, epochs: epochs), seed: 4, source: source,
                        progress: setting.progress)
                }
            } + [
                Training(
                    NetworkLoss(network: deep.network, batch: deep.batch, decay: 1e-3),
                    .quasiNewton(epochs: min(epochs, 100)), seed: 4, source: source, progress: setting.progress)
            ]
        // The petals tell most.
        let columns = [2, 3]
        let flat = NetworkLoss(
            network: IrisPart.deep(inputs: 2), batch: data.standardised(columns: columns), decay: 1e-4)
        plane = (
            columns,
            Training(
                flat, .gradientDescent(rate: 0.5, epochs: epochs), seed: 4, source: source, progress: setting.progress)
        )
        costs = [single, deep].map(IrisPart.measure)
    }

    static let single = Network(inputs: 4, layers: [(3, .softmax)])

    static func deep(inputs: Int) -> Network<Double> {
        Network(inputs: inputs, layers: [(10, .tanh), (5, .tanh), (3, .softmax)])
    }

    private static func measure(_ loss: NetworkLoss) -> Cost {
        var generator = SplitMix64(seed: 5)
        let network = loss.network.random(deviation: 0.1, using: &generator)
        let parameters = network.scalars
        let objective = loss.compiledObjective()
        let times = nanoseconds(of: [
            { _ = loss.valueWithGradientByHand(at: parameters) },
            { _ = valueWithGradient(at: network) { network in loss.value(of: network) } },
            { _ = jacobian(at: parameters, of: loss, mode: .forward) },
            { _ = objective(parameters) },
        ])
        return Cost(
            network: loss.network, microsecondsByHand: times[0] / 1000, reverse: times[1] / times[0],
            forward: times[2] / times[0], compiled: times[3] / times[0])
    }

    var content: [Block] {
        var table = Table([
            .left("network"), .left("method"), .right("L2"), .right("epochs"), .right("loss"), .right("accuracy"),
        ])
        for training in trainings {
            guard let last = training.moments.last else { continue }
            table.add(
                training.network.shape, training.method.name, significant(training.decay, 1), "\(last.epoch)",
                fixed(last.loss, 5),
                fixed(100 * last.accuracy, 1) + " %")
        }
        var cost = Table([
            .left("network"), .right("parameters"), .right("an epoch by hand"), .right("reverse mode"),
            .right("forward mode"), .right("compiled"),
        ])
        for item in costs {
            cost.add(
                item.network.shape, "\(item.network.scalarCount)", fixed(item.microsecondsByHand, 0) + " µs",
                "× " + brief(item.reverse), "× " + brief(item.forward), "× " + brief(item.compiled))
        }
        return [
            .table(table), .paragraph("The time of an epoch, against back-propagation written by hand:"), .table(cost),
            .figure(curves(of: "loss", title: "Loss", \.loss, scale: .logarithmic)),
            .figure(curves(of: "accuracy", title: "Accuracy", \.accuracy, scale: .linear)), .figure(regions),
        ]
    }
}
