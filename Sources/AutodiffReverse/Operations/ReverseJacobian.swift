import AutodiffCore

/// The Jacobian of a function Rⁿ → Rᵐ, by reverse mode: one row for each output.
///
/// Every row has the bits that a pullback of its own gives.
///
/// Cost: one run of `f` on variables and m sweeps; over `Double` one sweep for eight rows, and narrower ones for those left
/// over. Traps at an empty point.
@inlinable
public func reverseJacobian<F: Differentiable, Base: RealScalar>(at x: [Base], of f: F) -> Matrix<Base> {
    if x.isEmpty { misuse("reverseJacobian at an empty point: a function to differentiate has at least one input") }
    return jacobian(at: x) { (x: [Variable<Base>]) in f(x) }
}

/// The Jacobian, written into a matrix that is there already, in memory that is there already too; see
/// ``reverseJacobian(at:of:)``.
///
///     let workspace = GradientWorkspace<Double>()
///     var j = Matrix<Double>(rows: 2, columns: 2, repeating: 0)
///     for x in points { reverseJacobian(at: x, of: Polar(), into: &j, workspace: workspace) }
///
/// For a caller in a loop: after the first call nothing is allocated but by `f`. Traps unless `jacobian` is m × n.
@inlinable
public func reverseJacobian<F: Differentiable, Base: RealScalar>(
    at x: [Base], of f: F, into jacobian: inout Matrix<Base>, workspace: GradientWorkspace<Base> = GradientWorkspace()
) {
    if x.isEmpty { misuse("reverseJacobian at an empty point: a function to differentiate has at least one input") }
    if jacobian.columns != x.count {
        misuse(count: jacobian.columns, of: "a row of the Jacobian", expected: x.count, "one column for each input")
    }
    workspace.record(at: x) {
        f($0)
    } _: { outputs in
        if outputs.count != jacobian.rows {
            misuse(
                count: outputs.count, of: "the result of the function", expected: jacobian.rows,
                "as many as the Jacobian has rows")
        }
        workspace.tape.sweepRows(of: outputs, in: &workspace.memory, into: &jacobian.storage, columns: x.count)
    }
}

/// The Jacobian of a closure on variables, by reverse mode: one row for each output; see ``reverseJacobian(at:of:)``.
///
///     let j = jacobian(at: [2, 0.5]) { x in [x[0] * cos(x[1]), x[0] * sin(x[1])] }
@inlinable
public func jacobian<Base: RealScalar>(
    at x: [Base], _ f: ([Variable<Base>]) throws -> [Variable<Base>]
) rethrows -> Matrix<Base> {
    if x.isEmpty { misuse("jacobian at an empty point: a function to differentiate has at least one input") }
    let (tape, _, outputs) = try Tape.record(at: x, f)
    var memory = AdjointMemory()
    var entries = [Base](repeating: .zero, count: outputs.count * x.count)
    tape.sweepRows(of: outputs, in: &memory, into: &entries, columns: x.count)
    return Matrix(rows: outputs.count, columns: x.count, values: entries)
}

extension Tape {
    /// The Jacobian of `outputs` with respect to the first `columns` inputs, row after row.
    @inlinable
    func sweepRows(
        of outputs: [Variable<Base>], in memory: inout AdjointMemory, into entries: inout [Base], columns: Int
    ) {
        for output in outputs where !output.isConstant { output.tape.check(identity) }
        sweep(cotangents: outputs.count, in: &memory) { row, adjoints in
            outputs[row].seed(adjoints, 1)
        } read: { row, adjoints in
            adjoints.copy(to: &entries, row * columns..<(row + 1) * columns)
        }
    }
}
