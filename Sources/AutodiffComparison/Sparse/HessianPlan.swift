import AutodiffCore
import AutodiffGraph
import AutodiffModes

/// Sparse Hessians of one scalar field at many points: the pattern, the colours and the way, found once; see ``JacobianPlan``.
///
///     let plan = hessianPlan(at: grid, of: Chain())
///     let (value, gradient, h) = plan.valueWithGradientAndHessian(at: grid)
public final class HessianPlan<F: ScalarField & Sendable>: Sendable {
    /// The scalar field.
    public let f: F

    /// How Hessians are computed: `.forward`, in lanes of forward over reverse mode, or `.compiled`, which is left for the other if
    /// more than a fifth of the points are on a new path.
    public let method: SparseMethod

    /// What the ways would cost that were thought of, the chosen one first.
    public let costs: [SparseCost]

    /// The number of times that the plan was thought to be used.
    public let uses: Int

    @usableFromInline
    let state: PlanState<CompressedHessian>
    @usableFromInline
    let program: SparseProgram?

    @usableFromInline
    init(_ f: F, _ choice: HessianChoice, program: SparseProgram?) {
        self.f = f
        method = choice.costs.first?.method ?? .forward
        costs = choice.costs
        uses = choice.uses
        self.program = program
        state = PlanState(CompressedHessian(choice.sparsity, choice.coloring))
    }

    /// The entries that Hessians have, and where that holds: on the paths met so far.
    public var sparsity: Sparsity { active?.sparsity ?? state.current.sparsity }

    /// The pattern of Hessians: symmetric.
    public var pattern: SparsityPattern { sparsity.pattern }

    /// The colouring in use; nil for a program, which needs none.
    public var coloring: Coloring? { active == nil ? state.current.coloring : nil }

    /// The program, unless the points take new paths too often: then colours are the cheaper way.
    private var active: SparseProgram? { program.flatMap { $0.hasGivenUp ? nil : $0 } }

    /// The Hessian at a point.
    @inlinable
    public func hessian(at x: [Double]) -> SparseMatrix<Double> {
        var matrix = SparseMatrix<Double>(pattern: pattern)
        hessian(at: x, into: &matrix)
        return matrix
    }

    /// The value, the gradient and the Hessian at a point.
    @inlinable
    public func valueWithGradientAndHessian(
        at x: [Double]
    ) -> (value: Double, gradient: [Double], hessian: SparseMatrix<Double>) {
        var matrix = SparseMatrix<Double>(pattern: pattern)
        var leading: [Double] = []
        write(at: x, &matrix, leading: &leading, wantsLeading: true)
        return (leading[0], Array(leading.dropFirst()), matrix)
    }

    /// Writes the Hessian at a point to a matrix that another call has made; see ``JacobianPlan/jacobian(at:into:)``. By colours the
    /// function gets a copy of its inputs, which is allocated.
    @inlinable
    public func hessian(at x: [Double], into matrix: inout SparseMatrix<Double>) {
        var none: [Double] = []
        write(at: x, &matrix, leading: &none, wantsLeading: false)
    }

    @inlinable
    func write(at x: [Double], _ matrix: inout SparseMatrix<Double>, leading: inout [Double], wantsLeading: Bool) {
        if let program {
            // By colours if each point has a new path. And where an entry is nan: 0 · ∞ may be something else by the conventions of
            // the other modes.
            if program.write(at: x, &matrix, leading: &leading, wantsLeading: wantsLeading) { return }
        }
        var hasLooked = false
        while true {
            let compressed = state.current
            checkPoint(x, compressed.pattern.columns, "Hessian")
            matrix.take(compressed.pattern)
            let run = take(compressed)
            let path = matrix.storage.withUnsafeMutableBufferPointer { values in
                run.run(at: x, to: values.baseAddress ?? .noValues, leading: &leading, wantsLeading: wantsLeading)
            }
            if compressed.sparsity.covers(path) {
                state.give(run)
                return
            }
            if hasLooked { notDeterministic() }
            hasLooked = true
            state.widen(by: hessianSparsity(at: x, of: f))
        }
    }

    /// A run that waits, or a new one. Those of a narrower pattern are let go.
    @inlinable
    func take(_ compressed: CompressedHessian) -> CompressedHessianRun<F> {
        while let waiting = state.take() {
            let run = unsafeDowncast(waiting, to: CompressedHessianRun<F>.self)
            if run.compressed === compressed { return run }
        }
        return CompressedHessianRun(f, compressed)
    }
}
