public import AutodiffChecking
public import AutodiffCore

/// Expects that every function of a list has right derivatives at random points of its domain.
///
///     expectAll([
///         CheckCase("polar", Polar(), over: [0.1...3, -3...3]),
///         CheckCase("rosenbrock", Rosenbrock(), over: [-2...2, -2...2]),
///     ])
///
/// Works in XCTest and in Swift Testing, on any thread. All failures are reported at once, in one failure at the line of
/// the call. Cost: that of `checkAll`.
///
/// - Returns: The summary, one item for each function and point.
@discardableResult
public func expectAll(
    _ cases: [CheckCase], options: CheckOptions = CheckOptions(), _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column
) -> CheckSummary {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkAll(cases, options: options), comment, at: site)
}

/// Expects that the derivative of a rule of one argument agrees with differences, to the third order and in both modes,
/// at points of a range.
///
///     expectRule(Hill(n: 2), over: 0.1...5)
///
/// As ``expectAll(_:options:_:fileID:filePath:line:column:)``. Cost: that of `checkRule`.
@discardableResult
public func expectRule<Rule: UnaryRule>(
    _ rule: Rule, over range: ClosedRange<Double>, options: CheckOptions = CheckOptions(),
    _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column
) -> CheckSummary {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkRule(rule, over: range, options: options), comment, at: site)
}

func expect(_ summary: CheckSummary, _ comment: () -> String, at site: CallSite) -> CheckSummary {
    expect(summary.passed, summary.description, comment, at: site)
    return summary
}
