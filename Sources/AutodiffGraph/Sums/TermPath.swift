import AutodiffCore

/// One way through a term of a sum: each of its operations as it is written, with the comparisons in their places.
///
/// The constants are numbered in the order in which they occur. Terms of one path differ in their constants alone, which are the
/// data.
final class TermPath {
    /// The operations; the first nodes are the parameters.
    var graph: Graph

    /// The parameters and the constants of the term that was recorded.
    let point: [Double]
    let constants: [Double]

    /// For the places where others leave this path, which those are.
    var others: [Int: [Int]] = [:]

    init(_ graph: Graph, at point: [Double], constants: [Double]) {
        self.graph = graph
        self.point = point
        self.constants = constants
    }

    /// The graph with inputs, behind the parameters, in the place of the constants that differ from term to term: the k-th such
    /// input for a constant of class k.
    func lifted(_ columns: DataColumns, _ options: CompileOptions) -> (graph: Graph, point: [Double]) {
        let (n, varying) = (graph.inputCount, columns.varying)
        var lifted = Graph()
        lifted.rules = graph.rules
        lifted.inputCount = n + varying.count
        lifted.nodes = [Graph.Node](
            repeating: Graph.Node(operation: .input, x: -1, y: -1, z: -1), count: lifted.inputCount)
        var numbers = [Int32](repeating: -1, count: columns.classCount)
        for (k, number) in varying.enumerated() { numbers[number] = Int32(n + k) }
        let shift = Int32(varying.count)
        func operand(_ operand: Int32) -> Int32 {
            if operand >= 0 { return operand < Int32(n) ? operand : operand + shift }
            let constant = Int(-1 - operand)
            let input = numbers[columns.number(of: constant)]
            if input >= 0 { return input }
            lifted.constants.append(constants[constant])
            return -Int32(lifted.constants.count)
        }
        for node in graph.nodes[n...] {
            var node = node
            switch node.operation {
            case .vectorRule:
                let operands = graph.lists[Int(node.x)..<Int(node.x + node.y)].map { operand($0) }
                node.x = Int32(lifted.lists.count)
                lifted.lists += operands
            case .element: node.x = operand(node.x)
            default:
                let count = node.operation.operandCount
                if count > 0 { node.x = operand(node.x) }
                if count > 1 { node.y = operand(node.y) }
                if count > 2 { node.z = operand(node.z) }
            }
            lifted.nodes.append(node)
        }
        for (guardian, place) in zip(graph.guards, graph.guardPlaces) {
            var guardian = guardian
            guardian.x = operand(guardian.x)
            guardian.y = operand(guardian.y)
            lifted.guards.append(guardian)
            lifted.guardPlaces.append(place + shift)
        }
        lifted.outputs = graph.outputs.map { operand($0) }
        let at = point + varying.map { constants[columns.representative(of: $0)] }
        return (lifted.simplified(at: at, options), at)
    }
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
