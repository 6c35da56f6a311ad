public import AutodiffComparison
public import AutodiffCore

/// Expects that forward and reverse mode give the same Jacobian ∂fᵢ/∂xⱼ at x.
///
///     expectJacobiansAgree(at: [2, 0.5], of: Polar())
///
/// Works in XCTest and in Swift Testing, on any thread. If ``AutodiffComparison/JacobianComparison/agrees`` is false,
/// the test fails at the line of the call, with `comment` and the table of the comparison as the failure's text.
///
/// A rule whose derivative is wrong is wrong in both modes, and they agree on it: this expectation cannot see that. It sees
/// where forward and reverse mode differ, as for a function that isn't the same on every scalar; ``expectJacobian`` and
/// ``expectRule`` compare with differences, and see both.
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
