import AutodiffCore

/// The adjoints of a sweep, and the nodes that still have their turn, the last one first.
///
/// A heap, so that a sweep through a small part of a large graph, a row of a sparse Jacobian, costs by that part.
struct Adjoints {
    private var adjoints: [Int32: Symbol] = [:]
    private var heap: [Int32] = []
    private let recording: Recording

    init(_ recording: Recording) { self.recording = recording }

    subscript(node: Int32) -> Symbol? { adjoints[node] }

    /// Adds a contribution to the adjoint of the partial's operand.
    mutating func add(_ partial: Partial, _ weight: Symbol) {
        let earlier = adjoints[partial.operand]
        guard let sum = added(earlier, partial, weight), !(earlier == nil && sum._isZero) else { return }
        adjoints[partial.operand] = sum
        if earlier == nil { push(partial.operand) }
    }

    /// Has the node take its turn, though it has no adjoint of its own.
    mutating func need(_ node: Int32) { if adjoints[node] == nil { adjoints[node] = 0; push(node) } }

    mutating func forget(_ node: Int32) { adjoints[node] = nil }

    /// The last node that hasn't had its turn; nil when only those below `first` are left.
    mutating func next(downTo first: Int) -> Int? {
        guard let top = heap.first, top >= first else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty {
            heap[0] = last
            var i = 0
            while true {
                var child = 2 * i + 1
                if child >= heap.count { break }
                if child + 1 < heap.count && heap[child + 1] > heap[child] { child += 1 }
                if heap[i] >= heap[child] { break }
                heap.swapAt(i, child)
                i = child
            }
        }
        return Int(top)
    }

    private mutating func push(_ node: Int32) {
        heap.append(node)
        var i = heap.count - 1
        while i > 0, heap[(i - 1) / 2] < heap[i] {
            heap.swapAt(i, (i - 1) / 2)
            i = (i - 1) / 2
        }
    }
}
