import Autodiff

/// Linear -> ReLU -> Linear -> MSE: the gradient by hand against forward mode, reverse mode and differences.
struct HandPart: Part {
    static let name = "hand"
    static let title = "gradients written by hand, against automatic ones"
    static let page = ManualPage.checking
    static let lesson = """
        Linear -> ReLU -> Linear -> mean squared error, on 16 samples of 4 inputs with 8 hidden units. By hand, a linear
        layer y = x W + b takes three formulas: x.g = y.g Wᵀ, W.g = xᵀ y.g, b.g = Σ y.g. Automatic differentiation takes
        none, and agrees to the last digits; differences agree to ten or so. That is enough for the gradient checker to
        pass the right gradient, and to catch one in which the 2 of the square or the 1/n of the mean was forgotten.
        """

    let function: LinearReLU
    let variables: [Double]
    let byHand: [Double]
    let forward: [Double]
    let reverse: [Double]
    let differences: [Double]

    /// What the gradient checker says of the gradient by hand: right, and with the two slips.
    let checks: [(slip: LinearReLU.Slip, check: DerivativeCheck)]

    init(_ setting: Setting) {
        let (function, variables) = LinearReLU.random(seed: 3)
        (self.function, self.variables) = (function, variables)
        byHand = function.gradientByHand(at: variables)
        forward = jacobian(at: variables, of: function, mode: .forward).row(0)
        reverse = gradient(at: variables, of: function, mode: .reverse)
        differences = gradientByDifferences(at: variables) { function.value(at: $0) }
        checks = LinearReLU.Slip.allCases.map { slip in
            let claimed = function.gradientByHand(at: variables, slip: slip)
            return (slip, checkGradient(claimed, at: variables) { function.value(at: $0) })
        }
    }

    var content: [Block] {
        var table = Table([
            .left("gradient of"), .right("size"), .right("largest entry"), .right("forward - hand"),
            .right("reverse - hand"), .right("differences - hand"),
        ])
        for block in LinearReLU.Block.allCases {
            let range = function.range(of: block)
            let hand = Array(byHand[range])
            let (rows, columns) = function.shape(of: block)
            table.add(
                block.rawValue, "\(rows) × \(columns)", fixed(hand.map(abs).max() ?? 0, 6),
                errorText(relativeDifference(Array(forward[range]), hand)),
                errorText(relativeDifference(Array(reverse[range]), hand)),
                errorText(relativeDifference(Array(differences[range]), hand)))
        }
        var verdicts = Table([.left("gradient by hand"), .left("the checker says"), .right("evaluations of the loss")])
        for (slip, check) in checks {
            verdicts.add(slip.rawValue, check.passed ? "passed" : "REJECTED", "\(check.evaluations)")
        }
        return [
            .table(table), .paragraph("The differences are relative to the block's largest entry."), .table(verdicts),
            .paragraph("The checker's report on the gradient without the 2:"), .verbatim("\(checks[1].check)"),
        ]
    }
}
