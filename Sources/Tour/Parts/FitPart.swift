import Autodiff

/// NIST's Misra1a fitted by Levenberg and Marquardt's method, beside the certified values.
struct FitPart: Part {
    static let name = "fit"
    static let title = "a fit to measured data: NIST's Misra1a"
    static let lesson = """
        y = b1 (1 - e^(-b2 x)) fitted to 14 measurements by Levenberg and Marquardt's method, from NIST's far start. The
        Jacobian is the toolkit's; before it is used it is computed both ways and measured against differences.
        """

    let comparison: JacobianComparison
    let check: DerivativeCheck
    let fit: LeastSquaresFit

    init(_ setting: Setting) throws {
        comparison = compareJacobians(at: Misra1a.start, of: Misra1a())
        check = checkJacobian(comparison.forward, at: Misra1a.start) { Misra1a()($0) }
        guard comparison.agrees && check.passed else {
            throw DerivativeError(description: "the Jacobian of Misra1a is wrong:\n\(comparison)\n\(check)")
        }
        fit = fitLeastSquares(Misra1a(), from: Misra1a.start)
    }

    var content: [Block] {
        var history = Table([
            .right("iteration"), .right("b1"), .right("b2"), .right("sum of squares"), .right("damping"),
        ])
        for (i, iteration) in fit.iterations.enumerated() {
            history.add(
                "\(i)", fixed(iteration.parameters[0], 6), scientific(iteration.parameters[1], 6),
                significant(iteration.sumOfSquares, 8), scientific(iteration.damping, 0))
        }
        var table = Table([.left(""), .right("fitted"), .right("certified"), .right("relative difference")])
        let rows = [
            ("b1", fit.parameters[0], Misra1a.certified[0]), ("b2", fit.parameters[1], Misra1a.certified[1]),
            ("deviation of b1", fit.deviations[0], Misra1a.certifiedDeviations[0]),
            ("deviation of b2", fit.deviations[1], Misra1a.certifiedDeviations[1]),
            ("sum of squares", fit.sumOfSquares, Misra1a.certifiedSumOfSquares),
        ]
        for (name, fitted, certified) in rows {
            table.add(
                name, scientific(fitted, 10), scientific(certified, 10),
                errorText(relativeDifference(fitted, certified)))
        }
        return [.verbatim("\(comparison)"), .verbatim("\(check)"), .table(history), .table(table), .figure(figure)]
    }

    private var figure: Figure {
        let data = zip(Misra1a.pressure, Misra1a.volume).map { (x: $0, y: $1) }
        let curve = { (b: [Double]) in
            (0...100).map { (x: 8 * Double($0), y: b[0] * (1 - exp(-b[1] * 8 * Double($0)))) }
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
