public import AutodiffChecking

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
/// - Parameters:
///   - cases: The functions.
///   - points: At how many points each is checked, at least one, or a trap.
///   - options: What may be assumed about all of them.
///   - comment: What to say first if the test fails; evaluated only then.
///   - fileID: The file of the call, where a failure is shown.
///   - filePath: Its path.
///   - line: The line of the call.
///   - column: The column of the call.
/// - Returns: The summary, one item for each function and point.
@discardableResult
public func expectAll(
    _ cases: [CheckCase], points: Int = 10, options: CheckOptions = CheckOptions(),
    _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column
) -> CheckSummary {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkAll(cases, points: points, options: options), comment, at: site)
}
