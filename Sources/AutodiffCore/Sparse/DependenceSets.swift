/// The inputs that nodes depend on, found for those nodes alone that are asked about.
///
/// A node that one other reads needs no set of its own: the nodes below it form a tree, which is walked. So a sum of n terms
/// costs O(n), though its partial sums depend on 1, 2, …, n of them. A node that several read, or that is asked about, keeps
/// its set, and everything costs O(nodes + sizes of the sets that are asked for).
struct DependenceSets {
    private let graph: Dependences

    /// Whether a node keeps its set.
    private var isKept: [Bool]

    /// Where a kept node's set lies in `members`.
    private var starts: [Int]
    private var counts: [Int32]
    private(set) var members: [Int32] = []

    /// For each input the number of the search that met it last.
    private var seen: [Int32]
    private var search: Int32 = 0
    private var stack: [Int32] = []

    /// - Parameters:
    ///   - graph: The nodes.
    ///   - asked: The nodes whose sets are asked for.
    init(_ graph: Dependences, asked: [Bool]) {
        self.graph = graph
        let (n, count) = (graph.inputs, graph.inputs + graph.nodes.count)
        seen = [Int32](repeating: -1, count: n)
        starts = [Int](repeating: 0, count: count)
        counts = [Int32](repeating: 0, count: count)
        isKept = asked
        var readers = [UInt8](repeating: 0, count: count)
        var isNeeded = asked
        for i in (n..<count).reversed() where isNeeded[i] {
            graph.forEachOperand(of: graph.nodes[i - n]) { operand in
                isNeeded[operand] = true
                if readers[operand] < 2 { readers[operand] += 1 }
            }
        }
        for i in n..<count where isNeeded[i] {
            if readers[i] > 1 { isKept[i] = true }
            if isKept[i] { keep(i) }
        }
    }

    /// The inputs that a node depends on, in no order. It must have been asked about.
    func set(_ node: Int32) -> ArraySlice<Int32> {
        let node = Int(node)
        return node < graph.inputs ? [Int32(node)] : members[starts[node]..<starts[node] + Int(counts[node])]
    }

    private mutating func keep(_ node: Int) {
        let start = members.count
        search += 1
        let n = graph.inputs
        stack.append(Int32(node))
        while let top = stack.popLast() {
            let current = Int(top)
            if current < n {
                meet(top)
            } else if current != node && isKept[current] {
                for k in starts[current]..<starts[current] + Int(counts[current]) { meet(members[k]) }
            } else {
                let operation = graph.nodes[current - n]
                switch operation.kind {
                case .function: stack.append(operation.x)
                case .list, .linearList:
                    for operand in graph.lists[Int(operation.x)..<Int(operation.x + operation.y)] where operand >= 0 {
                        stack.append(operand)
                    }
                default:
                    stack.append(operation.y)
                    stack.append(operation.x)
                }
            }
        }
        starts[node] = start
        counts[node] = Int32(members.count - start)
    }

    @inline(__always)
    private mutating func meet(_ input: Int32) {
        if seen[Int(input)] == search { return }
        seen[Int(input)] = search
        members.append(input)
    }
}
