import AutodiffCore
import AutodiffGraph
import AutodiffModes

/// A plan for sparse Jacobians: the pattern on the path at x, and the way that is predicted to cost the least.
///
///     let plan = jacobianPlan(at: x0, of: f)
///     let j = plan.jacobian(at: x)
///
/// Cost: one run that finds the pattern, colourings, and for a program its making, about a microsecond an operation of the
/// derivative. That is why it matters how often a plan is used.
///
/// - Parameters:
///   - x: A point like those where Jacobians will be wanted. Traps if it is empty.
///   - f: The function.
///   - method: The way; `.automatic` chooses.
///   - uses: How many Jacobians will be taken, about: with few of them a program doesn't pay.
@inlinable
public func jacobianPlan<F: Differentiable & Sendable>(
    at x: [Double], of f: F, by method: SparseMethod = .automatic, uses: Int = 1000
) -> JacobianPlan<F> {
    let choice = JacobianChoice(Trace.of(x, for: "jacobianPlan") { f($0) }, by: method, uses: uses)
    return JacobianPlan(
        f, choice, program: choice.wantsProgram ? SparseProgram(compile(f, at: x), at: x, choice) : nil)
}

/// A plan for sparse Jacobians with a colouring of one's own.
///
/// Traps with the first entry that the colouring doesn't recover. On a path with more entries than the pattern has, the colours are
/// found anew.
@inlinable
public func jacobianPlan<F: Differentiable & Sendable>(
    at x: [Double], of f: F, coloring: Coloring
) -> JacobianPlan<F> {
    JacobianPlan(f, JacobianChoice(jacobianSparsity(at: x, of: f), coloring), program: nil)
}

/// Traps with the first entry of the pattern that the colouring doesn't recover.
func checkColoring(_ coloring: Coloring, of pattern: SparsityPattern) {
    if let (i, j) = coloring.firstConflict(in: pattern) {
        misuse(
            """
            this colouring doesn't recover entry (\(i), \(j)): columns that have an entry in one row need different colours, and \
            likewise rows
            """)
    }
}

/// The ways to a Jacobian of one pattern, and what they cost.
@usableFromInline
struct JacobianChoice {
    let sparsity: Sparsity
    let uses: Int

    /// The way that was asked for.
    let given: SparseMethod

    /// What the ways cost, the cheapest first.
    private(set) var costs: [SparseCost] = []

    /// The colouring of the cheapest way; of columns for a program, for where its entries are nan.
    private(set) var coloring: Coloring

    @usableFromInline
    init(_ trace: Trace, by method: SparseMethod, uses: Int) {
        self.init(
            trace, among: method == .automatic ? [.forward, .reverse, .bidirectional, .compiled] : [method], uses: uses)
    }

    init(_ trace: Trace, among methods: [SparseMethod], uses: Int) {
        (sparsity, self.uses, given) = (Sparsity(jacobianOf: trace), uses, methods[0])
        let pattern = sparsity.pattern
        let counts = OperationCounts(trace.dependences)
        var colorings: [SparseMethod: Coloring] = [:]
        for way in methods {
            if way == .compiled {
                let (perCall, once) = counts.compiled(entries: pattern.count)
                costs.append(SparseCost(method: .compiled, perCall: perCall, once: once, colors: 0))
                continue
            }
            // Both ways at once pay where one alone needs many colours.
            if way == .bidirectional && costs.contains(where: { $0.colors <= 8 }) { continue }
            let coloring = way.coloring(of: pattern)
            colorings[way] = coloring
            costs.append(
                SparseCost(
                    method: way, perCall: counts.cost(of: way, coloring, entries: pattern.count), once: 0,
                    colors: coloring.count))
        }
        costs.sort { $0.total(uses: uses) < $1.total(uses: uses) }
        coloring = colorings[costs[0].method] ?? colorings[.forward] ?? pattern.columnColoring()
    }

    /// A colouring of one's own.
    @usableFromInline
    init(_ sparsity: Sparsity, _ coloring: Coloring) {
        checkColoring(coloring, of: sparsity.pattern)
        switch coloring.kind {
        case .columns: given = .forward
        case .rows: given = .reverse
        case .bidirectional: given = .bidirectional
        case .star, .acyclic:
            misuse("star and acyclic colourings are for Hessians: a Jacobian takes columns, rows or both")
        }
        (self.sparsity, uses, self.coloring) = (sparsity, 1, coloring)
    }

    @usableFromInline
    var wantsProgram: Bool { costs.first?.method == .compiled }
}

extension OperationCounts {
    func cost(of method: SparseMethod, _ coloring: Coloring, entries: Int) -> Double {
        switch method {
        case .reverse: return reverse(sweeps: coloring.rowColorCount, entries: entries)
        case .bidirectional:
            let columns = coloring.columnColorCount == 0 ? 0 : forward(coloring, entries: entries)
            return columns + (coloring.rowColorCount == 0 ? 0 : reverse(sweeps: coloring.rowColorCount, entries: 0))
        default: return forward(coloring, entries: entries)
        }
    }
}
