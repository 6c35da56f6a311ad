import AutodiffCore

/// The nodes of a graph while a function is run on its scalars.
final class GraphRecording {
    private(set) var nodes: [ComputationGraph.Node] = []
    private var uses: [String: Int] = [:]
    private var isOpen = true

    /// An input of this name and value.
    func input(_ name: String, _ value: Double) -> GraphScalar { append(.input, value, [], name: name) }

    /// A node, called `name`, or v1, v2, … by its place among those without a name.
    func append(
        _ operation: ComputationGraph.Operation, _ value: Double, _ arguments: [ComputationGraph.Argument],
        name: String = ""
    ) -> GraphScalar {
        if !isOpen { GraphRecording.ended() }
        let index = nodes.count
        nodes.append(ComputationGraph.Node(name: "", operation: operation, arguments: arguments, value: value))
        if !name.isEmpty { self.name(index, name) }
        return GraphScalar(value, index: index, self)
    }

    /// Gives a node its name, unless it is an input, which keeps its own. A name used before gets a number behind it.
    func name(_ index: Int, _ name: String) {
        if !isOpen { GraphRecording.ended() }
        if !nodes[index].name.isEmpty && nodes[index].operation == .input { return }
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
        nodes[index].name = free
    }

    /// Ends the recording, names the nodes that have no name, and sweeps the adjoints back from node `output`.
    func finish(from output: Int) -> [ComputationGraph.Node] {
        isOpen = false
        var unnamed = 0
        for i in nodes.indices where nodes[i].name.isEmpty {
            repeat { unnamed += 1 } while uses["v\(unnamed)"] != nil
            nodes[i].name = "v\(unnamed)"
        }
        nodes[output].adjoint = 1
        for i in nodes.indices.reversed() where nodes[i].adjoint != 0 {
            for case .node(let operand, let partial) in nodes[i].arguments where partial != 0 {
                nodes[operand].adjoint += partial * nodes[i].adjoint
            }
        }
        return nodes
    }

    /// Ends the recording whether or not the function threw.
    func close() { isOpen = false }

    /// Traps unless `scalar`, the result of the function, is of this recording or a constant.
    func check(_ scalar: GraphScalar) {
        if let other = scalar.recording, other !== self { GraphRecording.mixed(self, other) }
    }

    static func ended() -> Never {
        misuse(
            """
            a GraphScalar was used after the ComputationGraph that made it was complete: \
            keep its value (scalar.value) instead, or compute inside the closure
            """)
    }

    static func mixed(_ first: GraphRecording, _ second: GraphRecording) -> Never {
        if !first.isOpen || !second.isOpen { ended() }
        misuse(
            """
            scalars of two computation graphs met in one operation. To the inner graph the outer scalar is a constant: \
            use GraphScalar(x.value)
            """)
    }
}
