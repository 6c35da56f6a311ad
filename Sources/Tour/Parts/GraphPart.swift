import Autodiff

/// The computation graph of f(x, y) = (x + σ(y)) / (σ(x) + (x + y)²), forward and backward.
struct GraphPart: Part {
    static let name = "graph"
    static let title = "a computation graph, forward and backward"
    static let lesson = """
        f(x, y) = (x + σ(y)) / (σ(x) + (x + y)²) at x = 3, y = -4, with σ(t) = 1 / (1 + e^-t).
        The forward pass stores each node's value and local partials. The backward pass visits each node once and
        sends its adjoint ∂f/∂node, times the partial, to the nodes it was computed from; nothing is computed twice.
        """

    static let point = [3.0, -4.0]

    /// f, ∂f/∂x and ∂f/∂y, computed independently.
    static let reference = [1.5456448841066441, 2.0595697955721652, 1.5922327514838093]

    let visits = ComputationGraph.example.backpropagate(at: point)
    let tapeAdjoints = ComputationGraph.example.adjoints(at: point)

    /// f, ∂f/∂x and ∂f/∂y by the toolkit, from the formula in one line.
    let results: [Double] = {
        let (value, gradient) = valueWithGradient(at: point) { v in
            (v[0] + sigmoid(v[1])) / (sigmoid(v[0]) + pow(v[0] + v[1], 2))
        }
        return [value] + gradient
    }()

    func print(to console: Console) {
        let nodes = ComputationGraph.example.nodes
        var table = Table([
            .left("node"), .left("computed as"), .right("value"), .left("  local partials"), .right("adjoint"),
        ])
        for visit in visits {
            let partials = zip(visit.node.operands, visit.partials).map { operand, partial in
                "∂/∂\(nodes[operand].name) = \(fixed(partial, 6))"
            }
            table.add(
                visit.node.name, visit.node.formula, fixed(visit.value, 10),
                "  " + partials.joined(separator: ", "), fixed(visit.adjoint, 10))
        }
        console.print(table)

        let difference = relativeDifference(tapeAdjoints, visits.map(\.adjoint))
        console.print()
        console.print(
            "The toolkit's tape gives the same adjoints: largest relative difference \(scientific(difference, 1)).")
        console.print("The formula in one line, differentiated by gradient(at: [3.0, -4.0]) { v in … }:")
        console.print()
        var summary = Table([.left(""), .right("toolkit"), .right("reference"), .right("relative difference")])
        for (name, pair) in zip(["f", "∂f/∂x", "∂f/∂y"], zip(results, GraphPart.reference)) {
            summary.add(
                name, fixed(pair.0, 15), fixed(pair.1, 15), scientific(relativeDifference(pair.0, pair.1), 1))
        }
        console.print(summary)
    }
}
