public import AutodiffChecking
public import AutodiffCore

/// Expects that hand-written products J(x)ᵀ·u of f: Rⁿ → Rᵐ, its backward pass, agree with differences of f, and that they
/// are linear.
///
///     expectVJP({ x, u in [u[0] * x[1], u[0] * x[0]] }, at: x) { x in [x[0] * x[1]] }
///
/// Works in XCTest and in Swift Testing, on any thread. If `DerivativeCheck.passed` is false, the
/// test fails at the line of the call, with `comment` and the report of the check as the failure's text.
///
/// Traps if `claimed` returns other than n numbers, or if `x` is empty. Cost: that of `checkVJP`, a Jacobian's check and
/// m + 1 products.
///
/// - Parameters:
///   - claimed: Takes a point and a cotangent (m numbers), returns n numbers.
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
public func expectVJP(
    _ claimed: (_ x: [Double], _ u: [Double]) -> [Double], at x: [Double], options: CheckOptions = CheckOptions(),
    _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
    of f: ([Double]) -> [Double]
) -> DerivativeCheck {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkVJP(claimed, at: x, options: options, of: f), comment, at: site)
}

/// Expects that the toolkit's `vjp` of f: Rⁿ → Rᵐ at x, pulling back one vector and several, agrees with differences.
///
///     expectVJP(at: [2, 0.5], of: Polar())
///
/// As with hand-written products. Traps at an empty point. Cost: that of `checkVJP`.
@inlinable
@discardableResult
public func expectVJP<F: Differentiable>(
    at x: [Double], options: CheckOptions = CheckOptions(), of f: F, _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column
) -> DerivativeCheck {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkVJP(at: x, options: options, of: f), comment, at: site)
}
