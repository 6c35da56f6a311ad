public import AutodiffComparison
public import AutodiffCore

/// Expects that forward and reverse mode give the same Jacobian ∂fᵢ/∂xⱼ at x.
///
///     expectJacobiansAgree(at: [2, 0.5], of: Polar())
///
/// Works in XCTest and in Swift Testing, on any thread. If ``AutodiffComparison/JacobianComparison/agrees`` is false,
/// the test fails at the line of the call, with `comment` and the table of the comparison as the failure's text.
///
/// Cost: two Jacobians by each mode. Traps at an empty point.
///
/// - Returns: The comparison, m outputs by n inputs.
@inlinable
@discardableResult
public func expectJacobiansAgree<F: Differentiable>(
    at x: [Double], of f: F, _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column
) -> JacobianComparison {
    let comparison = compareJacobians(at: x, of: f)
    expect(
        comparison.agrees, comparison.description, comment,
        at: CallSite(fileID: fileID, filePath: filePath, line: line, column: column))
    return comparison
}
