import AutodiffCore
import AutodiffGraph
import AutodiffModes

/// Sparse Jacobians of one function at many points: the pattern, the colours and the way, found once.
///
///     let plan = jacobianPlan(at: grid, of: Tridiagonal())
///     var j = plan.jacobian(at: grid)
///     plan.jacobian(at: grid.map { 2 * $0 }, into: &j)
///
/// It may be used by several threads at once. The comparisons of each run are watched: at a point on a path that hasn't been met the
/// pattern is widened, so that no entry is lost; a matrix that is written to gets the wider pattern then. (What is compared on
/// threads that the function starts isn't seen.)
public final class JacobianPlan<F: Differentiable & Sendable>: Sendable {
    /// The function.
    public let f: F

    /// How Jacobians are computed. `.compiled` is left for colours if more than a fifth of the points are on a new path.
    public let method: SparseMethod

    /// What the ways would cost that were thought of, the chosen one first.
    public let costs: [SparseCost]

    /// The number of times that the plan was thought to be used.
    public let uses: Int

    /// The number of operations in which two numbers met, or a function was taken.
    @usableFromInline
    let operations: Int

    @usableFromInline
    let state: PlanState<CompressedJacobian>
    @usableFromInline
    let program: SparseProgram?

    @usableFromInline
    init(_ f: F, _ choice: JacobianChoice, program: SparseProgram?) {
        self.f = f
        method = choice.costs.first?.method ?? choice.given
        costs = choice.costs
        uses = choice.uses
        operations = choice.operations
        self.program = program
        state = PlanState(CompressedJacobian(choice.sparsity, choice.coloring))
    }

    /// The entries that Jacobians have, and where that holds: on the paths met so far.
    public var sparsity: Sparsity { active?.sparsity ?? state.current.sparsity }

    /// The pattern of Jacobians.
    public var pattern: SparsityPattern { sparsity.pattern }

    /// The colouring in use; nil for a program, which needs none.
    public var coloring: Coloring? { active == nil ? state.current.coloring : nil }

    /// The program, unless the points take new paths too often: then colours are the cheaper way.
    private var active: SparseProgram? { program.flatMap { $0.hasGivenUp ? nil : $0 } }

    /// The Jacobian at a point.
    @inlinable
    public func jacobian(at x: [Double]) -> SparseMatrix<Double> {
        var matrix = SparseMatrix<Double>(pattern: pattern)
        jacobian(at: x, into: &matrix)
        return matrix
    }

    /// The value and the Jacobian at a point.
    @inlinable
    public func valueWithJacobian(at x: [Double]) -> (value: [Double], jacobian: SparseMatrix<Double>) {
        var matrix = SparseMatrix<Double>(pattern: pattern)
        var value: [Double] = []
        valueWithJacobian(at: x, into: &value, &matrix)
        return (value, matrix)
    }

    /// Writes the Jacobian at a point to a matrix that another call has made. Allocates nothing but what the function does, unless
    /// the pattern is widened; a matrix of another pattern gets the plan's.
    @inlinable
    public func jacobian(at x: [Double], into matrix: inout SparseMatrix<Double>) {
        var none: [Double] = []
        write(at: x, &matrix, value: &none, wantsValue: false)
    }

    /// Writes the value and the Jacobian at a point; see ``jacobian(at:into:)``.
    @inlinable
    public func valueWithJacobian(
        at x: [Double], into value: inout [Double], _ matrix: inout SparseMatrix<Double>
    ) {
        write(at: x, &matrix, value: &value, wantsValue: true)
    }

    @inlinable
    func write(at x: [Double], _ matrix: inout SparseMatrix<Double>, value: inout [Double], wantsValue: Bool) {
        if let program {
            // By colours if each point has a new path. And where an entry is nan: 0 · ∞ may be something else by the conventions of
            // the other modes.
            if program.write(at: x, &matrix, leading: &value, wantsLeading: wantsValue) { return }
        }
        writeByColors(at: x, &matrix, value: &value, wantsValue: wantsValue)
    }

    @inlinable
    func writeByColors(
        at x: [Double], _ matrix: inout SparseMatrix<Double>, value: inout [Double], wantsValue: Bool
    ) {
        var hasLooked = false
        while true {
            let compressed = state.current
            checkPoint(x, compressed.pattern.columns, "Jacobian")
            matrix.take(compressed.pattern)
            let run = take(compressed)
            let path = matrix.storage.withUnsafeMutableBufferPointer { values in
                run.run(at: x, to: values.baseAddress ?? .noValues, value: &value, wantsValue: wantsValue)
            }
            if compressed.sparsity.covers(path) {
                state.give(run)
                return
            }
            if hasLooked { notDeterministic() }
            hasLooked = true
            state.widen(by: jacobianSparsity(at: x, of: f), program == nil ? method : .forward)
        }
    }

    /// A run that waits, or a new one. Those of a narrower pattern are let go.
    @inlinable
    func take(_ compressed: CompressedJacobian) -> CompressedRun<F> {
        while let waiting = state.take() {
            let run = unsafeDowncast(waiting, to: CompressedRun<F>.self)
            if run.compressed === compressed { return run }
        }
        return CompressedRun(f, compressed)
    }
}
