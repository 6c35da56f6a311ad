public import AutodiffChecking
public import AutodiffComparison
public import AutodiffCore

/// Expects that forward and reverse mode give the same Jacobian ∂fᵢ/∂xⱼ at x.
///
///     expectJacobiansAgree(at: [2, 0.5], of: Polar())
///
/// Works in XCTest and in Swift Testing, on any thread. If `JacobianComparison.agrees` is false,
/// the test fails at the line of the call, with `comment` and the table of the comparison as the failure's text.
///
/// A rule whose derivative is wrong is wrong in both modes, and they agree on it. So each rule of your own that f meets at x
/// is also checked once against differences of its value, and one that is wrong fails the test: a `UnaryRule`'s derivative, a
/// `BinaryRule`'s partials, a `VectorRule`'s pullback, where it is met first, 16 rules of different parameters at most. What
/// this expectation can't see is an error of a rule elsewhere, or in its second derivative, or in a formula of f itself, which is
/// differentiated as it stands: `expectJacobian` and `expectRule` see those.
///
/// Cost: two Jacobians by each mode, eight more where they differ; one run of f, and a check of each rule of your own, some 10
/// evaluations for each of its inputs. Traps at an empty point.
///
/// - Returns: The comparison, m outputs by n inputs; it is of the modes alone.
@inlinable
@discardableResult
public func expectJacobiansAgree<F: Differentiable>(
    at x: [Double], of f: F, _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column
) -> JacobianComparison {
    let comparison = compareModes(at: x, of: f)
    let problems = problemsOfRules(metBy: f, at: x)
    expect(
        comparison.agrees && problems.isEmpty, ([comparison.description] + problems).joined(separator: "\n"), comment,
        at: CallSite(fileID: fileID, filePath: filePath, line: line, column: column))
    return comparison
}
