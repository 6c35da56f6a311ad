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

    /// The number of operations in which two numbers met, or a function was taken; 0 if they weren't counted.
    private(set) var operations = 0

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
        operations = counts.operations
        let lengths = (rows: pattern.longestRow, columns: pattern.transposed.longestRow)
        // The least that each way can cost, and then, as long as it may be the cheapest, what it does.
        costs = methods.map { counts.bound(of: $0, lengths, entries: pattern.count) }
        var colorings: [SparseMethod: Coloring] = [:]
        while true {
            costs.sort { $0.total(uses: uses) < $1.total(uses: uses) }
            let way = costs[0].method
            if way == .compiled || colorings[way] != nil { break }
            let coloring = way.coloring(of: pattern, uses: uses)
            colorings[way] = coloring
            costs[0] = counts.cost(of: way, coloring, entries: pattern.count)
        }
        // What wasn't worth a thought.
        costs.removeAll { $0.perCall == .infinity }
        coloring = colorings[costs[0].method] ?? colorings[.forward] ?? pattern.columnColoring(order: .natural)
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
    /// The cost of a way with its colours.
    func cost(of method: SparseMethod, _ coloring: Coloring, entries: Int) -> SparseCost {
        let (columns, rows) = (coloring.columnColorCount, coloring.rowColorCount)
        return cost(of: method, columns: columns, rows: rows, entries: entries)
    }

    /// The least that a way can cost: no colouring takes fewer colours than the longest row or column has entries.
    func bound(of method: SparseMethod, _ lengths: (rows: Int, columns: Int), entries: Int) -> SparseCost {
        switch method {
        case .compiled:
            let (perCall, once) = compiled(entries: entries)
            return SparseCost(method: .compiled, perCall: perCall, once: once, colors: 0)
        case .reverse: return cost(of: method, columns: 0, rows: lengths.columns, entries: entries)
        case .bidirectional:
            // Both ways at once: a run and a sweep at least; with one of the two it is that way.
            let both = cost(of: method, columns: 1, rows: 1, entries: entries)
            let worth = Swift.min(lengths.rows, lengths.columns) > 16
            return worth
                ? both : SparseCost(method: method, perCall: .infinity, once: 0, colors: 0)
        default: return cost(of: method, columns: lengths.rows, rows: 0, entries: entries)
        }
    }

    private func cost(of method: SparseMethod, columns: Int, rows: Int, entries: Int) -> SparseCost {
        var cost = 0.0
        if columns > 0 || rows == 0 { cost += forward(colors: columns, entries: entries) }
        if rows > 0 { cost += reverse(sweeps: rows, entries: columns > 0 ? 0 : entries) }
        return SparseCost(method: method, perCall: cost, once: 0, colors: columns + rows)
    }
}
