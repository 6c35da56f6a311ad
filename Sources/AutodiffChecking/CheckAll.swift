import AutodiffCore

/// Checks a list of functions at random points of their domains, and reports all failures at once.
///
///     let summary = checkAll([
///         CheckCase("polar", Polar(), over: [0.1...3, -3...3]),
///         CheckCase("loss", gradient: { x in [2 * x[0], 1] }, over: [-2...2, -2...2]) { x in x[0] * x[0] + x[1] },
///     ])
///     #expect(summary.passed, "\(summary)")
///
/// - Parameters:
///   - cases: the functions.
///   - points: at how many points each is checked, at least one, or a trap. A range over several decades of one sign is
///     sampled by its logarithm.
///   - options: what may be assumed of all functions. The seed decides about the points; a point is part of the report
///     of a failure.
/// - Returns: every check, case after case.
///
/// Cost: that of `points` checks of each case.
public func checkAll(
    _ cases: [CheckCase], points: Int = 10, options: CheckOptions = CheckOptions()
) -> CheckSummary {
    if points < 1 { misuse("functions can't be checked at \(points) points; give a positive number") }
    var summary = CheckSummary(title: counted(cases.count, "function", "functions"), isStrict: options.strict)
    for (k, item) in cases.enumerated() {
        var generator = SplitMix64(seed: options.seed &+ UInt64(k))
        for _ in 0..<points {
            let x = item.box.map { generator.number(in: $0) }
            summary.append(item.check(x, options), of: item.name, "at \(x)", at: x)
        }
    }
    return summary
}
