import Autodiff
import Testing

/// A function, a point, and what is known there to the last digit.
struct Scenario: Sendable, CustomTestStringConvertible {
    let function: any Differentiable & Sendable
    let point: [Double]
    let value: [Double]
    let jacobian: Matrix<Double>

    /// D²f(x)[u, v] for each output.
    let second: [Double]

    init(
        _ function: any Differentiable & Sendable, at point: [Double], value: [Double], jacobian: [[Double]],
        second: [Double]
    ) {
        self.function = function
        self.point = point
        self.value = value
        self.jacobian = Matrix(jacobian)
        self.second = second
    }

    var testDescription: String { "\(type(of: function))" }

    /// The directions of the second derivative, and weights for the outputs.
    var u: [Double] { point.indices.map { 1 / Double($0 + 1) } }
    var v: [Double] { point.indices.map { Double($0 + 2) / ($0 % 2 == 0 ? 2 : -2) } }
    var weights: [Double] { value.indices.map { 1 + Double($0) / 4 } }

    /// Σ wᵢ D²fᵢ(x)[u, v].
    var weightedSecond: Double { zip(weights, second).map(*).reduce(0, +) }
}
