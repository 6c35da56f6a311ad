public import AutodiffChecking
public import AutodiffCore

/// Expects that the derivative of a rule of one argument agrees with differences, to the third order and in both modes,
/// at points of a range.
///
///     expectRule(Hill(n: 2), over: 0.1...5)
///
/// Works in XCTest and in Swift Testing, on any thread. All failures are reported at once, in one failure at the line of
/// the call. Cost: that of `checkRule`, some 20 evaluations of the rule for each point.
///
/// - Parameters:
///   - rule: The rule.
///   - range: Where it is defined.
///   - points: How many points are checked, at least one, or a trap.
///   - options: What may be assumed about the rule.
///   - comment: What to say first if the test fails; evaluated only then.
///   - fileID: The file of the call, where a failure is shown.
///   - filePath: Its path.
///   - line: The line of the call.
///   - column: The column of the call.
/// - Returns: The summary, one item for each point and order.
@discardableResult
public func expectRule<Rule: UnaryRule>(
    _ rule: Rule, over range: ClosedRange<Double>, points: Int = 20, options: CheckOptions = CheckOptions(),
    _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column
) -> CheckSummary {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkRule(rule, over: range, points: points, options: options), comment, at: site)
}

/// Expects that the partial derivatives of a rule of two arguments agree with differences, to the second order and in both
/// modes, at points of a rectangle.
///
///     expectRule(Rules.Power(), over: 0.1...10, -3...3)
///
/// As for a rule of one argument. Cost: some 30 evaluations of the rule for each point.
@discardableResult
public func expectRule<Rule: BinaryRule>(
    _ rule: Rule, over x: ClosedRange<Double>, _ y: ClosedRange<Double>, points: Int = 20,
    options: CheckOptions = CheckOptions(),
    _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column
) -> CheckSummary {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkRule(rule, over: x, y, points: points, options: options), comment, at: site)
}

/// Expects that the pullback and the pushforward of a rule of vectors agree with differences and with each other, in both
/// modes and once nested, at a point.
///
///     expectRule(Normalised(), at: [1, 2, 2])
///
/// As for a rule of one argument. Traps at an empty point. Cost: three times that of `checkJacobian`.
@discardableResult
public func expectRule<Rule: VectorRule>(
    _ rule: Rule, at x: [Double], options: CheckOptions = CheckOptions(),
    _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column
) -> CheckSummary {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkRule(rule, at: x, options: options), comment, at: site)
}

/// Expects the same of a rule of vectors at random points of a box.
///
///     expectRule(Normalised(), over: [0.1...3, -3...3, -3...3])
///
/// As for a rule of one argument. Traps if the box is empty. Cost: `points` times that at one point.
@discardableResult
public func expectRule<Rule: VectorRule>(
    _ rule: Rule, over box: [ClosedRange<Double>], points: Int = 10, options: CheckOptions = CheckOptions(),
    _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column
) -> CheckSummary {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkRule(rule, over: box, points: points, options: options), comment, at: site)
}
