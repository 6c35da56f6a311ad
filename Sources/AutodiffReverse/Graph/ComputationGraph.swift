import AutodiffCore

/// The computation of a small function, taken apart: a node for every operation, with its value, its local partial
/// derivatives and its adjoint.
///
///     let graph = ComputationGraph(at: [3, -4], names: ["x", "y"]) { v in
///         v[0] * sigmoid(v[1]).named("s")
///     }
///     print(graph)            // a table
///     print(graph.dot)        // a picture, for Graphviz
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
        at x: [Double], names: [String]? = nil, _ f: ([GraphScalar]) throws -> GraphScalar
    ) rethrows {
        if x.isEmpty { misuse("the graph of a function at an empty point: it has at least one input") }
        let names = names ?? x.indices.map { "x\($0)" }
        if names.count != x.count {
            misuse(count: names.count, of: "the names of a graph", expected: x.count, "one for each input")
        }
        let recording = GraphRecording()
        defer { recording.close() }
        let inputs = zip(names, x).map { recording.input($0, $1) }
        var result = try f(inputs)
        recording.check(result)
        if result.recording == nil { result = recording.append(.constant, result.value, []) }
        output = result.index
        inputCount = x.count
        nodes = recording.finish(from: output)
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

        /// A rule, by the name of its type with a small first letter and the values of its properties.
        static func call<Rule>(_ rule: Rule) -> Operation {
            let parameters = Mirror(reflecting: rule).children.map { "\($0.value)" }
            if rule is Rules.IntegerPower { return .function("pow", parameters: parameters) }
            if rule is Rules.Power { return .function("pow", parameters: []) }
            let type = "\(Rule.self)"
            return .function(type.prefix(1).lowercased() + type.dropFirst(), parameters: parameters)
        }

        /// An element of a rule's values.
        static func call<Rule>(_ rule: Rule, element: Int) -> Operation {
            guard case .function(let name, let parameters) = call(rule) else { return .constant }
            return .function("\(name)[\(element)]", parameters: parameters)
        }

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
