import Autodiff
import Foundation

/// The 2-2-1 sigmoid network: gradient, gradient descent, and why the negative gradient is the direction to take.
struct NetworkPart: Part {
    static let name = "network"
    static let title = "a 2-2-1 network, and why to follow the gradient"
    static let page = ManualPage.network
    static let lesson = """
        Two inputs, two hidden neurons, one output, all sigmoid; the loss is ½(y - t)². Gradient descent turns the
        gradient into learning. The directional derivative along a unit vector u is |∇L| cos α, where α is the angle to
        the gradient: steepest up along ∇L, steepest down along -∇L, and 0 across.
        """

    static let rate = 3.0

    let network = SmallNetwork()
    let loss: Double
    let slope: [Double]

    /// The weights after 1 and after 100 steps of gradient descent.
    let afterOne: [Double]
    let afterMany: [Double]

    /// The derivative along a unit vector at an angle to the gradient, by `jvp`.
    struct Direction {
        let degrees: Int
        let derivative: Double
    }

    /// Directions in the plane of the gradient and one vector orthogonal to it.
    let directions: [Direction]

    /// The derivatives along random unit vectors.
    let randomDerivatives: [Double]

    var steepness: Double { norm(slope) }

    init(_ setting: Setting) {
        let start = SmallNetwork.start
        let network = SmallNetwork()
        let (loss, slope) = valueWithGradient(at: start, of: network)
        (self.loss, self.slope) = (loss, slope)
        afterOne = network.descended(from: start, steps: 1, rate: NetworkPart.rate)
        afterMany = network.descended(from: start, steps: 100, rate: NetworkPart.rate)

        var generator = SplitMix64(seed: 1)
        let along = slope.map { $0 / norm(slope) }
        let random = generator.direction(start.count)
        let rest = zip(random, along).map { $0 - $1 * dot(random, along) }
        let across = rest.map { $0 / norm(rest) }
        directions = stride(from: 0, through: 180, by: 30).map { degrees in
            let angle = Double(degrees) * .pi / 180
            let u = zip(along, across).map { cos(angle) * $0 + sin(angle) * $1 }
            return Direction(degrees: degrees, derivative: jvp(at: start, along: u, of: network).tangent[0])
        }
        randomDerivatives = (0..<10_000).map { _ in
            jvp(at: start, along: generator.direction(start.count), of: network).tangent[0]
        }
    }

    var content: [Block] {
        let start = SmallNetwork.start
        var weights = Table([
            .left("weight"), .right("start"), .right("∂L/∂w"), .right("after 1 step"), .right("after 100 steps"),
        ])
        for (i, name) in [
            "hidden 1, input 1", "hidden 1, input 2", "hidden 2, input 1", "hidden 2, input 2",
            "output, hidden 1", "output, hidden 2",
        ].enumerated() {
            weights.add(
                name, fixed(start[i], 1), fixed(slope[i], 8), fixed(afterOne[i], 8), fixed(afterMany[i], 8))
        }
        let errors = [
            "output \(fixed(network.output(weights: start), 8)) for target 0.5: loss \(fixed(loss, 8))",
            "error at the start                  \(fixed(network.error(weights: start), 8))",
            "error after 1 step at rate 3        \(fixed(network.error(weights: afterOne), 8))",
            "error after 100 steps at rate 3     \(scientific(network.error(weights: afterMany), 4))",
        ]
        var table = Table([.right("angle to ∇L"), .right("jvp along u"), .right("|∇L| cos α")])
        for direction in directions {
            let expected = steepness * cos(Double(direction.degrees) * .pi / 180)
            table.add("\(direction.degrees)°", signed(direction.derivative), signed(expected))
        }
        let (low, high) = (randomDerivatives.min() ?? 0, randomDerivatives.max() ?? 0)
        return [
            .table(weights), .verbatim(errors.joined(separator: "\n")), .table(table),
            .paragraph(
                """
                Along \(randomDerivatives.count) random unit vectors it lies between \(signed(low)) and \(signed(high)), \
                within ±|∇L| = ±\(fixed(steepness, 8)).
                """),
            .figure(figure),
        ]
    }

    private var figure: Figure {
        let points = directions.map { (x: Double($0.degrees), y: $0.derivative) }
        let cosine = (0...180).map { (x: Double($0), y: steepness * cos(Double($0) * .pi / 180)) }
        let chart = Chart(
            label: "The derivative along u against the angle to the gradient",
            x: Axis("angle between u and ∇L, in degrees", spanning: [0, 180], step: 30),
            y: Axis("derivative along u", spanning: cosine.map(\.y)),
            series: [
                .init(name: "|∇L| cos α", points: cosine, style: .line, colour: 1),
                .init(name: "jvp along u", points: points, style: .dots, colour: 2),
            ])
        return Figure(
            title: "Steepest descent",
            caption: "The derivative along u is largest along the gradient, and smallest against it.", svg: chart.svg)
    }

    /// Eight decimals and a sign, with what rounding leaves of a zero shown as zero.
    private func signed(_ x: Double) -> String { abs(x) < 5e-9 ? " 0.00000000" : (x < 0 ? "" : "+") + fixed(x, 8) }
}
