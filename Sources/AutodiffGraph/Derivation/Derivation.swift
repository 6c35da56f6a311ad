import AutodiffCore

/// The derivatives of a graph, as a graph: the operations of the one, and those that its derivatives need beside them.
///
/// A product with a structural zero is never recorded, so zeros are known exactly, and a derivative that is shared by several
/// entries is one node.
struct Derivation {
    /// What is derived.
    let graph: Graph

    /// Where the derivative is recorded.
    let recording: Recording

    /// The inputs, and after them those for directions or cotangents.
    let inputs: [Symbol]

    /// What each node of the graph is in the recording.
    let nodes: [Symbol]

    /// Whether a node depends on an input, other than through a stopped gradient.
    private let activity: [Bool]

    /// The recording of the graph's operations at the point x, with room for `extra` inputs more. Where `active` is given only
    /// the first so many inputs have derivatives. Without `keepsGuards` the graph's comparisons are left out: for numbers at x alone.
    init(
        of graph: Graph, at x: [Double], extra: [Double] = [], active: Int? = nil, keepsGuards: Bool = true,
        _ options: CompileOptions
    ) {
        self.graph = graph
        recording = Recording(options, expected: 3 * graph.nodes.count)
        inputs = recording.inputs(x + extra)
        // The point is the one where the graph was recorded, so every comparison comes out as it did.
        nodes = graph.nodeValues(at: Array(inputs.prefix(x.count)), checking: keepsGuards)!
        var activity = [Bool](repeating: false, count: graph.nodes.count)
        for (i, node) in graph.nodes.enumerated() {
            activity[i] =
                switch node.operation {
                case .input: i < active ?? graph.inputCount
                case .less, .lessOrEqual, .equal, .stopGradient: false
                case .vectorRule:
                    graph.lists[Int(node.x)..<Int(node.x + node.y)].contains { $0 >= 0 && activity[Int($0)] }
                case .select: node.y >= 0 && activity[Int(node.y)] || node.z >= 0 && activity[Int(node.z)]
                default:
                    node.x >= 0 && activity[Int(node.x)]
                        || node.operation.operandCount > 1 && node.y >= 0 && activity[Int(node.y)]
                }
        }
        self.activity = activity
    }

    /// Whether the operand depends on an input.
    func isActive(_ operand: Int32) -> Bool { operand >= 0 && activity[Int(operand)] }

    /// The operand in the recording.
    func symbol(_ operand: Int32) -> Symbol { graph.value(operand, nodes) }

    /// The graph's results in the recording.
    var results: [Symbol] { graph.outputs.map { symbol($0) } }
}

extension Derivation {
    /// The gradient of result `row`, with a 0 for each input that it doesn't depend on.
    func gradient(of row: Int) -> [Symbol] { gradients(of: row..<row + 1)[0] }

    /// The gradients of some results.
    func gradients(of rows: Range<Int>) -> [[Symbol]] {
        var adjoints = Adjoints(nodes: graph.nodes.count)
        return rows.map { pullback([(graph.outputs[$0], 1)], &adjoints) }
    }

    /// wᵀJ for the cotangents w of all results.
    func pullback(_ cotangents: [Symbol]) -> [Symbol] {
        var adjoints = Adjoints(nodes: graph.nodes.count)
        return pullback(Array(zip(graph.outputs, cotangents)), &adjoints)
    }

    /// The sum of the gradients of some nodes, each with its weight.
    private func pullback(
        _ seeds: [(operand: Int32, weight: Symbol)], _ adjoints: inout Adjoints
    ) -> [Symbol] {
        sweep(seeds, &adjoints)
        return adjoints.finish(inputs: graph.inputCount)
    }

    /// The adjoints of some nodes' weighted sum: a sweep from the last to the first, until inputs alone are left.
    func sweep(_ seeds: [(operand: Int32, weight: Symbol)], _ adjoints: inout Adjoints) {
        for (operand, weight) in seeds where isActive(operand) { adjoints.add(Partial(operand: operand), weight) }
        while let i = adjoints.next(downTo: graph.inputCount) {
            let node = graph.nodes[i]
            switch node.operation {
            case .element: break
            case .vectorRule: pullBack(node, i, &adjoints)
            default:
                let weight = adjoints[Int32(i)]!
                let partials = partials(of: i)
                if let partial = partials.first { adjoints.add(partial, weight) }
                if let partial = partials.second { adjoints.add(partial, weight) }
            }
            // The elements of a rule's values lie behind it, and are needed until it has its turn.
            if node.operation == .element {
                adjoints.need(node.x)
            } else {
                adjoints.forget(Int32(i))
            }
        }
    }

