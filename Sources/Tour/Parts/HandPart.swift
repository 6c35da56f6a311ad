import Autodiff

/// Linear -> ReLU -> Linear -> MSE: the gradient by hand against forward mode, reverse mode and differences.
struct HandPart: Part {
    static let name = "hand"
    static let title = "gradients written by hand, against automatic ones"
    static let lesson = """
        Linear -> ReLU -> Linear -> mean squared error, on 16 samples of 4 inputs with 8 hidden units. By hand, a linear
        layer y = x W + b takes three formulas: x.g = y.g Wᵀ, W.g = xᵀ y.g, b.g = Σ y.g. Automatic differentiation takes
        none, and agrees to the last digits; differences agree to half of them.
        """

    let function: LinearReLU
    let variables: [Double]
    let byHand: [Double]
    let forward: [Double]
    let reverse: [Double]
    let differences: [Double]

    init() {
        let (function, variables) = LinearReLU.random(seed: 3)
        (self.function, self.variables) = (function, variables)
        byHand = function.gradientByHand(at: variables)
        forward = jacobian(at: variables, of: function, mode: .forward).row(0)
        reverse = gradient(at: variables, of: function)
        differences = gradientByDifferences(at: variables) { function.value(at: $0) }
    }

    func print(to console: Console) {
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
                scientific(relativeDifference(Array(forward[range]), hand), 1),
                scientific(relativeDifference(Array(reverse[range]), hand), 1),
                scientific(relativeDifference(Array(differences[range]), hand), 1))
        }
        console.print(table)
        console.print()
        console.print("  (differences relative to the block's largest entry)")
    }
}
