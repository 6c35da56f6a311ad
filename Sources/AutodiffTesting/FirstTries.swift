import AutodiffCore
import AutodiffChecking
import AutodiffComparison
import AutodiffReverse

// What a closure or a function's name can't be given to, yet is tried first. The compiler answers with the cure.

/// Takes a value of a type of yours that conforms; see ``expectGradient(at:options:of:)``.
@available(
    *, unavailable,
    message: "a closure is of one scalar: write struct F: ScalarField { func value<S: RealScalar>(at x: [S]) -> S }"
)
@discardableResult
public func expectGradient(
    at x: [Double], options: CheckOptions = CheckOptions(),
    of f: ([Variable<Double>]) throws -> Variable<Double>
) -> DerivativeCheck {
    fatalError()
}

/// Takes a value of a type of yours that conforms; see ``expectHessian(at:options:of:)``.
@available(
    *, unavailable,
    message: "a closure is of one scalar: write struct F: ScalarField { func value<S: RealScalar>(at x: [S]) -> S }"
)
@discardableResult
public func expectHessian(
    at x: [Double], options: CheckOptions = CheckOptions(),
    of f: ([Variable<Double>]) throws -> Variable<Double>
) -> DerivativeCheck {
    fatalError()
}

/// Takes a value of a type of yours that conforms; see ``expectHVP(at:options:of:)``.
@available(
    *, unavailable,
    message: "a closure is of one scalar: write struct F: ScalarField { func value<S: RealScalar>(at x: [S]) -> S }"
)
@discardableResult
public func expectHVP(
    at x: [Double], options: CheckOptions = CheckOptions(),
    of f: ([Variable<Double>]) throws -> Variable<Double>
) -> DerivativeCheck {
    fatalError()
}

/// Takes a value of a type of yours that conforms; see ``expectJacobian(at:options:of:)``.
@available(
    *, unavailable,
    message:
        "a closure is of one scalar: struct F: Differentiable { func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] }"
)
@discardableResult
public func expectJacobian(
    at x: [Double], options: CheckOptions = CheckOptions(),
    of f: ([Variable<Double>]) throws -> [Variable<Double>]
) -> DerivativeCheck {
    fatalError()
}

/// Takes a value of a type of yours that conforms; see ``expectJVP(at:options:of:)``.
@available(
    *, unavailable,
    message:
        "a closure is of one scalar: struct F: Differentiable { func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] }"
)
@discardableResult
public func expectJVP(
    at x: [Double], options: CheckOptions = CheckOptions(),
    of f: ([Variable<Double>]) throws -> [Variable<Double>]
) -> DerivativeCheck {
    fatalError()
}

/// Takes a value of a type of yours that conforms; see ``expectVJP(at:options:of:)``.
@available(
    *, unavailable,
    message:
        "a closure is of one scalar: struct F: Differentiable { func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] }"
)
@discardableResult
public func expectVJP(
    at x: [Double], options: CheckOptions = CheckOptions(),
    of f: ([Variable<Double>]) throws -> [Variable<Double>]
) -> DerivativeCheck {
    fatalError()
}

/// Takes a value of a type of yours that conforms; see ``expectJacobiansAgree(at:of:)``.
@available(
    *, unavailable,
    message:
        "a closure is of one scalar: struct F: Differentiable { func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] }"
)
@discardableResult
public func expectJacobiansAgree(
    at x: [Double], of f: ([Variable<Double>]) throws -> [Variable<Double>]
) -> JacobianComparison {
    fatalError()
}
