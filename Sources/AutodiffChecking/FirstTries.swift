import AutodiffCore
import AutodiffReverse

// What a closure or a function's name can't be given to, yet is tried first. The compiler answers with the cure.

/// Takes a value of a type of yours that conforms; see ``checkGradient(at:options:of:)``.
@available(
    *, unavailable,
    message: "a closure is of one scalar: write struct F: ScalarField { func value<S: RealScalar>(at x: [S]) -> S }"
)
public func checkGradient(
    at x: [Double], options: CheckOptions = CheckOptions(),
    of f: ([Variable<Double>]) throws -> Variable<Double>
) -> DerivativeCheck {
    fatalError()
}

/// Takes a value of a type of yours that conforms; see ``checkHessian(at:options:of:)``.
@available(
    *, unavailable,
    message: "a closure is of one scalar: write struct F: ScalarField { func value<S: RealScalar>(at x: [S]) -> S }"
)
public func checkHessian(
    at x: [Double], options: CheckOptions = CheckOptions(),
    of f: ([Variable<Double>]) throws -> Variable<Double>
) -> DerivativeCheck {
    fatalError()
}

/// Takes a value of a type of yours that conforms; see ``checkHVP(at:options:of:)``.
@available(
    *, unavailable,
    message: "a closure is of one scalar: write struct F: ScalarField { func value<S: RealScalar>(at x: [S]) -> S }"
)
public func checkHVP(
    at x: [Double], options: CheckOptions = CheckOptions(),
    of f: ([Variable<Double>]) throws -> Variable<Double>
) -> DerivativeCheck {
    fatalError()
}

/// Takes a value of a type of yours that conforms; see ``checkJacobian(at:options:of:)``.
@available(
    *, unavailable,
    message:
        "a closure is of one scalar: struct F: Differentiable { func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] }"
)
public func checkJacobian(
    at x: [Double], options: CheckOptions = CheckOptions(),
    of f: ([Variable<Double>]) throws -> [Variable<Double>]
) -> DerivativeCheck {
    fatalError()
}

/// Takes a value of a type of yours that conforms; see ``checkJVP(at:options:of:)``.
@available(
    *, unavailable,
    message:
        "a closure is of one scalar: struct F: Differentiable { func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] }"
)
public func checkJVP(
    at x: [Double], options: CheckOptions = CheckOptions(),
    of f: ([Variable<Double>]) throws -> [Variable<Double>]
) -> DerivativeCheck {
    fatalError()
}

/// Takes a value of a type of yours that conforms; see ``checkVJP(at:options:of:)``.
@available(
    *, unavailable,
    message:
        "a closure is of one scalar: struct F: Differentiable { func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] }"
)
public func checkVJP(
    at x: [Double], options: CheckOptions = CheckOptions(),
    of f: ([Variable<Double>]) throws -> [Variable<Double>]
) -> DerivativeCheck {
    fatalError()
}
