import Autodiff

/// The loss ½(y - t)² of a network of two inputs, two hidden neurons and one output, all sigmoid and without biases, as
/// a function of its six weights.
///
/// The weights: those of the first hidden neuron, of the second, of the output.
struct SmallNetwork: ScalarField {
    let input = [0.35, 0.9]
    let target = 0.5

    /// The weights to start from.
    static let start = [0.1, 0.8, 0.4, 0.6, 0.3, 0.9]

    func output<S: RealScalar>(weights w: [S]) -> S {
        let first = sigmoid(w[0] * input[0] + w[1] * input[1])
        let second = sigmoid(w[2] * input[0] + w[3] * input[1])
        return sigmoid(w[4] * first + w[5] * second)
    }

    func value<S: RealScalar>(at weights: [S]) -> S {
        let error = output(weights: weights) - target
        return error * error / 2
    }

    /// How far the output is off.
    func error(weights: [Double]) -> Double { output(weights: weights) - target }

    /// The weights after so many steps of gradient descent.
    func descended(from weights: [Double], steps: Int, rate: Double) -> [Double] {
        var weights = weights
        for _ in 0..<steps {
            for (i, slope) in gradient(at: weights, of: self).enumerated() { weights[i] -= rate * slope }
        }
        return weights
    }
}
