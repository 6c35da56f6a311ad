import AutodiffCore
import AutodiffGraph

/// What a plan has found out so far, and the memory of runs that wait: shared by threads.
@usableFromInline
final class PlanState<Compressed: Sendable & AnyObject>: Sendable {
    private let compressed: Locked<Compressed>
    private let runs = Locked(Runs())

    /// Runs are used by one thread at a time: who takes one has it alone.
    private struct Runs: @unchecked Sendable {
        var waiting: [AnyObject] = []
    }

    init(_ compressed: Compressed) { self.compressed = Locked(compressed) }

    @usableFromInline
    var current: Compressed { compressed.withLock { $0 } }

    func widen(_ change: (Compressed) -> Compressed) { compressed.withLock { $0 = change($0) } }

    /// A run that waits.
    @usableFromInline
    func take() -> AnyObject? { runs.withLock { $0.waiting.popLast() } }

    @usableFromInline
    func give(_ run: AnyObject) { runs.withLock { $0.waiting.append(run) } }
}

extension PlanState where Compressed == CompressedJacobian {
    @usableFromInline
    func widen(by sparsity: Sparsity, _ method: SparseMethod) { widen { $0.widened(by: sparsity, method) } }
}
