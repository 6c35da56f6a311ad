import AutodiffChecking

/// How many errors in derivatives, made on purpose, the expectations of a test suite find.
///
/// An error that survives is one that could stand in the code and all tests would pass: where a test's point has a slope of zero, where two
/// partial derivatives are equal, where a tolerance is wide, where a branch is never taken.
public struct MutationScore: Sendable, CustomStringConvertible {
    /// The errors that an expectation found.
    public let found: Int

    /// The errors that were made, without those that change nothing.
    public let total: Int

    /// What was altered where no expectation found it, and where it was met first.
    public let survivors: [String]

    /// What changes nothing at the points of the suite, since the entry is 0 there, or those that change places are equal. Whether that is so
    /// elsewhere the suite doesn't say, so these don't count.
    public let withoutEffect: [String]

    /// The expectations that fail without any error; no errors were made in theirs.
    public let failures: [String]

    /// How many checks were repeated with errors.
    public let checks: Int

    /// `found` of `total`: 1 if no error was made.
    public var fraction: Double { total == 0 ? 1 : Double(found) / Double(total) }

    init(_ trial: MutationTrial) {
        let outcomes = trial.outcomes
        let counted = outcomes.filter { $0.hadEffect || $0.isInOperation }
        found = counted.count { $0.wasFound }
        total = counted.count
        survivors = counted.filter { !$0.wasFound }.map {
            "\($0.name) (\($0.place))" + ($0.hadEffect ? "" : ": it changes nothing at any point")
        }
        withoutEffect = outcomes.filter { !$0.hadEffect && !$0.isInOperation }.map { "\($0.name) (\($0.place))" }
        failures = trial.failures
        checks = trial.checks
    }

    /// The score and the survivors, a line each.
    public var description: String {
        var lines = ["\(found) of \(total) errors found, in \(checks) checks"]
        lines += failures.map { "  fails without an error: \($0)" }
        lines += survivors.map { "  survived: \($0)" }
        if !withoutEffect.isEmpty {
            lines.append("  \(withoutEffect.count) more change nothing at the points of the suite")
        }
        return lines.joined(separator: "\n")
    }
}

/// Runs a suite of expectations, repeats each check with errors in the derivative that it holds, and counts those that are found.
///
///     let score = mutationScore {
///         expectGradient({ x in [2 * x[0] * x[1], x[0] * x[0]] }, at: [3, 0.5]) { x in x[0] * x[0] * x[1] }
///         expectRule(Hill(n: 2), over: 0.1...5)
///     }
///     print(score)   // 110 of 110 errors found, in 61 checks
///     #expect(score.survivors.isEmpty)
///
/// The errors are those that people make: in a derivative as a whole (the sign turned, a factor 2 or 1.01, the transpose, entries moved on by
/// one input), in up to sixteen of its entries (the sign turned, left out), and, where the toolkit computes the derivative of a generic
/// function or of a closure on `Symbol`, in the slopes of its operations: the sign turned, left out, or 1 for 0, in up to 64
/// slopes. An error in an operation is the same at all points of a function, so that one point may find what another can't show.
///
/// All `expect…` that compare with differences take part; `expectJacobiansAgree` and expectations of a pattern don't, nor do checks that are
/// made without an expectation, nor those of a detached task. Failures of the suite itself are failures of the test, as ever.
///
/// Cost: each check once for each error, some 10 to 150 times its evaluations.
///
/// - Parameter suite: Makes the expectations: the body of a test, or calls of functions that tests call.
public func mutationScore(_ suite: () throws -> Void) rethrows -> MutationScore {
    let trial = MutationTrial()
    try MutationTrial.$current.withValue(trial) { try suite() }
    return MutationScore(trial)
}

/// The same of a suite that waits.
public func mutationScore(
    isolation: isolated (any Actor)? = #isolation, _ suite: () async throws -> Void
) async rethrows -> MutationScore {
    let trial = MutationTrial()
    try await MutationTrial.$current.withValue(trial, operation: { try await suite() }, isolation: isolation)
    return MutationScore(trial)
}
