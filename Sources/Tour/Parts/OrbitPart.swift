import Autodiff

/// A Kepler orbit by Taylor series of order 20.
struct OrbitPart: Part {
    static let name = "orbit"
    static let title = "twenty derivatives at once: an orbit by Taylor series"
    static let page = ManualPage.pendulum
    static let lesson = """
        A planet on an ellipse of eccentricity 0.6, for ten revolutions. Each step computes the first 20 derivatives of the
        orbit by running the law of gravity on power series, x' = f(x) giving one coefficient after the other, and
        goes as far as the series allows. After every revolution the planet should be back where it was.
        """

    static let revolutions = 10
    static let start = KeplerField.start(eccentricity: 0.6)

    /// How far from the start an integrator ends, and what it took.
    struct Result {
        let method: String
        let steps: Int

        /// The number of times the law of gravity was evaluated, on numbers or on series.
        let evaluations: Int
        let distance: Double
        let energyDrift: Double

        init(_ method: String, steps: Int, evaluations: Int, end: [Double]) {
            self.method = method
            self.steps = steps
            self.evaluations = evaluations
            distance = hypot(end[0] - OrbitPart.start[0], end[1] - OrbitPart.start[1])
            energyDrift = relativeDifference(KeplerField.energy(end), KeplerField.energy(OrbitPart.start))
        }
    }

    let results: [Result]

    /// The states of the first revolution, step by step.
    let path: [[Double]]

    init(_ setting: Setting) {
        let time = 2 * Double.pi * Double(OrbitPart.revolutions)
        var results: [Result] = []
        for order in [10, 20, 30] {
            var integrator = TaylorIntegrator(KeplerField(), order: order)
            let states = integrator.run(from: OrbitPart.start, for: time)
            results.append(
                Result(
                    "Taylor series, order \(order)", steps: integrator.steps, evaluations: integrator.steps * order,
                    end: states[states.count - 1]))
        }
        for steps in [2_000, 20_000] {
            let end = rungeKutta(KeplerField(), from: OrbitPart.start, for: time, steps: steps)
            results.append(Result("Runge and Kutta, order 4", steps: steps, evaluations: 4 * steps, end: end))
        }
        self.results = results
        var integrator = TaylorIntegrator(KeplerField(), order: 20)
        path = integrator.run(from: OrbitPart.start, for: 2 * .pi)
    }

    var content: [Block] {
        var table = Table([
            .left("method"), .right("steps"), .right("evaluations"), .right("distance from the start"),
            .right("drift of the energy"),
        ])
        for result in results {
            table.add(
                result.method, "\(result.steps)", "\(result.evaluations)", scientific(result.distance, 1),
                errorText(result.energyDrift))
        }
        return [
            .paragraph("After \(OrbitPart.revolutions) revolutions:"), .table(table),
            .paragraph("One revolution takes \(path.count - 1) steps at order 20; they are longer far from the sun."),
            .figure(figure),
        ]
    }

    private var figure: Figure {
        // A point for every degree of the eccentric anomaly, which is 0 nearest to the sun.
        let ellipse = (0...360).map { degree in
            let e = Double(degree) * .pi / 180
            return (x: cos(e) - 0.6, y: 0.8 * sin(e))
        }
        let chart = Chart(
            label: "The steps of one revolution",
            x: Axis("x", spanning: ellipse.map(\.x)), y: Axis("y", spanning: ellipse.map(\.y)),
            series: [
                .init(name: "the ellipse", points: ellipse, style: .dashes, colour: 3),
                .init(name: "order 20", points: path.map { (x: $0[0], y: $0[1]) }, style: .dots, colour: 1),
                .init(name: "the sun", points: [(x: 0, y: 0)], style: .dots, colour: 2),
            ])
        return Figure(
            title: "Steps along an ellipse",
            caption: "The steps of one revolution at order 20: each is as long as its series allows.", svg: chart.svg)
    }
}
