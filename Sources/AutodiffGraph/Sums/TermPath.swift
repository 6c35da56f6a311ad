import AutodiffCore

/// One way through a term of a sum: each of its operations as it is written, with the comparisons in their places.
///
/// An operand is a parameter, by the order in which the term first uses them; or an operation, from the number of all parameters
/// on; or -1 - k for the k-th constant in the order in which they occur. Terms of one path differ in their constants, which are the
/// data, and in which parameters they use.
final class TermPath {
    var nodes: [Graph.Node] = []
    var lists: [Int32] = []
    var guards: [Graph.Guard] = []

    /// For each guard the number of operations that there were when it was met.
    var guardPlaces: [Int32] = []
    var outputs: [Int32] = []
    var rules: [RuleBox] = []

    /// The number of all parameters.
    var parameterCount = 0

    /// The parameters that the term used, and the constants, where it was recorded.
    var point: [Double] = []
    var constants: [Double] = []

    /// For the places where others leave this path, which those are.
    var others: [Int: [Int]] = [:]

    /// The operations once the path is complete.
    private(set) var table = UnsafePointer<Graph.Node>(bitPattern: MemoryLayout<Graph.Node>.alignment)!
    private var memory: UnsafeMutablePointer<Graph.Node>?

    init() {}

    deinit { memory?.deallocate() }

    /// Marks the path as complete.
    func close() {
        let memory = UnsafeMutablePointer<Graph.Node>.allocate(capacity: max(nodes.count, 1))
        memory.initialize(from: nodes, count: nodes.count)
        self.memory = memory
        table = UnsafePointer(memory)
    }

    /// The number of operations before the next comparison, where there were some already, or before the end.
    func limit(guards count: Int) -> Int { count < guardPlaces.count ? Int(guardPlaces[count]) : nodes.count }

    /// A path that begins like another one.
    init(_ path: TermPath, nodes: Int, guards: Int, lists: Int) {
        self.nodes = Array(path.nodes[..<nodes])
        self.lists = Array(path.lists[..<lists])
        self.guards = Array(path.guards[..<guards])
        guardPlaces = Array(path.guardPlaces[..<guards])
    }

    /// The number of values of a rule of many arguments.
    func elementCount(of node: Int) -> Int {
        var end = node + 1
        while end < nodes.count, nodes[end].operation == .element, nodes[end].x == Int32(parameterCount + node) {
            end += 1
        }
        return end - node - 1
    }

    /// The path as a graph. Its inputs are the parameters that all terms have in common, then those that differ, then what data
    /// differ, by columns.
    func lifted(_ columns: DataColumns, _ indices: IndexColumns, _ options: CompileOptions) -> TermGraph {
        let (shared, differing, varying) = (indices.shared, indices.differing, columns.varying)
        var graph = Graph()
        graph.rules = rules
        graph.inputCount = shared.count + differing.count + varying.count
        graph.nodes = [Graph.Node](
            repeating: Graph.Node(operation: .input, x: -1, y: -1, z: -1), count: graph.inputCount)
        var parameters = [Int32](repeating: -1, count: point.count)
        for (k, local) in (shared + differing).enumerated() { parameters[local] = Int32(k) }
        var data = [Int32](repeating: -1, count: columns.classCount)
        for (k, number) in varying.enumerated() { data[number] = Int32(shared.count + differing.count + k) }
        func operand(_ operand: Int32) -> Int32 {
            if operand >= parameterCount { return operand - Int32(parameterCount) + Int32(graph.inputCount) }
            if operand >= 0 { return parameters[Int(operand)] }
            let constant = Int(-1 - operand)
            let input = data[columns.number(of: constant)]
            if input >= 0 { return input }
            graph.constants.append(constants[constant])
            return -Int32(graph.constants.count)
        }
        for node in nodes {
            var node = node
            switch node.operation {
            case .vectorRule:
                let operands = lists[Int(node.x)..<Int(node.x + node.y)].map { operand($0) }
                node.x = Int32(graph.lists.count)
                graph.lists += operands
            case .element: node.x = operand(node.x)
            default:
                let count = node.operation.operandCount
                if count > 0 { node.x = operand(node.x) }
                if count > 1 { node.y = operand(node.y) }
                if count > 2 { node.z = operand(node.z) }
            }
            graph.nodes.append(node)
        }
        for (guardian, place) in zip(guards, guardPlaces) {
            var guardian = guardian
            guardian.x = operand(guardian.x)
            guardian.y = operand(guardian.y)
            graph.guards.append(guardian)
            graph.guardPlaces.append(place + Int32(graph.inputCount))
        }
        graph.outputs = outputs.map { operand($0) }
        let at =
            (shared + differing).map { point[$0] } + varying.map { constants[columns.representative(of: $0)] }
        return TermGraph(
            graph: graph.simplified(at: at, options), point: at, sharedCount: shared.count,
            differingCount: differing.count)
    }
}

/// A term as a graph: of parameters that all terms on the path share, of parameters that differ, and of columns of data.
struct TermGraph: Sendable {
    let graph: Graph

    /// A point of the path, where its derivatives are recorded.
    var point: [Double]
    let sharedCount: Int
    let differingCount: Int

    /// The number of parameters that a term has.
    var parameterCount: Int { sharedCount + differingCount }

    /// The number of columns of data.
    var columnCount: Int { graph.inputCount - parameterCount }
}

extension Graph {
    /// The graph recorded once more, with common subexpressions as one node. The comparisons stay as they are.
    fileprivate func simplified(at point: [Double], _ options: CompileOptions) -> Graph {
        let recording = Recording(options, expected: nodes.count)
        let all = nodeValues(at: recording.inputs(point)) { guardian, all in
            let (x, y) = (value(guardian.x, all), value(guardian.y, all))
            if x.isConstant && y.isConstant { return true }
            return recording.compare(guardian.comparison, x, y, holds: guardian.held) == guardian.held
        }
        recording.setOutputs(outputs.map { value($0, all!) })
        recording.isOpen = false
        return recording.graph
    }
}
