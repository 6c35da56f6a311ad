public import AutodiffChecking
public import AutodiffCore

/// Expects that hand-written products J(x)·v of f: Rⁿ → Rᵐ agree with differences of f, and that they are linear.
///
///     expectJVP({ x, v in [v[0] * x[1] + x[0] * v[1]] }, at: x) { x in [x[0] * x[1]] }
///
/// Works in XCTest and in Swift Testing, on any thread. If `DerivativeCheck.passed` is false, the
/// test fails at the line of the call, with `comment` and the report of the check as the failure's text.
///
/// Traps if `claimed` returns other than m numbers, or if `x` is empty. Cost: that of `checkJVP`, a Jacobian's check and
/// n + 1 products.
///
/// - Parameters:
///   - claimed: Takes a point and a direction (n numbers), returns m numbers.
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
public func expectJVP(
    _ claimed: (_ x: [Double], _ v: [Double]) -> [Double], at x: [Double], options: CheckOptions = CheckOptions(),
    _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
    of f: ([Double]) -> [Double]
) -> DerivativeCheck {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkJVP(claimed, at: x, options: options, of: f), comment, at: site)
}

/// Expects that the toolkit's `jvp` of f: Rⁿ → Rᵐ at x, along one direction and along several, agrees with differences.
///
///     expectJVP(at: [2, 0.5], of: Polar())
///
/// As with hand-written products. Traps at an empty point. Cost: that of `checkJVP`.
@inlinable
@discardableResult
public func expectJVP<F: Differentiable>(
    at x: [Double], options: CheckOptions = CheckOptions(), of f: F, _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column
) -> DerivativeCheck {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkJVP(at: x, options: options, of: f), comment, at: site)
}
