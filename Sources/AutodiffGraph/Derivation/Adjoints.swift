import AutodiffCore

/// The adjoints of a sweep, and the nodes that still have their turn, the last one first.
///
/// A heap, so that a sweep through a small part of a large graph, a row of a sparse Jacobian, costs by that part. The room for
/// the adjoints serves all sweeps.
struct Adjoints {
    private var adjoints: [Symbol?]
    private var heap: [Int32] = []

    init(nodes: Int) { adjoints = [Symbol?](repeating: nil, count: nodes) }

    subscript(node: Int32) -> Symbol? { adjoints[Int(node)] }

    /// Adds a contribution to the adjoint of the partial's operand.
    mutating func add(_ partial: Partial, _ weight: Symbol) {
        let operand = Int(partial.operand)
        let earlier = adjoints[operand]
        guard let sum = added(earlier, partial, weight), !(earlier == nil && sum._isZero) else { return }
        adjoints[operand] = sum
        if earlier == nil { push(partial.operand) }
    }

    /// Has the node take its turn, though it has no adjoint of its own.
    mutating func need(_ node: Int32) {
        if adjoints[Int(node)] != nil { return }
        adjoints[Int(node)] = 0
        push(node)
    }

    mutating func forget(_ node: Int32) { adjoints[Int(node)] = nil }

    /// Takes the adjoints of the first nodes, the inputs, and has no node left.
    mutating func finish(inputs: Int) -> [Symbol] {
        let result = (0..<inputs).map { adjoints[$0] ?? 0 }
        for node in heap { adjoints[Int(node)] = nil }
        heap.removeAll(keepingCapacity: true)
        return result
    }

    /// Takes the adjoints of those inputs that have one, in order, and has no node left.
    mutating func finishSparsely() -> [(input: Int32, adjoint: Symbol)] {
        let result = heap.sorted().map { ($0, adjoints[Int($0)]!) }
        for node in heap { adjoints[Int(node)] = nil }
        heap.removeAll(keepingCapacity: true)
        return result
    }

    /// The last node that hasn't had its turn; nil when only those below `first` are left.
    mutating func next(downTo first: Int) -> Int? {
        guard let top = heap.first, top >= first else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty { sink(last) }
        return Int(top)
    }

    /// Puts the node where the first one was.
    private mutating func sink(_ node: Int32) {
        var i = 0
        while true {
            var child = 2 * i + 1
            if child >= heap.count { break }
            if child + 1 < heap.count && heap[child + 1] > heap[child] { child += 1 }
            if node >= heap[child] { break }
            heap[i] = heap[child]
            i = child
        }
        heap[i] = node
    }

    private mutating func push(_ node: Int32) {
        heap.append(node)
        var i = heap.count - 1
        while i > 0, heap[(i - 1) / 2] < node {
            heap[i] = heap[(i - 1) / 2]
            i = (i - 1) / 2
        }
        heap[i] = node
    }
}
