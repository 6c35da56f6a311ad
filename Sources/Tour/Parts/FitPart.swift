import Autodiff

/// NIST's Misra1a fitted by Levenberg and Marquardt's method, beside the certified values.
struct FitPart: Part {
    static let name = "fit"
    static let title = "a fit to measured data: NIST's Misra1a"
    static let lesson = """
        y = b1 (1 - e^(-b2 x)) fitted to 14 measurements by Levenberg and Marquardt's method, from NIST's far start. The
        Jacobian is the toolkit's; before it is used it is computed both ways and measured against differences.
        """

    let comparison = compareJacobians(at: Misra1a.start, of: Misra1a())
    let fit = fitLeastSquares(Misra1a(), from: Misra1a.start)

    func print(to console: Console) {
        console.print("\(comparison)")
        console.print()

        var history = Table([
            .right("iteration"), .right("b1"), .right("b2"), .right("sum of squares"), .right("damping"),
        ])
        for (i, iteration) in fit.iterations.enumerated() {
            history.add(
                "\(i)", fixed(iteration.parameters[0], 6), scientific(iteration.parameters[1], 6),
                significant(iteration.sumOfSquares, 8), scientific(iteration.damping, 0))
        }
        console.print(history)
        console.print()

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
                scientific(relativeDifference(fitted, certified), 1))
        }
        console.print(table)
    }
}
