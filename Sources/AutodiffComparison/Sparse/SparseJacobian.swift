import AutodiffCore
import AutodiffGraph
import AutodiffModes

/// The Jacobian of a function, of which only the entries are computed and kept that may differ from zero.
///
///     let j = sparseJacobian(at: grid, of: Tridiagonal())
///     print(j.count, "entries of", j.rows * j.columns)           // 22 entries of 64
///
/// Each entry agrees with ``jacobian(at:of:mode:)`` to the last bit, but for the sign of zeros and the order of sums in a sweep.
///
/// Cost: one run that finds the pattern, a colouring, and a few runs in lanes or sweeps: for a given pattern as many as a column or a
/// row has entries, about, whatever n. At many points take ``jacobianPlan(at:of:by:uses:)``. Traps at an empty point.
@inlinable
public func sparseJacobian<F: Differentiable>(at x: [Double], of f: F) -> SparseMatrix<Double> {
    valueWithSparseJacobian(at: x, of: f).jacobian
}

/// The value and the sparse Jacobian of a function; see ``sparseJacobian(at:of:)``.
@inlinable
public func valueWithSparseJacobian<F: Differentiable>(
    at x: [Double], of f: F
) -> (value: [Double], jacobian: SparseMatrix<Double>) {
    let compressed = CompressedJacobian(
        once: Trace.of(x, for: "sparseJacobian") { f($0) })
    var matrix = SparseMatrix<Double>(pattern: compressed.pattern)
    var value: [Double] = []
    let run = CompressedRun(f, compressed)
    let path = matrix.storage.withUnsafeMutableBufferPointer { values in
        run.run(at: x, to: values.baseAddress ?? .noValues, value: &value, wantsValue: true)
    }
    if !compressed.sparsity.covers(path) { notDeterministic() }
    return (value, matrix)
}

extension CompressedJacobian {
    /// The cheapest colours for one use.
    ///
    /// A single run in lanes is hardly ever slower than a recording and its sweeps (of 393 functions of `benchmarks choice` two are
    /// beyond 1.15 times, the worst at 1.7), so that nothing else is thought of where the first colouring fits into one.
    @usableFromInline
    convenience init(once trace: Trace) {
        let sparsity = Sparsity(jacobianOf: trace)
        if sparsity.pattern.longestRow <= 16 {
            let coloring = sparsity.pattern.columnColoring(order: .natural)
            if coloring.count <= 16 {
                self.init(sparsity, coloring)
                return
            }
        }
        let choice = JacobianChoice(trace, among: [.forward, .reverse, .bidirectional], uses: 1)
        self.init(choice.sparsity, choice.coloring)
    }
}
