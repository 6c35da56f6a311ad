import Autodiff

/// NIST's Misra1a fitted by Levenberg and Marquardt's method, beside the certified values.
struct FitPart: Part {
    static let name = "fit"
    static let title = "a fit to measured data: NIST's Misra1a"
    static let page = ManualPage.leastSquares
    static let lesson = """
        y = b1 (1 - e^(-b2 x)) fitted to 14 measurements by Levenberg and Marquardt's method, from NIST's far start. The
        Jacobian is the toolkit's; before it is used it is computed both ways and measured against differences.
        """

    let comparison: JacobianComparison
    let check: DerivativeCheck
    let fit: LeastSquaresFit<Adsorption<Double>>

    init(_ setting: Setting) throws {
        comparison = compareJacobians(at: Misra1a.start.scalars, of: Misra1a())
        check = checkJacobian(comparison.forward, at: Misra1a.start) { $0.residuals }
        guard comparison.agrees && check.passed else {
            throw DerivativeError(description: "the Jacobian of Misra1a is wrong:\n\(comparison)\n\(check)")
        }
        fit = fitLeastSquares(from: Misra1a.start) { $0.residuals }
    }

    var content: [Block] {
        let names = fit.parameters.scalarNames
        var history = Table(
            [.right("iteration")] + names.map { .right($0) } + [.right("sum of squares"), .right("damping")])
        for (i, iteration) in fit.iterations.enumerated() {
            history.add(
                "\(i)", fixed(iteration.parameters.b1, 6), scientific(iteration.parameters.b2, 6),
                significant(iteration.sumOfSquares, 8), scientific(iteration.damping, 0))
        }
        var table = Table([.left(""), .right("fitted"), .right("certified"), .right("relative difference")])
        let fitted = fit.parameters.scalars + fit.deviations.scalars + [fit.sumOfSquares]
        let certified =
            Misra1a.certified.scalars + Misra1a.certifiedDeviations.scalars + [Misra1a.certifiedSumOfSquares]
        let labels = names + names.map { "deviation of \($0)" } + ["sum of squares"]
        for (i, label) in labels.enumerated() {
            table.add(
                label, scientific(fitted[i], 10), scientific(certified[i], 10),
                errorText(relativeDifference(fitted[i], certified[i])))
        }
        return [.verbatim("\(comparison)"), .verbatim("\(check)"), .table(history), .table(table), .figure(figure)]
    }

    private var figure: Figure {
        let data = zip(Misra1a.pressure, Misra1a.volume).map { (x: $0, y: $1) }
        let curve = { (model: Adsorption<Double>) in
            (0...100).map { (x: 8 * Double($0), y: model.volume(at: 8 * Double($0))) }
        }
        let (start, fitted) = (curve(Misra1a.start), curve(fit.parameters))
        let chart = Chart(
            label: "The measurements and the fitted curve",
            x: Axis("pressure", spanning: fitted.map(\.x)), y: Axis("volume", spanning: (start + fitted).map(\.y)),
            series: [
                .init(name: "the start", points: start, style: .dashes, colour: 2),
                .init(name: "the fit", points: fitted, style: .line, colour: 1),
                .init(name: "measured", points: data, style: .dots, colour: 0),
            ])
        return Figure(
            title: "Misra1a",
            caption: "Monomolecular adsorption: 14 measurements, and the model before and after the fit.",
            svg: chart.svg)
    }
}

/// A derivative that did not pass its check.
struct DerivativeError: Error, CustomStringConvertible {
    let description: String
}
