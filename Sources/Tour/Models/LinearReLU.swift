import Autodiff

/// The mean squared error of Linear -> ReLU -> Linear on a batch, as a function of everything that goes in: the weights
/// and biases of both layers and the batch itself.
///
/// With samples as rows: h = x W₁ + b₁, a = relu(h), y = a W₂ + b₂, loss = Σ (y - t)² / n.
struct LinearReLU: ScalarField {
    let samples = 16
    let inputs = 4
    let hidden = 8
    let targets: [Double]

    /// The variables in their order: W₁ (inputs × hidden), b₁, W₂ (hidden × 1), b₂, x (samples × inputs).
    enum Block: String, CaseIterable {
        case firstWeights = "W1"
        case firstBias = "b1"
        case secondWeights = "W2"
        case secondBias = "b2"
        case batch = "x"
    }

    /// The number of rows and columns of a block.
    func shape(of block: Block) -> (rows: Int, columns: Int) {
        switch block {
        case .firstWeights: (inputs, hidden)
        case .firstBias: (1, hidden)
        case .secondWeights: (hidden, 1)
        case .secondBias: (1, 1)
        case .batch: (samples, inputs)
        }
    }

    /// Where a block stands among the variables.
    func range(of block: Block) -> Range<Int> {
        var start = 0
        for earlier in Block.allCases.prefix(while: { $0 != block }) {
            let (rows, columns) = shape(of: earlier)
            start += rows * columns
        }
        let (rows, columns) = shape(of: block)
        return start..<start + rows * columns
    }

    /// A block as a matrix.
    func matrix<S: RealScalar>(_ block: Block, of variables: [S]) -> Matrix<S> {
        let (rows, columns) = shape(of: block)
        return Matrix(rows: rows, columns: columns, values: Array(variables[range(of: block)]))
    }

    func value<S: RealScalar>(at variables: [S]) -> S {
        let h = linear(
            matrix(.batch, of: variables), matrix(.firstWeights, of: variables), matrix(.firstBias, of: variables))
        let y = linear(h.map(relu), matrix(.secondWeights, of: variables), matrix(.secondBias, of: variables))
        var total: S = 0
        for i in targets.indices { total += pow(y[i, 0] - targets[i], 2) }
        return total / Double(samples)
    }

    /// A network, a batch and targets drawn at random, as the courses do.
    static func random(seed: UInt64) -> (function: LinearReLU, variables: [Double]) {
        var generator = SplitMix64(seed: seed)
        let function = LinearReLU(targets: generator.normals(16))
        return (function, generator.normals(function.range(of: .batch).upperBound))
    }
}

/// x W + b, with b added to every row.
private func linear<S: RealScalar>(_ x: Matrix<S>, _ weights: Matrix<S>, _ bias: Matrix<S>) -> Matrix<S> {
    var y = Matrix<S>(rows: x.rows, columns: weights.columns, repeating: 0)
    for i in 0..<y.rows {
        for j in 0..<y.columns { y[i, j] = bias[0, j] + dot(x.row(i), weights.column(j)) }
    }
    return y
}

extension LinearReLU {
    /// A slip of the pen in the gradient of the loss.
    enum Slip: String, CaseIterable {
        case none = "right"
        case factorTwoForgotten = "without the 2"
        case meanForgotten = "without the 1/n"
    }

    /// The gradient written by hand, layer by layer, each from the cotangent g of its output.
    ///
    /// Linear: x.g = y.g Wᵀ, W.g = xᵀ y.g, b.g = Σ y.g. ReLU: passes g on where its input is positive.
    func gradientByHand(at variables: [Double], slip: Slip = .none) -> [Double] {
        let x = matrix(.batch, of: variables)
        let (weights1, weights2) = (matrix(.firstWeights, of: variables), matrix(.secondWeights, of: variables))
        let h = linear(x, weights1, matrix(.firstBias, of: variables))
        let a = h.map { $0 > 0 ? $0 : 0 }
        let y = linear(a, weights2, matrix(.secondBias, of: variables))

        let factor = slip == .factorTwoForgotten ? 1.0 : 2.0
        let divisor = slip == .meanForgotten ? 1.0 : Double(samples)
        var yG = y
        for i in targets.indices { yG[i, 0] = factor * (y[i, 0] - targets[i]) / divisor }
        let second = linearCotangents(x: a, weights: weights2, output: yG)
        var hG = second.x
        for i in 0..<h.rows {
            for j in 0..<h.columns where h[i, j] <= 0 { hG[i, j] = 0 }
        }
        let first = linearCotangents(x: x, weights: weights1, output: hG)
        return first.weights.values + first.bias + second.weights.values + second.bias + first.x.values
    }

    private func linearCotangents(
        x: Matrix<Double>, weights: Matrix<Double>, output g: Matrix<Double>
    ) -> (x: Matrix<Double>, weights: Matrix<Double>, bias: [Double]) {
        let zeros = { (count: Int) in Matrix(rows: 1, columns: count, repeating: 0.0) }
        return (
            linear(g, weights.transposed, zeros(x.columns)), linear(x.transposed, g, zeros(g.columns)),
            (0..<g.columns).map { sum(g.column($0)) }
        )
    }
}
