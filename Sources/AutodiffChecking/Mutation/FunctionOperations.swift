import AutodiffCore
import AutodiffGraph

/// A function that can be recorded, so that errors can be made in the slopes of its operations.
@usableFromInline
struct FunctionOperations {
    /// What the function is called; nil for a closure.
    let name: String?

    private let function: ([Symbol]) -> [Symbol]

    @usableFromInline
    init<F>(of type: F.Type, _ function: @escaping ([Symbol]) -> [Symbol]) {
        name = Self.name(of: type)
        self.function = function
    }

    /// The name of a type without what the checks wrap around it; nil if it is a closure that was recorded.
    private static func name<F>(of type: F.Type) -> String? {
        if type == CompiledField.self || type == CompiledFunction.self { return nil }
        var name = Substring("\(type)")
        var prefix = ""
        let wrappers = [
            "OutOfLineField<": "", "OutOfLine<": "", "UnaryField<": "", "BinaryField<": "",
            "DerivativeField<": "a derivative of ", "PushforwardField<": "J·v of ", "PullbackField<": "Jᵀ·u of ",
        ]
        while name.hasSuffix(">"), let (wrapper, words) = wrappers.first(where: { name.hasPrefix($0.key) }) {
            name = name.dropFirst(wrapper.count).dropLast()
            prefix += words
        }
        return name.hasPrefix("Compiled") ? nil : prefix + name
    }

    /// The most slopes that are altered, spread over the operations; a function of more operations than this many is left alone.
    private static let mostSlopes = 64
    private static let mostNodes = 20_000

    /// The claimed Jacobian at x with an error in one slope of one operation: its sign turned, or left out; a slope of 0 made 1.
    ///
    /// An error d in ∂v/∂u adds d · ∂yᵢ/∂v · ∂u/∂xⱼ to each entry. Operations that don't reach a result are left alone.
    func mutations(of claimed: Matrix<Double>, at x: [Double]) -> [Mutation] {
        let (nodes, outputs) = ComputationGraph.drawn(at: x, names: nil, function)
        if nodes.count > Self.mostNodes || outputs.count != claimed.rows { return [] }
        let slopes = Self.slopes(nodes, outputs)
        let graph = ComputationGraph(nodes: nodes, inputCount: x.count, output: outputs[0])
        let adjoints = outputs.map { Self.adjoints(nodes, of: $0) }
        let step = Swift.max(1, (slopes.count + Self.mostSlopes - 1) / Self.mostSlopes)
        return stride(from: 0, to: slopes.count, by: step).flatMap { k -> [Mutation] in
            let (node, operand, partial) = slopes[k]
            let row = Self.adjoints(nodes, of: operand).prefix(x.count)
            let errors: [(String, Double)] =
                partial == 0
                ? [("1 in the place of 0", 1)] : [("with its sign turned", -2 * partial), ("left out", -partial)]
            let slope =
                "the slope of \(nodes[node].name) = \(graph.formula(of: nodes[node])) by \(nodes[operand].name)"
            return errors.compactMap { name, error in
                var altered = claimed
                for i in 0..<claimed.rows {
                    let factor = error * adjoints[i][node]
                    if factor == 0 { continue }
                    for j in x.indices where row[j] != 0 { altered[i, j] += factor * row[j] }
                }
                return altered.values.allSatisfy { !$0.isNaN }
                    ? Mutation("\(slope) \(name)", altered, of: claimed) : nil
            }
        }
    }

    /// The slopes of the operations that reach a result: the operation, its operand, and the slope.
    private static func slopes(
        _ nodes: [ComputationGraph.Node], _ outputs: [Int]
    ) -> [(node: Int, operand: Int, partial: Double)] {
        var isRead = [Bool](repeating: false, count: nodes.count)
        for output in outputs { isRead[output] = true }
        var slopes: [(node: Int, operand: Int, partial: Double)] = []
        for i in nodes.indices.reversed() where isRead[i] {
            for case .node(let operand, let partial) in nodes[i].arguments {
                isRead[operand] = true
                slopes.append((i, operand, partial))
            }
        }
        return slopes.reversed()
    }

    /// ∂(a node)/∂(each node).
    private static func adjoints(_ nodes: [ComputationGraph.Node], of node: Int) -> [Double] {
        ComputationGraph(nodes: nodes, inputCount: 0, output: node).nodes.map(\.adjoint)
    }
}
