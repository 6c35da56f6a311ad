import Autodiff

/// What a layer does to a = W x + b.
enum Activation: String, CaseIterable {
    case sigmoid, tanh, relu

    /// The identity, for the output of a regression.
    case linear

    /// e^aₖ / Σ e^aⱼ, for the output of a classification.
    case softmax

    /// The layer's output y from its a.
    func callAsFunction<S: RealScalar>(_ a: [S]) -> [S] {
        switch self {
        case .sigmoid: a.map { Autodiff.sigmoid($0) }
        case .tanh: a.map { Autodiff.tanh($0) }
        case .relu: a.map { Autodiff.relu($0) }
        case .linear: a
        case .softmax: Autodiff.softmax(a)
        }
    }

    /// The slope y'(a), from the output y: what back-propagation by hand multiplies by.
    func slope(output y: Double) -> Double {
        switch self {
        case .sigmoid: y * (1 - y)
        case .tanh: 1 - y * y
        case .relu: y > 0 ? 1 : 0
        case .linear: 1
        case .softmax: fatalError("softmax has a Jacobian; as an output it is differentiated with its loss")
        }
    }
}
