import AutodiffCore
import AutodiffForward
import AutodiffReverse

// What a closure or a function's name can't be given to, yet is tried first. The compiler answers with the cure.

/// Takes a value of a type of yours that conforms; see ``hessian(at:of:)``.
@available(
    *, unavailable,
    message: "a closure is of one scalar: write struct F: ScalarField { func value<S: RealScalar>(at x: [S]) -> S }"
)
public func hessian(at x: [Double], of f: ([Variable<Double>]) throws -> Variable<Double>) -> Matrix<Double> {
    fatalError()
}

/// Takes a value of a type of yours that conforms; see ``valueWithGradientAndHessian(at:of:)``.
@available(
    *, unavailable,
    message: "a closure is of one scalar: write struct F: ScalarField { func value<S: RealScalar>(at x: [S]) -> S }"
)
public func valueWithGradientAndHessian(
    at x: [Double], of f: ([Variable<Double>]) throws -> Variable<Double>
) -> (
    value: Double, gradient: [Double], hessian: Matrix<Double>
) {
    fatalError()
}

/// Takes a value of a type of yours that conforms; see ``hvp(at:along:of:)``.
@available(
    *, unavailable,
    message: "a closure is of one scalar: write struct F: ScalarField { func value<S: RealScalar>(at x: [S]) -> S }"
)
public func hvp(
    at x: [Double], along v: [Double], of f: ([Variable<Double>]) throws -> Variable<Double>
) -> (
    gradient: [Double], product: [Double]
) {
    fatalError()
}

/// Takes a value of a type of yours that conforms; see ``hessianDiagonal(at:of:)``.
@available(
    *, unavailable,
    message: "a closure is of one scalar: write struct F: ScalarField { func value<S: RealScalar>(at x: [S]) -> S }"
)
public func hessianDiagonal(
    at x: [Double], of f: ([Variable<Double>]) throws -> Variable<Double>
) -> [Double] {
    fatalError()
}

/// Takes a value of a type of yours that conforms; see ``laplacian(at:of:)``.
@available(
    *, unavailable,
    message: "a closure is of one scalar: write struct F: ScalarField { func value<S: RealScalar>(at x: [S]) -> S }"
)
public func laplacian(at x: [Double], of f: ([Variable<Double>]) throws -> Variable<Double>) -> Double {
    fatalError()
}

/// Takes a value of a type of yours that conforms; see ``divergence(at:of:)``.
@available(
    *, unavailable,
    message:
        "a closure is of one scalar: struct F: Differentiable { func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] }"
)
public func divergence(
    at x: [Double], of f: ([Variable<Double>]) throws -> [Variable<Double>]
) -> Double {
    fatalError()
}

// The neighbouring verb is meant.

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
