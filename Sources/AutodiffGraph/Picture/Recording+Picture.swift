import AutodiffCore

extension Recording {
    /// The recording of every operation of `f`, run at the point x.
    static func ofEveryOperation(
        at x: [Double], lines: OperationLines? = nil, _ f: ([Symbol]) throws -> [Symbol]
    ) rethrows -> Recording {
        var options = CompileOptions()
        options.exactValues = true
        let recording = Recording(options, keepsEveryOperation: true)
        recording.operationLines = lines
        defer { recording.isOpen = false }
        recording.setOutputs(try f(recording.inputs(x)))
        return recording
    }

    /// The nodes as a picture has them, and the places of the results.
    func drawn(inputs names: [String]) -> (nodes: [ComputationGraph.Node], outputs: [Int]) {
        var nodes: [ComputationGraph.Node] = []
        /// The place of each of the graph's nodes in the picture, where the call of a rule of many arguments has none.
        var places: [Int] = []
        for i in graph.nodes.indices {
            places.append(nodes.count)
            if graph.nodes[i].operation != .vectorRule { nodes.append(node(i, places)) }
        }
        let outputs = graph.outputs.map { output in
            if output >= 0 { return places[Int(output)] }
            let value = graph.constants[Int(-1 - output)]
            nodes.append(ComputationGraph.Node(name: "", operation: .constant, arguments: [], value: value))
            return nodes.count - 1
        }
        name(&nodes, inputs: names, places)
        return (nodes, outputs)
    }

    /// The operand's value.
    func value(of operand: Int32) -> Double { operand >= 0 ? values[Int(operand)] : graph.constants[Int(-1 - operand)] }

    private func node(_ i: Int, _ places: [Int]) -> ComputationGraph.Node {
        var operands = graph.operands(of: i)
        var constants = operands.map { graph.constant($0) }
        let partials = partials(of: i)
        var operation = ComputationGraph.Operation(graph, i)
        // x + (-c) stands as x - c, and xc as cx.
        if graph.nodes[i].operation == .add, let c = constants[1], c.sign == .minus, !c.isNaN {
            operation = .infix("-")
            constants[1] = -c
        } else if graph.nodes[i].operation == .multiply, constants[1] != nil {
            operands.swapAt(0, 1)
            constants.swapAt(0, 1)
        }
        let isSwapped = operands != graph.operands(of: i)
        let arguments = operands.indices.map { k -> ComputationGraph.Argument in
            if let c = constants[k] { return .constant(c) }
            return .node(places[Int(operands[k])], partial: partials[isSwapped ? 1 - k : k])
        }
        return ComputationGraph.Node(name: "", operation: operation, arguments: arguments, value: values[i])
    }

    /// Names for all nodes: an input's, the one given by `named`, or v1, v2, … by its place among those without. A name used
    /// before gets a number behind it.
    private func name(_ nodes: inout [ComputationGraph.Node], inputs: [String], _ places: [Int]) {
        var names = NodeNames()
        for (i, place) in places.enumerated() where graph.nodes[i].operation != .vectorRule {
            if let name = i < inputs.count ? inputs[i] : graph.names[Int32(i)] { nodes[place].name = names.free(name) }
        }
        for i in nodes.indices where nodes[i].name.isEmpty { nodes[i].name = names.next() }
    }
}

/// Names that are given once each.
struct NodeNames {
    private var uses: [String: Int] = [:]
    private var unnamed = 0

    /// `name`, with a number behind it if it was given before.
    mutating func free(_ name: String) -> String {
        var (use, free) = ((uses[name] ?? 0) + 1, name)
        if use > 1 {
            free = "\(name)_\(use)"
            while uses[free] != nil {
                use += 1
                free = "\(name)_\(use)"
            }
            uses[free] = 1
        }
        uses[name] = use
        return free
    }

    /// v1, v2, …, of those that weren't given.
    mutating func next() -> String {
        repeat { unnamed += 1 } while uses["v\(unnamed)"] != nil
        return "v\(unnamed)"
    }
}

extension ComputationGraph.Operation {
    /// What node i computes.
    init(_ graph: Graph, _ i: Int) {
        let node = graph.nodes[i]
        switch node.operation {
        case .input: self = .input
        case .add: self = .infix("+")
        case .subtract: self = .infix("-")
        case .multiply: self = .infix("*")
        case .divide: self = .infix("/")
        case .negate: self = .negation
        case .less: self = .infix("<")
        case .lessOrEqual: self = .infix("<=")
        case .equal: self = .infix("==")
        case .unaryRule, .binaryRule, .vectorRule: self = .function(of: graph.rules[Int(node.z)], "")
        case .unaryDerivative: self = .function(of: graph.rules[Int(node.z)], "'")
        case .binaryPartialX: self = .function(of: graph.rules[Int(node.z)], "'x")
        case .binaryPartialY: self = .function(of: graph.rules[Int(node.z)], "'y")
        case .element:
            // Functions of arrays with one value.
            let box = graph.rules[Int(graph.nodes[Int(node.x)].z)]
            switch box.anyRule {
            case let extremum as Extremum: self = .function(extremum.isLarger ? "max" : "min", parameters: [])
            case is LogSumExp, is Rules.FusedMultiplyAdd: self = .function(box.name, parameters: [])
            default: self = .function(of: box, "[\(node.y)]")
            }
        case .max, .min, .abs, .relu, .select, .stopGradient: self = .function("\(node.operation)", parameters: [])
        }
    }

    /// A rule, by the name of its type with a small first letter and the values of its properties.
    private static func function(of box: RuleBox, _ suffix: String) -> ComputationGraph.Operation {
        let rule = box.anyRule
        let isPower = rule is Rules.IntegerPower || rule is Rules.Power
        let parameters = rule is Rules.Power ? [] : Mirror(reflecting: rule).children.map { "\($0.value)" }
        return .function((isPower ? "pow" : box.name) + suffix, parameters: parameters)
    }
}
