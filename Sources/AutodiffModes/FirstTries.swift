import AutodiffCore
import AutodiffForward
import AutodiffReverse

// What is tried first where the neighbouring verb is meant. The compiler answers with the cure.

/// Takes a value of a type of yours that conforms; see ``derivative(at:of:)``.
@available(*, unavailable, message: "a function of one number has a derivative: derivative(at: x) { x in … }")
public func gradient(at x: Double, of f: (Variable<Double>) throws -> Variable<Double>) -> Double {
    fatalError()
}

/// Takes a value of a type of yours that conforms; see ``gradient(at:of:)``.
@available(*, unavailable, message: "a function of an array has a gradient: gradient(at: x) { x in … }")
public func derivative(
    at x: [Double], of f: ([Variable<Double>]) throws -> Variable<Double>
) -> [Double] {
    fatalError()
}

/// Takes a value of a type of yours that conforms; see ``jacobian(at:of:)``.
@available(*, unavailable, message: "a function with several results has a Jacobian: jacobian(at: x) { x in … }")
public func gradient(
    at x: [Double], of f: ([Variable<Double>]) throws -> [Variable<Double>]
) -> Matrix<Double> {
    fatalError()
}

/// Takes a value of a type of yours that conforms; see ``gradient(at:of:)``.
@available(*, unavailable, message: "a function with one result has a gradient: gradient(at: x) { x in … }")
public func jacobian(at x: [Double], of f: ([Variable<Double>]) throws -> Variable<Double>) -> [Double] {
    fatalError()
}

/// Takes a function with several results; see ``jvp(at:along:of:)``.
@available(*, unavailable, message: "a function with one result has a gradient; its slope along v is dot(gradient, v)")
public func jvp(
    at x: [Double], along v: [Double], of f: ([Dual<Double>]) throws -> Dual<Double>
) -> (value: Double, tangent: Double) {
    fatalError()
}

/// Takes a function with several results; see ``vjp(at:of:)``.
@available(*, unavailable, message: "a function with one result has a gradient: gradient(at: x) { x in … }")
public func vjp(
    at x: [Double], of f: ([Variable<Double>]) throws -> Variable<Double>
) -> (value: Double, pullback: (Double) -> [Double]) {
    fatalError()
}
