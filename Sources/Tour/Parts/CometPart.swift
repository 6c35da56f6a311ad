import Autodiff

/// An orbit fitted to directions in which a comet was seen.
struct CometPart: Part {
    static let name = "comet"
    static let title = "through a solver of differential equations: an orbit from directions"
    static let page = ManualPage.differentialEquations
    static let lesson = """
        A comet was seen thirty times, each time in a direction that is known to a hundredth of a degree; how far away, nobody
        knows. Its place, its velocity and the mass of the sun are fitted by least squares: Gauss and Newton's method, with
        the directions differentiated through Dormand and Prince's steps.
        """

    static let truth = [1.9, 0.4, -0.35, 0.62, 1]
    static let guess = [1.7, 0.6, -0.3, 0.7, 0.9]

    struct Step {
        let loss: Double
        let change: Double
    }

    let sightings: Sightings
    let steps: [Step]
    let fit: [Double]

    /// The deviations of what was fitted, from the Jacobian at the end.
    let deviations: [Double]

    /// How far the gradient of the loss in reverse mode is from that in forward mode, relatively.
    let modeDifference: Double

    init(_ setting: Setting) throws {
        var generator = SplitMix64(seed: 17)
        let times = (0..<30).map { 0.15 * Double($0) }
        let deviation = 0.01 * Double.pi / 180
        let exact = try Sightings(times: times, angles: [], deviation: deviation).directions(CometPart.truth)
        let seen = exact.map { $0 + generator.normal(deviation: deviation) }
        let sightings = Sightings(times: times, angles: seen, deviation: deviation)
        let field = Misfit(sightings: sightings)

        var (x, steps) = (CometPart.guess, [Step]())
        for _ in 0..<30 {
            let (r, rows) = valueWithJacobian(at: x, of: field)
            let change = try leastSquares(rows, r)
            // Shorter steps as long as the loss doesn't fall.
            var fraction = 1.0
            let loss = dot(r, r)
            while fraction > 1e-3, !(CometPart.loss(x, change, fraction, sightings) < loss) { fraction /= 2 }
            x = x.indices.map { x[$0] - fraction * change[$0] }
            steps.append(Step(loss: loss, change: fraction * norm(change)))
            if norm(change) < 1e-10 { break }
        }
        let rows = jacobian(at: x, of: field)
        let covariance = try inverse(rows.transposed.times(rows))
        let modes = [JacobianMode.forward, .reverse].map { jacobian(at: CometPart.guess, of: field, mode: $0).values }
        (self.sightings, self.steps, fit) = (sightings, steps, x)
        deviations = covariance.diagonal.map { $0.squareRoot() }
        modeDifference = relativeDifference(modes[1], modes[0])
    }

    private static func loss(_ x: [Double], _ change: [Double], _ fraction: Double, _ sightings: Sightings) -> Double {
        guard let r = try? sightings.residuals(x.indices.map { x[$0] - fraction * change[$0] }) else {
            return .infinity
        }
        return dot(r, r)
    }

    private struct Misfit: Differentiable {
        let sightings: Sightings

        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
            (try? sightings.residuals(x)) ?? [S](repeating: .nan, count: sightings.times.count)
        }
    }

    var content: [Block] {
        var table = Table([
            .left(""), .right("fitted"), .right("deviation"), .right("true"), .right("off by, in deviations"),
        ])
        for (i, name) in ["x", "y", "x'", "y'", "mass of the sun"].enumerated() {
            table.add(
                name, fixed(fit[i], 5), fixed(deviations[i], 5), fixed(CometPart.truth[i], 5),
                fixed((fit[i] - CometPart.truth[i]) / deviations[i], 2))
        }
        let last = steps[steps.count - 1].loss
        return [
            .paragraph("After \(steps.count) steps the loss is \(fixed(last, 1)), of 25 degrees of freedom."),
            .table(table),
            .paragraph("Forward and reverse mode differ by \(errorText(modeDifference))."), .figure(figure),
        ]
    }

    private var figure: Figure {
        let solution = try? odeSolution(
            CometMotion(), from: Array(fit[..<4]), over: 0...20, parameters: [fit[4]],
            tolerance: ODETolerance(relative: 1e-9))
        let orbit = (0...400).compactMap { k in solution.map { $0(0.05 * Double(k)) } }.map { (x: $0[0], y: $0[1]) }
        let earth = (0...120).map { Sightings.earth(2 * .pi * Double($0) / 120) }
        let seen = sightings.times.compactMap { t in solution.map { $0(t) } }.map { (x: $0[0], y: $0[1]) }
        let all = orbit + earth
        let chart = Chart(
            label: "The orbit of a comet", x: Axis("x", spanning: all.map(\.x)), y: Axis("y", spanning: all.map(\.y)),
            series: [
                .init(name: "the orbit", points: orbit, style: .line, colour: 1),
                .init(name: "the earth", points: earth, style: .dashes, colour: 3),
                .init(name: "when it was seen", points: seen, style: .dots, colour: 2),
                .init(name: "the sun", points: [(x: 0, y: 0)], style: .dots, colour: 4),
            ])
        return Figure(
            title: "An orbit from directions",
            caption: "The orbit that was fitted, and where on it the comet was when it was seen.", svg: chart.svg)
    }
}
