import AutodiffCore
import AutodiffGraph

// Verbs that run a function on more than one scalar, of a closure or of a function by its name. The closure is recorded once, and
// the recording serves the verb. For many points `compile` it, and pass on what you get.

/// The Hessian of a closure: n × n.
///
///     hessian(at: [1, 2]) { x in x[0] * sin(x[1]) }
///
/// Cost: one recording, and a program of value, gradient and Hessian that is run once; see ``compile(at:options:of:)``.
public func hessian(at x: [Double], of f: ([Symbol]) -> Symbol) -> Matrix<Double> {
    recorded(at: x, f) { hessian(at: x, of: $0) }
}

/// The value, the gradient and the Hessian of a closure; see ``hessian(at:of:)``.
public func valueWithGradientAndHessian(
    at x: [Double], of f: ([Symbol]) -> Symbol
) -> (value: Double, gradient: [Double], hessian: Matrix<Double>) {
    recorded(at: x, f) { valueWithGradientAndHessian(at: x, of: $0) }
}

/// The gradient of a closure, and the product of its Hessian and v; see ``hessian(at:of:)``.
public func hvp(
    at x: [Double], along v: [Double], of f: ([Symbol]) -> Symbol
) -> (gradient: [Double], product: [Double]) {
    recorded(at: x, f) { hvp(at: x, along: v, of: $0) }
}

/// The diagonal of a closure's Hessian; see ``hessian(at:of:)``.
public func hessianDiagonal(at x: [Double], of f: ([Symbol]) -> Symbol) -> [Double] {
    recorded(at: x, f) { hessianDiagonal(at: x, of: $0) }
}

/// The sum of the diagonal of a closure's Hessian; see ``hessian(at:of:)``.
public func laplacian(at x: [Double], of f: ([Symbol]) -> Symbol) -> Double {
    recorded(at: x, f) { laplacian(at: x, of: $0) }
}

/// The sum of the diagonal of a closure's Jacobian; see ``hessian(at:of:)``.
public func divergence(at x: [Double], of f: ([Symbol]) -> [Symbol]) -> Double {
    recorded(at: x, f) { divergence(at: x, of: $0) }
}
