public import AutodiffChecking
public import AutodiffCore

/// Expects that the claimed Hessian of f: Rⁿ → R at x agrees with differences of a gradient, after the gradient with
/// differences of f, and that it is symmetric.
///
///     expectHessian([[2, 1], [1, 0]], gradient: { x in [2 * x[0] + x[1], x[0]] }, at: x) { x in
///         x[0] * x[0] + x[0] * x[1]
///     }
///
/// Works in XCTest and in Swift Testing, on any thread. If `DerivativeCheck.passed` is false, the
/// test fails at the line of the call, with `comment` and the report of the check as the failure's text.
///
/// Traps if the shapes don't fit, or if `x` is empty. Cost: that of `checkHessian`, typically 4 evaluations of f and 4 of
/// the gradient for each input.
///
/// - Parameters:
///   - claimed: The second derivatives ∂²f/∂xᵢ∂xⱼ, n × n.
///   - gradient: The gradient of f, as a function.
///   - x: The point.
///   - options: What may be assumed about f, and about its gradient.
///   - comment: What to say first if the test fails; evaluated only then.
///   - fileID: The file of the call, where a failure is shown.
///   - filePath: Its path.
///   - line: The line of the call.
///   - column: The column of the call.
///   - f: The function.
/// - Returns: The check.
@discardableResult
public func expectHessian(
    _ claimed: Matrix<Double>, gradient: ([Double]) -> [Double], at x: [Double], options: CheckOptions = CheckOptions(),
    _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
    of f: ([Double]) -> Double
) -> DerivativeCheck {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkHessian(claimed, gradient: gradient, at: x, options: options, of: f), comment, at: site)
}

/// Expects that the toolkit's Hessian of f: Rⁿ → R at x agrees with differences of its gradient, the gradient with
/// differences of f, and the verbs with each other.
///
///     expectHessian(at: [-1.2, 1], of: Rosenbrock())
///
/// As with a claimed Hessian. Traps at an empty point. Cost: that of `checkHessian`.
@inlinable
@discardableResult
public func expectHessian<F: ScalarField>(
    at x: [Double], options: CheckOptions = CheckOptions(), of f: F, _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column
) -> DerivativeCheck {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkHessian(at: x, options: options, of: f), comment, at: site)
}
