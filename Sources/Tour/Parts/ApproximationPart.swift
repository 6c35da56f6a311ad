import Autodiff
import Foundation

/// sin(3x) + 0.3x approximated by networks with one hidden layer.
struct ApproximationPart: Part {
    static let name = "approximation"
    static let title = "universal approximation"
    static let page = ManualPage.network
    static let lesson = """
        A network with a single hidden layer approximates any continuous function on a closed interval, given enough
        hidden units. Here sin(3x) + 0.3x on [-2, 2] by 2, 8 and 32 tanh units, fitted to 81 points by L-BFGS with the
        gradient from reverse mode; the error is measured at 401 points.
        """

    static let units = [2, 8, 32]

    static func target(_ x: Double) -> Double { sin(3 * x) + 0.3 * x }

    /// A fitted network.
    struct Fit {
        let network: Network<Double>

        func value(at x: Double) -> Double { network.prediction(for: [x])[0] }

        private var errors: [Double] {
            ApproximationPart.fine.map { value(at: $0) - ApproximationPart.target($0) }
        }

        var rootMeanSquareError: Double { norm(errors) / Double(errors.count).squareRoot() }
        var largestError: Double { errors.map(abs).max() ?? 0 }
    }

    /// The points at which errors are measured.
    static let fine = (0...400).map { -2 + Double($0) / 100 }

    let fits: [Fit]

    init(_ setting: Setting) { self.init(setting, source: .reverseMode) }

    init(_ setting: Setting, source: GradientSource) {
        let points = (0...80).map { -2 + Double($0) / 20 }
        let batch = Batch(inputs: points.map { [$0] }, targets: points.map { [ApproximationPart.target($0)] })
        fits = ApproximationPart.units.map { units in
            let network = Network(inputs: 1, layers: [(units, .tanh), (1, .linear)])
            let loss = NetworkLoss(network: network, batch: batch)
            let start = ApproximationPart.start(units: units)
            let parameters = minimise(source.objective(loss), from: start, evaluations: setting.epochs) {
                epoch, value, _ in
                setting.progress("\(units) units: evaluation \(epoch), loss \(scientific(value, 2))")
            }
            return Fit(network: network.filled(with: parameters))
        }
    }

    /// Weights of one sign and steepness, biases that spread the units' turning points over [-2, 2], and small output
    /// weights of a random sign each.
    private static func start(units: Int) -> [Double] {
        var generator = SplitMix64(seed: 1)
        let steepness = 1.5
        let centres = (0..<units).map { -2 + 4 * (Double($0) + 0.5) / Double(units) }
        return centres.map { _ in steepness } + centres.map { -steepness * $0 }
            + generator.normals(units, deviation: 0.1) + [0]
    }

    var content: [Block] {
        var table = Table([
            .right("hidden units"), .right("parameters"), .right("root mean square error"), .right("largest error"),
        ])
        for fit in fits {
            table.add(
                "\(fit.network.layers[0].outputs)", "\(fit.network.scalarCount)",
                scientific(fit.rootMeanSquareError, 1), scientific(fit.largestError, 1))
        }
        return [.table(table), .figure(curves), .figure(errors)]
    }

    private var curves: Figure {
        let curve = { (f: (Double) -> Double) in ApproximationPart.fine.map { (x: $0, y: f($0)) } }
        let target = curve(ApproximationPart.target)
        let curves = fits.map { curve($0.value) }
        let chart = Chart(
            label: "sin(3x) + 0.3x and its approximations",
            x: Axis("x", spanning: ApproximationPart.fine),
            y: Axis("y", spanning: ([target] + curves).flatMap { $0.map(\.y) }),
            series: zip(fits, curves).enumerated().map { i, pair in
                .init(name: name(of: pair.0), points: pair.1, style: .line, colour: ApproximationPart.colours[i])
            } + [.init(name: "sin(3x) + 0.3x", points: target, style: .dashes, colour: 0)])
        return Figure(
            title: "One hidden layer, more and more units",
            caption: "Two units catch one turn of the curve; eight and thirty-two can't be told from it.",
            svg: chart.svg)
    }

    private var errors: Figure {
        let curves = fits.map { fit in
            ApproximationPart.fine.map { (x: $0, y: max(1e-7, abs(fit.value(at: $0) - ApproximationPart.target($0)))) }
        }
        let chart = Chart(
            label: "The error of the approximations", x: Axis("x", spanning: ApproximationPart.fine),
            y: Axis("|network - function|", scale: .logarithmic, spanning: curves.flatMap { $0.map(\.y) }),
            series: zip(fits, curves).enumerated().map { i, pair in
                .init(name: name(of: pair.0), points: pair.1, style: .line, colour: ApproximationPart.colours[i])
            })
        return Figure(
            title: "The error", caption: "On a logarithmic scale, cut off at 1e-7; each dip is a change of sign.",
            svg: chart.svg)
    }

    private static let colours = [2, 4, 1]

    private func name(of fit: Fit) -> String { "\(fit.network.layers[0].outputs) units" }
}
