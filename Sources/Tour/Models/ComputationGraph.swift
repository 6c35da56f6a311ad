import Autodiff

/// A function taken apart into elementary operations, one node for each, in the order in which they are computed.
struct ComputationGraph: ScalarField {
    /// What a node computes from its operands.
    enum Operation: ScalarField {
        case input, add, multiply, square, sigmoid, reciprocal

        func value<S: RealScalar>(at operands: [S]) -> S {
            switch self {
            case .input: operands[0]
            case .add: operands[0] + operands[1]
            case .multiply: operands[0] * operands[1]
            case .square: operands[0] * operands[0]
            case .sigmoid: Autodiff.sigmoid(operands[0])
            case .reciprocal: 1 / operands[0]
            }
        }
    }

    /// A node: its name, its operation, and the nodes it is computed from, by their numbers.
    struct Node {
        let name: String
        let operation: Operation
        let operands: [Int]
        let formula: String
    }

    let nodes: [Node]

    /// The number of nodes that are inputs; they come first.
    var inputCount: Int { nodes.prefix { $0.operation == .input }.count }

    /// The values of all nodes, each increased by its shift.
    func values<S: RealScalar>(at inputs: [S], shifts: [S]? = nil) -> [S] {
        var values: [S] = []
        for (i, node) in nodes.enumerated() {
            let value =
                node.operation == .input ? inputs[i] : node.operation.value(at: node.operands.map { values[$0] })
            values.append(shifts.map { value + $0[i] } ?? value)
        }
        return values
    }

    /// The value of the last node.
    func value<S: RealScalar>(at inputs: [S]) -> S { values(at: inputs)[nodes.count - 1] }
}

extension ComputationGraph {
    /// f(x, y) = (x + σ(y)) / (σ(x) + (x + y)²), as the courses draw it.
    static let example = ComputationGraph(nodes: [
        Node(name: "x", operation: .input, operands: [], formula: ""),
        Node(name: "y", operation: .input, operands: [], formula: ""),
        Node(name: "sigy", operation: .sigmoid, operands: [1], formula: "σ(y)"),
        Node(name: "num", operation: .add, operands: [0, 2], formula: "x + sigy"),
        Node(name: "sigx", operation: .sigmoid, operands: [0], formula: "σ(x)"),
        Node(name: "xpy", operation: .add, operands: [0, 1], formula: "x + y"),
        Node(name: "xpysqr", operation: .square, operands: [5], formula: "xpy²"),
        Node(name: "den", operation: .add, operands: [4, 6], formula: "sigx + xpysqr"),
        Node(name: "invden", operation: .reciprocal, operands: [7], formula: "1 / den"),
        Node(name: "f", operation: .multiply, operands: [3, 8], formula: "num · invden"),
    ])

    /// One node after a forward and a backward pass.
    struct Visit {
        let node: Node
        let value: Double

        /// ∂node/∂operand, one for each operand.
        let partials: [Double]

        /// ∂f/∂node.
        let adjoint: Double
    }

    /// Back-propagation as the texts give it: forward, every value and every local partial is stored; backward, every
    /// node is visited once and passes its adjoint, times the partial, to its operands.
    func backpropagate(at inputs: [Double]) -> [Visit] {
        let values = values(at: inputs)
        let partials = nodes.map { node in
            node.operands.isEmpty ? [] : gradient(at: node.operands.map { values[$0] }, of: node.operation)
        }
        var adjoints = [Double](repeating: 0, count: nodes.count)
        adjoints[nodes.count - 1] = 1
        for i in nodes.indices.reversed() {
            for (operand, partial) in zip(nodes[i].operands, partials[i]) { adjoints[operand] += partial * adjoints[i] }
        }
        return nodes.indices.map {
            Visit(node: nodes[$0], value: values[$0], partials: partials[$0], adjoint: adjoints[$0])
        }
    }

    /// f as a function of a shift of every node: its gradient at 0 holds every node's adjoint.
    struct Shifts: ScalarField {
        let graph: ComputationGraph
        let inputs: [Double]

        func value<S: RealScalar>(at shifts: [S]) -> S {
            graph.values(at: inputs.map { S($0) }, shifts: shifts)[shifts.count - 1]
        }
    }

    /// Every node's adjoint, by the toolkit's reverse mode.
    func adjoints(at inputs: [Double]) -> [Double] {
        gradient(at: [Double](repeating: 0, count: nodes.count), of: Shifts(graph: self, inputs: inputs))
    }
}
