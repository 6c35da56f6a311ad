import AutodiffCore

/// A computation for many points, in two parts: what is the same for all of them, and what differs from point to point.
///
/// The operations on uniforms alone are done once. Their results that the other operations need, the *cut*, are the first inputs
/// of the second part; behind them come the inputs that differ.
struct SplitGraph {
    /// From the uniform inputs to the cut.
    let uniform: Graph

    /// From the cut and the inputs that differ to the results.
    let lanes: Graph

    /// The point of `lanes` that belongs to the point where the whole was recorded.
    let point: [Double]

    var cutCount: Int { uniform.outputs.count }
}

extension Graph {
    /// The two parts, where `differs` tells of each input whether it differs from point to point.
    ///
    /// Cost: one replay of the recording.
    func split(at point: [Double], differs: [Bool], _ options: CompileOptions) -> SplitGraph {
        let differs = differing(differs)
        let cut = cut(differs)
        var uniform = Part(of: self)
        var lanes = Part(of: self)
        for i in 0..<inputCount where !differs[i] { uniform.addInput(Int32(i)) }
        for node in cut { lanes.addInput(node) }
        for i in 0..<inputCount where differs[i] { lanes.addInput(Int32(i)) }
        for i in inputCount..<nodes.count {
            if differs[i] { lanes.add(Int32(i)) } else { uniform.add(Int32(i)) }
        }
        for (guardian, place) in zip(guards, guardPlaces) {
            let differs = [guardian.x, guardian.y].contains { $0 >= 0 && differs[Int($0)] }
            if differs { lanes.add(guardian, place) } else { uniform.add(guardian, place) }
        }
        uniform.setOutputs(cut)
        lanes.setOutputs(outputs)
        let values = recordedValues(at: point, options)
        return SplitGraph(
            uniform: uniform.graph, lanes: lanes.graph,
            point: cut.map { values[Int($0)] } + (0..<inputCount).filter { differs[$0] }.map { values[$0] })
    }

    /// The nodes' values, with the bits that a recording has.
    func recordedValues(at point: [Double], _ options: CompileOptions) -> [Double] {
        let recording = Recording(options, expected: nodes.count)
        return withExtendedLifetime(recording) {
            nodeValues(at: recording.inputs(point), checking: false)!.map(\.value)
        }
    }

    /// Whether each node differs from point to point.
    private func differing(_ inputs: [Bool]) -> [Bool] {
        var differs = inputs
        differs.reserveCapacity(nodes.count)
        func of(_ operand: Int32) -> Bool { operand >= 0 && differs[Int(operand)] }
        for node in nodes[inputCount...] {
            if node.operation == .vectorRule {
                differs.append(lists[Int(node.x)..<Int(node.x + node.y)].contains { of($0) })
                continue
            }
            let count = node.operation.operandCount
            differs.append(count > 0 && of(node.x) || count > 1 && of(node.y) || count > 2 && of(node.z))
        }
        return differs
    }

    /// The uniform nodes that those which differ, or the results, need.
    private func cut(_ differs: [Bool]) -> [Int32] {
        var isNeeded = [Bool](repeating: false, count: nodes.count)
        func need(_ operand: Int32) { if operand >= 0 && !differs[Int(operand)] { isNeeded[Int(operand)] = true } }
        for (i, node) in nodes.enumerated() where i >= inputCount && differs[i] && node.operation != .element {
            if node.operation == .vectorRule {
                for operand in lists[Int(node.x)..<Int(node.x + node.y)] { need(operand) }
                continue
            }
            let count = node.operation.operandCount
            if count > 0 { need(node.x) }
            if count > 1 { need(node.y) }
            if count > 2 { need(node.z) }
        }
        for guardian in guards where [guardian.x, guardian.y].contains(where: { $0 >= 0 && differs[Int($0)] }) {
            need(guardian.x)
            need(guardian.y)
        }
        for output in outputs { need(output) }
        return isNeeded.indices.filter { isNeeded[$0] }.map { Int32($0) }
    }
}

/// Some of a graph's nodes, as a graph of their own.
private struct Part {
    private let whole: Graph
    private(set) var graph = Graph()

    /// The number that each node has in the part.
    private var numbers: [Int32]

    init(of whole: Graph) {
        self.whole = whole
        numbers = [Int32](repeating: .min, count: whole.nodes.count)
        graph.rules = whole.rules
    }

    mutating func addInput(_ node: Int32) {
        numbers[Int(node)] = Int32(graph.nodes.count)
        graph.nodes.append(Graph.Node(operation: .input, x: -1, y: -1, z: -1))
        graph.inputCount += 1
    }

    mutating func add(_ number: Int32) {
        var node = whole.nodes[Int(number)]
        switch node.operation {
        case .vectorRule:
            let operands = whole.lists[Int(node.x)..<Int(node.x + node.y)].map { operand($0) }
            node.x = Int32(graph.lists.count)
            graph.lists += operands
        case .element: node.x = operand(node.x)
        default:
            let count = node.operation.operandCount
            if count > 0 { node.x = operand(node.x) }
            if count > 1 { node.y = operand(node.y) }
            if count > 2 { node.z = operand(node.z) }
        }
        numbers[Int(number)] = Int32(graph.nodes.count)
        graph.nodes.append(node)
    }

    /// Adds a guard that the whole graph met when it had `place` nodes.
    mutating func add(_ guardian: Graph.Guard, _ place: Int32) {
        graph.guards.append(
            Graph.Guard(
                comparison: guardian.comparison, x: operand(guardian.x), y: operand(guardian.y), held: guardian.held))
        // The part's nodes that lie before this place.
        var number = Int(place) - 1
        while number >= 0 && numbers[number] < Int32(graph.inputCount) { number -= 1 }
        graph.guardPlaces.append(number < 0 ? Int32(graph.inputCount) : numbers[number] + 1)
    }

    mutating func setOutputs(_ outputs: [Int32]) { graph.outputs = outputs.map { operand($0) } }

    private mutating func operand(_ operand: Int32) -> Int32 {
        if operand >= 0 { return numbers[Int(operand)] }
        graph.constants.append(whole.constants[Int(-1 - operand)])
        return -Int32(graph.constants.count)
    }
}
