public import AutodiffChecking
public import AutodiffCore

/// Expects that the claimed gradient of f: Rⁿ → R at x agrees with differences of f.
///
///     expectGradient([2 * x[0], 1], at: x) { x in x[0] * x[0] + x[1] }
///
/// Works in XCTest and in Swift Testing, on any thread. If `DerivativeCheck.passed` is false, the
/// test fails at the line of the call, with `comment` and the report of the check as the failure's text.
///
/// Traps if `claimed` and `x` differ in length, or if they are empty. Cost: that of `checkGradient`, typically 4
/// evaluations of f for each input up to 64 inputs, 10 to 30 in all beyond.
///
/// - Parameters:
///   - claimed: One partial derivative ∂f/∂xⱼ for each input.
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
public func expectGradient(
    _ claimed: [Double], at x: [Double], options: CheckOptions = CheckOptions(),
    _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
    of f: ([Double]) -> Double
) -> DerivativeCheck {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkGradient(claimed, at: x, options: options, of: f), comment, at: site)
}

/// Expects that a function that computes the gradient of f: Rⁿ → R is right at x.
///
///     expectGradient({ x in [2 * x[0], 1] }, at: x) { x in x[0] * x[0] + x[1] }
///
/// As with claimed numbers; the check may evaluate `claimed` at other points too.
@discardableResult
public func expectGradient(
    _ claimed: ([Double]) -> [Double], at x: [Double], options: CheckOptions = CheckOptions(),
    _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
    of f: ([Double]) -> Double
) -> DerivativeCheck {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkGradient(claimed, at: x, options: options, of: f), comment, at: site)
}

/// Expects that the toolkit's gradient of f: Rⁿ → R at x agrees with differences of f on `Double`, and every verb that
/// computes it with every other.
///
///     expectGradient(at: [-1.2, 1], of: Rosenbrock())
///     expectGradient(at: [-1.2, 1], of: Rosenbrock(), "the valley")
///
/// As with a claimed gradient. Traps at an empty point. Cost: that of `checkGradient`, a claimed gradient's and some
/// gradients.
@inlinable
@discardableResult
public func expectGradient<F: ScalarField>(
    at x: [Double], options: CheckOptions = CheckOptions(), of f: F, _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column
) -> DerivativeCheck {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkGradient(at: x, options: options, of: f), comment, at: site)
}
