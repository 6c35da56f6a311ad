import AutodiffCore

/// Where a nan or an infinity comes from: in the value of a scalar field at `x`, or in its gradient.
///
///     print(explainNaN(at: [0.0, 1], of: Entropy()))
///     // The result is nan at [0.0, 1.0].
///     // - v1 = log(x0) is -inf at x0 = 0.0.
///     //   On to the result: v1 = log(x0); v2 = x0 * v1; v5 = v2 + v4
///     // - v2 = x0 * v1 is nan at x0 = 0.0, v1 = -inf.
///     //   On to the result: v2 = x0 * v1; v5 = v2 + v4
///
/// The function is run once on a recording scalar, as ``ComputationGraph`` runs it, and its operations are looked at in order: for the
/// first value that isn't finite though its operands are; and if the results are finite, in the sweep for the gradient, for the first
/// infinite slope, the first sum that overflows or is ∞ - ∞, and the first product 0 · ∞ that counts as 0. Where nothing is nan
/// or infinite the report says so.
///
/// An operation is called by the name that ``RealScalar/named(_:)`` gave to its result. With `lines: true` the report also says on which
/// line of the source it stands, where the program has debugging information and runs on Linux with a toolchain from 6.2 on: the function
/// runs once more, and the stack is looked at where the operation is recorded. Optimised code may tell a line nearby.
///
/// Cost: as that of a ``ComputationGraph``; a sweep for each result of which nothing is found; for lines another run, and about a
/// second for each finding, to read the debugging information.
///
/// - Parameters:
///   - x: The point: n numbers. Traps if there are none.
///   - names: A name for each input, or a trap with both numbers; x0, x1, … if left out.
///   - lines: Whether to find the lines of the source.
///   - f: The function; a ``CompiledField`` is one.
public func explainNaN<F: ScalarField>(at x: [Double], names: [String]? = nil, lines: Bool = false, of f: F)
    -> NaNReport
{
    if let f = f as? CompiledField { return explained(at: x, names, lines, f.compiled.paths.record) }
    return explained(at: x, names, lines) { [f.value(at: $0)] }
}

/// Where a nan or an infinity comes from in a function of several results, or in its Jacobian; see
/// ``explainNaN(at:names:lines:of:)``.
public func explainNaN<F: Differentiable>(at x: [Double], names: [String]? = nil, lines: Bool = false, of f: F)
    -> NaNReport
{
    if let f = f as? CompiledFunction { return explained(at: x, names, lines, f.compiled.paths.record) }
    return explained(at: x, names, lines) { f($0) }
}

/// Where a nan or an infinity comes from in a closure's value, or in its gradient; see ``explainNaN(at:names:lines:of:)``.
public func explainNaN(
    at x: [Double], names: [String]? = nil, lines: Bool = false, of f: ([Symbol]) throws -> Symbol
) rethrows -> NaNReport {
    try explained(at: x, names, lines) { [try f($0)] }
}

/// Where a nan or an infinity comes from in the values of a closure with several, or in its Jacobian; see
/// ``explainNaN(at:names:lines:of:)``.
public func explainNaN(
    at x: [Double], names: [String]? = nil, lines: Bool = false, of f: ([Symbol]) throws -> [Symbol]
) rethrows -> NaNReport {
    try explained(at: x, names, lines, f)
}

private func explained(
    at x: [Double], _ names: [String]?, _ lines: Bool, _ f: ([Symbol]) throws -> [Symbol]
) rethrows -> NaNReport {
    let (nodes, outputs) = try ComputationGraph.drawn(at: x, names: names, f)
    if outputs.isEmpty { misuse("a function with no results has no nan to explain: it needs one or more") }
    var report = NaNSearch(nodes, inputCount: x.count, outputs: outputs).report()
    if lines && !report.findings.isEmpty {
        let search = OperationLines(of: Set(report.findings.map(\.place)), inputCount: x.count)
        _ = try Recording.ofEveryOperation(at: x, lines: search, f)
        for i in report.findings.indices { report.findings[i].line = search.lines[report.findings[i].place] }
    }
    return report
}