    private func pullBack(_ node: Graph.Node, _ i: Int, _ adjoints: inout Adjoints) {
        var values: [Symbol] = []
        var weights: [Symbol] = []
        var element = i + 1
        while element < graph.nodes.count, graph.nodes[element].operation == .element,
            graph.nodes[element].x == Int32(i)
        {
            values.append(nodes[element])
            weights.append(adjoints[Int32(element)] ?? 0)
            adjoints.forget(Int32(element))
            element += 1
        }
        let operands = graph.lists[Int(node.x)..<Int(node.x + node.y)]
        let box = graph.rules[Int(node.z)] as! VectorBox
        let contributions = box.pullback(weights, at: operands.map { symbol($0) }, value: values)
        for (operand, weight) in zip(operands, contributions) where isActive(operand) {
            adjoints.add(Partial(operand: operand), weight)
        }
    }

    /// Jv for a direction v: a sweep from the first to the last.
    func pushforward(_ direction: [Symbol]) -> [Symbol] {
        var tangents: [Symbol?] = direction.map { $0._isZero ? nil : $0 }
        tangents += [Symbol?](repeating: nil, count: graph.nodes.count - tangents.count)
        var results: [Symbol] = []
        for i in graph.inputCount..<graph.nodes.count where activity[i] {
            let node = graph.nodes[i]
            switch node.operation {
            case .vectorRule: results = pushForward(node, i, tangents)
            case .element: tangents[i] = results[Int(node.y)]._isZero ? nil : results[Int(node.y)]
            default:
                if !touches(node, tangents) { continue }
                let partials = partials(of: i)
                var sum: Symbol?
                if let partial = partials.first, let tangent = tangents[Int(partial.operand)] {
                    sum = added(nil, partial, tangent)
                }
                if let partial = partials.second, let tangent = tangents[Int(partial.operand)] {
                    sum = added(sum, partial, tangent)
                }
                tangents[i] = sum
            }
        }
        return graph.outputs.map { $0 >= 0 ? tangents[Int($0)] ?? 0 : 0 }
    }

    /// Whether one of the operands has a tangent.
    private func touches(_ node: Graph.Node, _ tangents: [Symbol?]) -> Bool {
        let count = node.operation.operandCount
        return node.x >= 0 && tangents[Int(node.x)] != nil
            || count > 1 && node.y >= 0 && tangents[Int(node.y)] != nil
            || count > 2 && node.z >= 0 && tangents[Int(node.z)] != nil
    }

    private func pushForward(_ node: Graph.Node, _ i: Int, _ tangents: [Symbol?]) -> [Symbol] {
        let operands = graph.lists[Int(node.x)..<Int(node.x + node.y)]
        var values: [Symbol] = []
        var element = i + 1
        while element < graph.nodes.count, graph.nodes[element].operation == .element,
            graph.nodes[element].x == Int32(i)
        {
            values.append(nodes[element])
            element += 1
        }
        let box = graph.rules[Int(node.z)] as! VectorBox
        return box.pushforward(
            operands.map { $0 >= 0 ? tangents[Int($0)] ?? 0 : 0 }, at: operands.map { symbol($0) }, value: values)
    }
}

/// sum + factor · weight, where a structural zero adds nothing.
func added(_ sum: Symbol?, _ partial: Partial, _ weight: Symbol) -> Symbol? {
    var (term, isNegative) = (weight, partial.isNegative)
    if let factor = partial.factor {
        if factor._isZero || weight._isZero { return sum }
        if factor.isConstant(-1) {
            isNegative.toggle()
        } else {
            term = factor * weight
        }
    }
    guard let sum else { return isNegative ? -term : term }
    return isNegative ? sum - term : sum + term
}
