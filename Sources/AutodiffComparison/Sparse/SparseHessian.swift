import AutodiffCore
import AutodiffGraph
import AutodiffModes

/// The Hessian of a scalar field, of which only the entries are computed and kept that may differ from zero.
///
///     let h = sparseHessian(at: grid, of: Chain())        // symmetric, with both triangles
///
/// Cost: one run that finds the pattern, a star colouring, and a gradient in lanes for every eight colours: for a given pattern as
/// many as a few times the entries of a row, whatever n. At many points take ``hessianPlan(at:of:by:uses:)``. Traps at an empty
/// point.
@inlinable
public func sparseHessian<F: ScalarField>(at x: [Double], of f: F) -> SparseMatrix<Double> {
    valueWithGradientAndSparseHessian(at: x, of: f).hessian
}

/// The value, the gradient and the sparse Hessian of a scalar field; see ``sparseHessian(at:of:)``.
@inlinable
public func valueWithGradientAndSparseHessian<F: ScalarField>(
    at x: [Double], of f: F
) -> (value: Double, gradient: [Double], hessian: SparseMatrix<Double>) {
    let trace = Trace.of(x, for: "sparseHessian") { [f.value(at: $0)] }
    let compressed = CompressedHessian(HessianChoice(trace, by: .forward, uses: 1))
    var matrix = SparseMatrix<Double>(pattern: compressed.pattern)
    var leading: [Double] = []
    let run = CompressedHessianRun(f, compressed)
    let path = matrix.storage.withUnsafeMutableBufferPointer { values in
        run.run(at: x, to: values.baseAddress ?? .noValues, leading: &leading, wantsLeading: true)
    }
    if !compressed.sparsity.covers(path) { notDeterministic() }
    return (leading[0], Array(leading.dropFirst()), matrix)
}

/// A plan for sparse Hessians: the pattern on the path at x, and the way that is predicted to cost the least; see
/// ``jacobianPlan(at:of:by:uses:)``.
///
///     let plan = hessianPlan(at: grid, of: Chain())
///     let h = plan.hessian(at: grid)
///
/// - Parameters:
///   - x: A point like those where Hessians will be wanted. Traps if it is empty.
///   - f: The scalar field.
///   - method: `.forward`, `.compiled`, or `.automatic`, which chooses. Traps for the ways of Jacobians.
///   - uses: How many Hessians will be taken, about: with few of them a program doesn't pay.
@inlinable
public func hessianPlan<F: ScalarField & Sendable>(
    at x: [Double], of f: F, by method: SparseMethod = .automatic, uses: Int = 1000
) -> HessianPlan<F> {
    let choice = HessianChoice(Trace.of(x, for: "hessianPlan") { [f.value(at: $0)] }, by: method, uses: uses)
    return HessianPlan(
        f, choice, program: choice.wantsProgram ? SparseProgram(compile(f, at: x), at: x, choice) : nil)
}

/// A plan for sparse Hessians with a colouring of one's own: star, acyclic, or of columns. Traps with the first entry that it
/// doesn't recover.
@inlinable
public func hessianPlan<F: ScalarField & Sendable>(
    at x: [Double], of f: F, coloring: Coloring
) -> HessianPlan<F> {
    HessianPlan(f, HessianChoice(hessianSparsity(at: x, of: f), coloring), program: nil)
}

extension CompressedHessian {
    @usableFromInline
    convenience init(_ choice: HessianChoice) { self.init(choice.sparsity, choice.coloring) }
}

/// The ways to a Hessian of one pattern, and what they cost.
@usableFromInline
struct HessianChoice {
    let sparsity: Sparsity
    let uses: Int

    /// What the ways cost, the cheapest first.
    private(set) var costs: [SparseCost] = []
    let coloring: Coloring

    @usableFromInline
    init(_ trace: Trace, by method: SparseMethod, uses: Int) {
        if method == .reverse || method == .bidirectional {
            misuse("a Hessian's columns are its rows: its plan is .forward, .compiled or .automatic")
        }
        (sparsity, self.uses) = (Sparsity(hessianOf: trace), uses)
        coloring = HessianChoice.coloring(of: sparsity.pattern, uses: uses)
        let counts = OperationCounts(trace.dependences)
        if method != .compiled { costs.append(counts.hessianByColors(coloring, entries: sparsity.pattern.count)) }
        if method != .forward { costs.append(counts.compiledHessian(entries: sparsity.pattern.count)) }
        costs.sort { $0.total(uses: uses) < $1.total(uses: uses) }
    }

    /// A colouring of one's own.
    @usableFromInline
    init(_ sparsity: Sparsity, _ coloring: Coloring) {
        if coloring.kind == .rows || coloring.kind == .bidirectional {
            misuse("a Hessian takes a colouring of columns, a star or an acyclic one")
        }
        checkColoring(coloring, of: sparsity.pattern)
        (self.sparsity, uses, self.coloring) = (sparsity, 1, coloring)
    }

    @usableFromInline
    var wantsProgram: Bool { costs.first?.method == .compiled }

    /// A star colouring; for a few uses the first one.
    static func coloring(of pattern: SparsityPattern, uses: Int) -> Coloring {
        uses < 100 ? pattern.starColoring(order: .natural) : pattern.starColoring()
    }
}

extension OperationCounts {
    /// A gradient in lanes for every eight colours.
    func hessianByColors(_ coloring: Coloring, entries: Int) -> SparseCost {
        let nodes = Double(operations)
        let runs = ColorChunk.widths(coloring.columnColorCount, atMost: 8).reduce(0.0) {
            $0 + 200 + ($1 == 4 ? 14 : 22) * nodes + 20 * Double(functions) + ($1 == 4 ? 8 : 13) * Double(inputs)
        }
        return SparseCost(
            method: .forward, perCall: runs + 0.6 * Double(entries), once: 0, colors: coloring.columnColorCount)
    }

    func compiledHessian(entries: Int) -> SparseCost {
        let operations = 5 * Double(joins) + 8 * Double(quotients + functions)
        return SparseCost(
            method: .compiled,
            perCall: 215 + 0.2 * operations + 3 * Double(functions) + 0.4 * Double(entries),
            once: 15_000 + 450 * operations, colors: 0)
    }
}
