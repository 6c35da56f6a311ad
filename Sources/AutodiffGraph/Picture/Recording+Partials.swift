import AutodiffCore

extension Graph {
    /// The operands of node i; of an element all those of its rule.
    func operands(of i: Int) -> [Int32] {
        let node = nodes[i]
        switch node.operation {
        case .element: return operands(of: Int(node.x))
        case .vectorRule: return Array(lists[Int(node.x)..<Int(node.x + node.y)])
        default: return Array([node.x, node.y, node.z].prefix(node.operation.operandCount))
        }
    }
}

extension Recording {
    /// The partial derivatives of node i by each of its operands, as numbers; 0 by a constant.
    ///
    /// They are the rules', as the scalars' own are: the derivation of graphs has them as operations.
    func partials(of i: Int) -> [Double] {
        let node = graph.nodes[i]
        let operands = graph.operands(of: i)
        let x = operands.map { value(of: $0) }
        switch node.operation {
        case .input, .vectorRule: return []
        case .add: return [1, 1]
        case .subtract: return [1, -1]
        case .multiply: return [x[1], x[0]]
        case .negate: return [-1]
        case .less, .lessOrEqual, .equal, .stopGradient: return [0, 0, 0]
        case .select: return x[0] != 0 ? [0, 1, 0] : [0, 0, 1]
        case .abs: return [UnaryRuleBox(Rules.Abs()).derivative(x[0])]
        case .relu: return [UnaryRuleBox(Rules.ReLU()).derivative(x[0])]
        case .divide: return partials(BinaryRuleBox(Rules.Divide()), operands, x, values[i])
        case .max: return partials(BinaryRuleBox(Rules.Max()), operands, x, values[i])
        case .min: return partials(BinaryRuleBox(Rules.Min()), operands, x, values[i])
        case .binaryRule: return partials(graph.rules[Int(node.z)] as! BinaryBox, operands, x, values[i])
        case .unaryRule: return [(graph.rules[Int(node.z)] as! UnaryBox).derivative(x[0])]
        case .unaryDerivative, .binaryPartialX, .binaryPartialY: return slopes(of: node, x)
        case .element: return row(of: i, x)
        }
    }

    /// Those of a rule of two arguments, by the ones that aren't constants.
    private func partials(_ box: BinaryBox, _ operands: [Int32], _ x: [Double], _ value: Double) -> [Double] {
        [
            operands[0] >= 0 ? box.partialX(x[0], x[1], value: value) : 0,
            operands[1] >= 0 ? box.partialY(x[0], x[1], value: value) : 0,
        ]
    }

    /// A row of the Jacobian of a rule of many arguments.
    private func row(of i: Int, _ x: [Double]) -> [Double] {
        let node = graph.nodes[i]
        let call = Int(node.x)
        let box = graph.rules[Int(graph.nodes[call].z)] as! VectorBox
        var end = call + 1
        while end < graph.nodes.count, graph.nodes[end].operation == .element, graph.nodes[end].x == node.x { end += 1 }
        let cotangent = (0..<end - call - 1).map { $0 == Int(node.y) ? 1.0 : 0 }
        return box.pullback(cotangent, at: x, value: Array(values[call + 1..<end]))
    }

    /// The slopes of a derivative that a rule computes on numbers: by the rule on symbols.
    private func slopes(of node: Graph.Node, _ x: [Double]) -> [Double] {
        let box = graph.rules[Int(node.z)]
        let inner = Recording.ofEveryOperation(at: x) { x in
            if let box = box as? UnaryBox { return [box.derivative(at: x[0], value: box.apply(to: x[0]))] }
            let binary = box as! BinaryBox
            let value = binary.apply(to: x[0], x[1])
            return [
                node.operation == .binaryPartialX
                    ? binary.partialX(x[0], x[1], value: value) : binary.partialY(x[0], x[1], value: value)
            ]
        }
        let (nodes, outputs) = inner.drawn(inputs: x.map { _ in "" })
        return ComputationGraph(nodes: nodes, inputCount: x.count, output: outputs[0]).gradient
    }
}
