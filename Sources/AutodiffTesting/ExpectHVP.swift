public import AutodiffChecking
public import AutodiffCore

/// Expects that hand-written products H(x)·v of f: Rⁿ → R agree with differences of a gradient, after the gradient with
/// differences of f, and that they are linear.
///
///     expectHVP({ x, v in [2 * v[0], 0] }, gradient: { x in [2 * x[0], 1] }, at: x) { x in x[0] * x[0] + x[1] }
///
/// Works in XCTest and in Swift Testing, on any thread. If `DerivativeCheck.passed` is false, the
/// test fails at the line of the call, with `comment` and the report of the check as the failure's text.
///
/// Traps if `claimed` or `gradient` returns other than n numbers, or if `x` is empty. Cost: that of `checkHVP`, typically 4
/// evaluations of f and 4 of the gradient for each input, and n + 1 products.
///
/// - Parameters:
///   - claimed: Takes a point and a direction, returns n numbers.
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
public func expectHVP(
    _ claimed: (_ x: [Double], _ v: [Double]) -> [Double], gradient: ([Double]) -> [Double], at x: [Double],
    options: CheckOptions = CheckOptions(),
    _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
    of f: ([Double]) -> Double
) -> DerivativeCheck {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkHVP(claimed, gradient: gradient, at: x, options: options, of: f), comment, at: site)
}

/// Expects that the toolkit's `hvp` of f: Rⁿ → R at x agrees with differences of its gradient, and the gradient with
/// differences of f.
///
///     expectHVP(at: [-1.2, 1], of: Rosenbrock())
///
/// As with hand-written products. Traps at an empty point. Cost: that of `checkHVP`.
@inlinable
@discardableResult
public func expectHVP<F: ScalarField>(
    at x: [Double], options: CheckOptions = CheckOptions(), of f: F, _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column
) -> DerivativeCheck {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkHVP(at: x, options: options, of: f), comment, at: site)
}
