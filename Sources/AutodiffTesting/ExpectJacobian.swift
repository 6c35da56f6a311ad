public import AutodiffChecking
public import AutodiffCore

/// Expects that the claimed Jacobian of f: Rⁿ → Rᵐ at x agrees with differences of f.
///
///     expectJacobian([[2 * x[0], 1], [x[1], x[0]]], at: x) { x in [x[0] * x[0] + x[1], x[0] * x[1]] }
///
/// Works in XCTest and in Swift Testing, on any thread. If `DerivativeCheck.passed` is false, the
/// test fails at the line of the call, with `comment` and the report of the check as the failure's text.
///
/// Traps if the shape of `claimed` is not that of the Jacobian, or if `x` is empty. Cost: that of `checkJacobian`,
/// typically 4 evaluations of f for each input up to 64 inputs, 10 to 30 in all beyond.
///
/// - Parameters:
///   - claimed: The partial derivatives ∂fᵢ/∂xⱼ: one row for each output, one column for each input.
///   - x: The point.
///   - options: What may be assumed about f.
///   - comment: What to say first if the test fails; evaluated only then.
///   - fileID: The file of the call, where a failure is shown.
///   - filePath: Its path.
///   - line: The line of the call.
///   - column: The column of the call.
///   - f: The function.
/// - Returns: The check.
@discardableResult
public func expectJacobian(
    _ claimed: Matrix<Double>, at x: [Double], options: CheckOptions = CheckOptions(),
    _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
    of f: ([Double]) -> [Double]
) -> DerivativeCheck {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkJacobian(claimed, at: x, options: options, of: f), comment, at: site)
}

/// Expects that a function that computes the Jacobian of f: Rⁿ → Rᵐ is right at x.
///
///     expectJacobian({ x in [[2 * x[0], 1]] }, at: x) { x in [x[0] * x[0] + x[1]] }
///
/// As with claimed numbers; the check may evaluate `claimed` at other points too.
@discardableResult
public func expectJacobian(
    _ claimed: ([Double]) -> Matrix<Double>, at x: [Double], options: CheckOptions = CheckOptions(),
    _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
    of f: ([Double]) -> [Double]
) -> DerivativeCheck {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkJacobian(claimed, at: x, options: options, of: f), comment, at: site)
}

/// Expects that the toolkit's Jacobian of f: Rⁿ → Rᵐ at x agrees with differences of f on `Double`, and every verb that
/// computes it with every other.
///
///     expectJacobian(at: [2, 0.5], of: Polar())
///
/// As with a claimed Jacobian. Traps at an empty point. Cost: that of `checkJacobian`, a claimed Jacobian's and some
/// Jacobians.
@inlinable
@discardableResult
public func expectJacobian<F: Differentiable>(
    at x: [Double], options: CheckOptions = CheckOptions(), of f: F, _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column
) -> DerivativeCheck {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkJacobian(at: x, options: options, of: f), comment, at: site)
}
