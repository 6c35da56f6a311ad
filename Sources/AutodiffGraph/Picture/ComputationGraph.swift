import AutodiffCore

/// The computation of a small function, taken apart: a node for every operation, with its value, its local partial
/// derivatives and its adjoint.
///
///     let graph = ComputationGraph(at: [3, -4], names: ["x", "y"]) { v in
///         v[0] * sigmoid(v[1]).named("s")
///     }
///     let table = graph.description
///     let picture = graph.dot             // for Graphviz
///
/// It is drawn from the same recording that `compile` makes its programs of, but for this: every operation has a node of its own,
/// as it is written, even one that is there already, or a multiplication by 1.
///
/// This is reverse mode as the textbooks draw it: the forward pass stores each node's value and partials; the backward
/// pass visits every node once, newest first, and adds its adjoint ∂f/∂node, times the partial, to the adjoints of the
/// nodes it was computed from. `gradient` does the same in fewer steps.
///
/// Cost: some hundred nanoseconds and an allocation for every operation. For graphs that a person reads.
public struct ComputationGraph: Sendable, Equatable {
    /// All nodes in the order in which they were computed, the inputs first. Nodes that don't reach the result are among
    /// them, with adjoint 0.
    public let nodes: [Node]

    /// The number of inputs.
    public let inputCount: Int

    /// The place of the result among the nodes.
    public let output: Int

    /// The graph of a closure of n numbers at the point `x`.
    ///
    /// - Parameters:
    ///   - x: The point: n numbers. Traps if there are none.
    ///   - names: A name for each input, or a trap with both numbers; x0, x1, … if left out.
    ///   - f: The function. It is run once. ``RealScalar/named(_:)`` gives a name to what it computes on the way.
    public init(
        at x: [Double], names: [String]? = nil, _ f: ([Symbol]) throws -> Symbol
    ) rethrows {
        let (nodes, outputs) = try ComputationGraph.drawn(at: x, names: names) { [try f($0)] }
        self.init(nodes: nodes, inputCount: x.count, output: outputs[0])
    }

    /// The picture of some nodes, with the adjoints of the one at `output`.
    package init(nodes: [Node], inputCount: Int, output: Int) {
        var nodes = nodes
        nodes[output].adjoint = 1
        for i in nodes.indices.reversed() where nodes[i].adjoint != 0 {
            for case .node(let operand, let partial) in nodes[i].arguments where partial != 0 {
                nodes[operand].adjoint += partial * nodes[i].adjoint
            }
        }
        self.nodes = nodes
        self.inputCount = inputCount
        self.output = output
    }

    /// The nodes of a function of several results, without adjoints, and the places of the results.
    package static func drawn(
        at x: [Double], names: [String]?, _ f: ([Symbol]) throws -> [Symbol]
    ) rethrows -> (nodes: [Node], outputs: [Int]) {
        if x.isEmpty { misuse("the graph of a function at an empty point: it has at least one input") }
        let names = names ?? x.indices.map { "x\($0)" }
        if names.count != x.count {
            misuse(count: names.count, of: "the names of a graph", expected: x.count, "one for each input")
        }
        return try Recording.ofEveryOperation(at: x, f).drawn(inputs: names)
    }

    /// The graph of a scalar field at the point `x`; see ``init(at:names:_:)``.
    public init<F: ScalarField>(at x: [Double], names: [String]? = nil, of f: F) {
        self.init(at: x, names: names) { f.value(at: $0) }
    }

    /// f(x).
    public var value: Double { nodes[output].value }

    /// The gradient: the adjoints of the inputs.
    public var gradient: [Double] { nodes.prefix(inputCount).map(\.adjoint) }

    /// The node of this name, if there is one.
    public subscript(name: String) -> Node? { nodes.first { $0.name == name } }
}

extension ComputationGraph {
    /// One operation, or one input.
    public struct Node: Sendable, Equatable {
        /// The name: an input's, one given with `named`, or v1, v2, …
        public internal(set) var name: String

        /// What is computed.
        public let operation: Operation

        /// What it is computed from.
        public let arguments: [Argument]

        /// The value.
        public let value: Double

        /// ∂f/∂node; 0 for a node that doesn't reach the result.
        public internal(set) var adjoint = 0.0
    }

    /// What a node is computed from.
    public enum Argument: Sendable, Equatable {
        /// The node of this number, and the partial derivative with respect to it.
        case node(Int, partial: Double)

        /// A constant.
        case constant(Double)
    }

    /// What a node computes.
    public enum Operation: Sendable, Equatable {
        /// An input of the function.
        case input

        /// A result that depends on no input.
        case constant

        /// -x.
        case negation

        /// An operator between two arguments: `+`, `-`, `*` or `/`.
        case infix(String)

        /// A function, and the parameters that it has beside its arguments.
        case function(String, parameters: [String])

        /// `exp`, `+`, …: the operation's name alone.
        public var name: String {
            switch self {
            case .input: "input"
            case .constant: "constant"
            case .negation: "-"
            case .infix(let symbol): symbol
            case .function(let name, _): name
            }
        }
    }

    /// What a node computes, as a formula of names: `x + sigy`, `pow(xpy, 2)`; empty for an input.
    public func formula(of node: Node) -> String {
        let arguments = node.arguments.map { argument in
            switch argument {
            case .node(let operand, _): nodes[operand].name
            case .constant(let value): shortest(value)
            }
        }
        switch node.operation {
        case .input: return ""
        case .constant: return shortest(node.value)
        case .negation: return "-" + arguments[0]
        case .infix(let symbol): return "\(arguments[0]) \(symbol) \(arguments[1])"
        case .function(let name, let parameters):
            return "\(name)(\((arguments + parameters).joined(separator: ", ")))"
        }
    }
}
