import Autodiff
import Foundation

/// The error of difference quotients against the step: the V curve.
struct DifferencesPart: Part {
    static let name = "differences"
    static let title = "why differences fail"
    static let page = ManualPage.accuracy
    static let lesson = """
        f(x) = e^x / √(sin³x + cos³x) at x = 1.5 (Squire and Trapp's example). A large step leaves the curvature in the
        quotient, a small one the rounding of f, divided by the step: the error falls, then rises again, and half of the
        digits are out of reach. The derivative by dual numbers has no step.
        """

    static let point = 1.5

    /// f'(1.5) in extended precision.
    static let reference = 4.0534278938986207

    static func f<S: RealScalar>(_ x: S) -> S {
        let (s, c) = (sin(x), cos(x))
        return exp(x) / sqrt(s * s * s + c * c * c)
    }

    /// The relative errors of the two quotients at a step.
    struct Sample {
        let step: Double
        let forward: Double
        let central: Double
    }

    /// Steps 10⁻¹ … 10⁻¹⁶, eight to a decade.
    let samples: [Sample]
    let automatic: Double

    /// The error of the derivative by dual numbers.
    var automaticError: Double { relativeDifference(automatic, DifferencesPart.reference) }

    init(_ setting: Setting) {
        let x = DifferencesPart.point
        let f = { (x: Double) in DifferencesPart.f(x) }
        samples = (8...128).map { i in
            let h = pow(10, -Double(i) / 8)
            let forward = (f(x + h) - f(x)) / h
            let central = (f(x + h) - f(x - h)) / (2 * h)
            return Sample(
                step: h, forward: relativeDifference(forward, DifferencesPart.reference),
                central: relativeDifference(central, DifferencesPart.reference))
        }
        automatic = derivative(at: x) { DifferencesPart.f($0) }
    }

    var content: [Block] {
        var table = Table([
            .right("step h"), .right("(f(x+h) - f(x)) / h"), .right("(f(x+h) - f(x-h)) / 2h"),
        ])
        for sample in samples.enumerated().filter({ $0.offset % 8 == 0 }).map(\.element) {
            table.add(scientific(sample.step, 0), scientific(sample.forward, 1), scientific(sample.central, 1))
        }
        let best = (samples.map(\.forward).min() ?? 0, samples.map(\.central).min() ?? 0)
        return [
            .paragraph("Relative error of the derivative:"), .table(table),
            .paragraph(
                """
                At the luckiest of \(samples.count) steps: \(scientific(best.0, 1)) and \(scientific(best.1, 1)).
                derivative(at: 1.5) { x in … } = \(fixed(automatic, 15)), relative error \(errorText(automaticError)).
                """),
            .figure(figure),
        ]
    }

    private var figure: Figure {
        // An error of exactly 0 has no place on a logarithmic axis.
        let visible = { (error: Double) in max(error, 0x1p-53) }
        let steps = samples.map(\.step)
        let forward = samples.map { (x: $0.step, y: visible($0.forward)) }
        let central = samples.map { (x: $0.step, y: visible($0.central)) }
        let flat = [steps.max() ?? 1, steps.min() ?? 1].map { (x: $0, y: visible(automaticError)) }
        let chart = Chart(
            label: "The error of difference quotients against the step",
            x: Axis("step h", scale: .logarithmic, spanning: steps),
            y: Axis("relative error", scale: .logarithmic, spanning: (forward + central + flat).map(\.y)),
            series: [
                .init(name: "forward difference", points: forward, style: .dotsAndLine, colour: 2),
                .init(name: "central difference", points: central, style: .dotsAndLine, colour: 1),
                .init(name: "dual numbers", points: flat, style: .dashes, colour: 3),
            ])
        return Figure(
            title: "The V curve",
            caption: """
                On the right the truncation error, with slope 1 and 2; on the left rounding, with slope -1. Dual numbers are \
                exact to rounding whatever h is. Errors below 2⁻⁵³ are drawn at 2⁻⁵³.
                """, svg: chart.svg)
    }
}
