import AutodiffCore
import AutodiffGraph

// The checks of our own derivatives, of a closure or of a function by its name. The closure is recorded at `x`, and anew where its
// comparisons come out otherwise; the modes differentiate the recorded operations.

/// Checks the gradient of a closure against differences; see ``checkGradient(at:options:of:)``.
public func checkGradient(
    at x: [Double], options: CheckOptions = CheckOptions(), of f: ([Symbol]) -> Symbol
) -> DerivativeCheck {
    recorded(at: x, f) { checkGradient(at: x, options: options, of: $0) }
}

/// Checks gradient and Hessian of a closure against differences; see ``checkHessian(at:options:of:)``.
public func checkHessian(
    at x: [Double], options: CheckOptions = CheckOptions(), of f: ([Symbol]) -> Symbol
) -> DerivativeCheck {
    recorded(at: x, f) { checkHessian(at: x, options: options, of: $0) }
}

/// Checks Hessian-vector products of a closure against differences; see ``checkHVP(at:options:of:)``.
public func checkHVP(
    at x: [Double], options: CheckOptions = CheckOptions(), of f: ([Symbol]) -> Symbol
) -> DerivativeCheck {
    recorded(at: x, f) { checkHVP(at: x, options: options, of: $0) }
}

/// Checks the Jacobian of a closure against differences; see ``checkJacobian(at:options:of:)``.
public func checkJacobian(
    at x: [Double], options: CheckOptions = CheckOptions(), of f: ([Symbol]) -> [Symbol]
) -> DerivativeCheck {
    recorded(at: x, f) { checkJacobian(at: x, options: options, of: $0) }
}

/// Checks Jacobian-vector products of a closure against differences; see ``checkJVP(at:options:of:)``.
public func checkJVP(
    at x: [Double], options: CheckOptions = CheckOptions(), of f: ([Symbol]) -> [Symbol]
) -> DerivativeCheck {
    recorded(at: x, f) { checkJVP(at: x, options: options, of: $0) }
}

/// Checks vector-Jacobian products of a closure against differences; see ``checkVJP(at:options:of:)``.
public func checkVJP(
    at x: [Double], options: CheckOptions = CheckOptions(), of f: ([Symbol]) -> [Symbol]
) -> DerivativeCheck {
    recorded(at: x, f) { checkVJP(at: x, options: options, of: $0) }
}
