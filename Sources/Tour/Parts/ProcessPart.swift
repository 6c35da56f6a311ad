import Autodiff

/// A Gaussian process fitted to measurements with noise and a gap.
struct ProcessPart: Part {
    static let name = "process"
    static let title = "through a factorisation: a Gaussian process"
    static let page = ManualPage.gaussianProcess
    static let lesson = """
        Forty measurements with noise, and none for a while. A Gaussian process says what lies between them, and how well \
        that is known; its three hyperparameters are those that make the measurements most probable. The logarithm of \
        their probability takes a Cholesky factorisation, a solve and a determinant, whose derivatives come from the \
        factors: no step of the elimination is on a tape.
        """

    /// What is measured, and the deviation of the noise.
    static func truth(_ t: Double) -> Double { sin(t) + 0.4 * sin(2.7 * t + 1) }
    static let noise = 0.15
    static let gap = 5.5..<7.5

    static let start = [0, 0, -1.0]

    /// The logarithms of the amplitude, the length and the noise before an evaluation, and the log-likelihood.
    struct Step {
        let evaluation: Int
        let logLikelihood: Double
        let theta: [Double]
    }

    let process: GaussianProcess
    let steps: [Step]
    let fit: [Double]
    let logLikelihood: Double

    /// The length of the gradient at the end.
    let slope: Double

    /// The deviations of the logarithms, from the Hessian at the end.
    let deviations: [Double]

    /// How far the gradient at the start is from that in the other mode, and from difference quotients, relatively.
    let modeDifference: Double
    let quotientDifference: Double

    /// Where the process is predicted.
    let places: [Double]
    let prediction: [(mean: Double, deviation: Double)]

    /// The largest deviation in the gap, and the median one: how much less is known there.
    var deviationInGap: Double {
        zip(places, prediction).filter { ProcessPart.gap.contains($0.0) }.map(\.1.deviation).max() ?? 0
    }
    var typicalDeviation: Double { prediction.map(\.deviation).sorted()[prediction.count / 2] }

    /// The share of places where the truth is within two deviations of the mean.
    var coverage: Double {
        let inside = zip(places, prediction).count { abs(ProcessPart.truth($0) - $1.mean) <= 2 * $1.deviation }
        return Double(inside) / Double(places.count)
    }

    init(_ setting: Setting) throws {
        let process = ProcessPart.measurements()
        var steps: [Step] = []
        let fit = minimise(
            { theta in
                let (value, gradient) = valueWithGradient(at: theta, of: process)
                return (-value, gradient.map { -$0 })
            }, from: ProcessPart.start, evaluations: 20
        ) { steps.append(Step(evaluation: $0, logLikelihood: -$1, theta: $2)) }
        let (value, gradient) = valueWithGradient(at: fit, of: process)
        let curvature = hessian(at: fit, of: process).map { -$0 }
        let gradients = [JacobianMode.forward, .reverse].map {
            Autodiff.gradient(at: ProcessPart.start, of: process, mode: $0)
        }
        let quotients = gradientByDifferences(at: ProcessPart.start) { process.value(at: $0) }
        (self.process, self.steps, self.fit, logLikelihood) = (process, steps, fit, value)
        slope = norm(gradient)
        deviations = try inverse(curvature).diagonal.map { $0.squareRoot() }
        modeDifference = relativeDifference(gradients[1], gradients[0])
        quotientDifference = relativeDifference(quotients, gradients[0])
        places = (0...240).map { -0.5 + 13 * Double($0) / 240 }
        prediction = try process.prediction(at: places, fit)
    }

    /// Times at random, but for the gap, and the truth there with noise.
    private static func measurements() -> GaussianProcess {
        var generator = SplitMix64(seed: 31)
        var times: [Double] = []
        while times.count < 40 {
            let t = 12 * generator.uniform()
            if !gap.contains(t) { times.append(t) }
        }
        times.sort()
        return GaussianProcess(times: times, values: times.map { truth($0) + generator.normal(deviation: noise) })
    }

    var content: [Block] {
        var history = Table([.right("evaluation"), .right("log-likelihood"), .right("a"), .right("ℓ"), .right("σ")])
        for step in steps where step.evaluation < 2 || step.evaluation % 4 == 0 {
            history.add(["\(step.evaluation)", fixed(step.logLikelihood, 8)] + step.theta.map { fixed(exp($0), 5) })
        }
        var table = Table([.left(""), .right("fitted"), .right("to be had within"), .right("true")])
        for (i, name) in ["amplitude a", "length ℓ", "noise σ"].enumerated() {
            table.add(
                name, fixed(exp(fit[i]), 5),
                "\(fixed(exp(fit[i] - deviations[i]), 3)) to "
                    + "\(fixed(exp(fit[i] + deviations[i]), 3))", i == 2 ? fixed(ProcessPart.noise, 2) : "")
        }
        return [
            .paragraph(
                """
                The gradient at the start is by reverse mode what it is by forward mode but for \
                \(errorText(modeDifference)), and by differences but for \(errorText(quotientDifference)). \
                The logarithms of the three go up by a quasi-Newton method:
                """), .table(history),
            .paragraph(
                """
                At the end the gradient has the length \(errorText(slope)); the Hessian there, through the same \
                factorisation, says how well the three are known, as one deviation:
                """), .table(table),
            .paragraph(
                """
                The truth lies within two deviations of the mean at \(fixed(100 * coverage, 0)) % of all places; in the \
                gap the deviation grows to \(fixed(deviationInGap, 2)), half of all others are below \
                \(fixed(typicalDeviation, 2)).
                """), .figure(figure),
        ]
    }

    private var figure: Figure {
        let edge = { (side: Double) in
            zip(places, prediction).map { (x: $0, y: $1.mean + side * $1.deviation) }
        }
        let outline = edge(2) + edge(-2).reversed()
        let data = zip(process.times, process.values).map { (x: $0, y: $1) }
        let chart = Chart(
            label: "Measurements, and what lies between them by a Gaussian process",
            x: Axis("time", spanning: places, isWidened: false, step: 2),
            y: Axis("value", spanning: (outline + data).map(\.y)),
            series: [
                .init(name: "two deviations", points: outline, style: .area, colour: 1),
                .init(name: "the mean", points: edge(0), style: .line, colour: 1),
                .init(
                    name: "the truth", points: places.map { (x: $0, y: ProcessPart.truth($0)) }, style: .dashes,
                    colour: 3),
                .init(name: "measured", points: data, style: .dots, colour: 0),
            ])
        return Figure(
            title: "A Gaussian process",
            caption: "Forty measurements, and the process given them with the hyperparameters that were fitted.",
            svg: chart.svg)
    }
}
