import Autodiff

/// The computation graph of f(x, y) = (x + σ(y)) / (σ(x) + (x + y)²), forward and backward.
struct GraphPart: Part {
    static let name = "graph"
    static let title = "a computation graph, forward and backward"
    static let page = ManualPage.architecture
    static let lesson = """
        f(x, y) = (x + σ(y)) / (σ(x) + (x + y)²) at x = 3, y = -4, with σ(t) = 1 / (1 + e^-t).
        The forward pass stores each node's value and local partials. The backward pass visits each node once and
        sends its adjoint ∂f/∂node, times the partial, to the nodes it was computed from; nothing is computed twice.
        """

    static let point = [3.0, -4.0]

    /// f, ∂f/∂x and ∂f/∂y, computed independently.
    static let reference = [1.5456448841066441, 2.0595697955721652, 1.5922327514838093]

    let graph: ComputationGraph
    let tapeAdjoints: [Double]

    /// f, ∂f/∂x and ∂f/∂y by the toolkit, from the formula in one line.
    let results: [Double]

    init(_ setting: Setting) {
        let point = GraphPart.point
        graph = Textbook.graph(at: point)
        tapeAdjoints = Textbook.adjoints(at: point)
        let (value, gradient) = valueWithGradient(at: point) { v in
            (v[0] + sigmoid(v[1])) / (sigmoid(v[0]) + pow(v[0] + v[1], 2))
        }
        results = [value] + gradient
    }

    var content: [Block] {
        let difference = relativeDifference(tapeAdjoints, graph.nodes.map(\.adjoint))
        var summary = Table([.left(""), .right("toolkit"), .right("reference"), .right("relative difference")])
        for (name, pair) in zip(["f", "∂f/∂x", "∂f/∂y"], zip(results, GraphPart.reference)) {
            summary.add(
                name, fixed(pair.0, 15), fixed(pair.1, 15), errorText(relativeDifference(pair.0, pair.1)))
        }
        return [
            .verbatim("\(graph)"),
            .paragraph(
                """
                The toolkit's tape gives the same adjoints: largest relative difference \(errorText(difference)).
                The formula in one line, differentiated by gradient(at: [3.0, -4.0]) { v in … }:
                """),
            .table(summary),
            .figure(
                Figure(
                    title: "The graph",
                    caption: """
                        Each node with its value and, below, its adjoint ∂f/∂node; on each arrow the local partial. Values \
                        flow to the right, adjoints back to the left.
                        """, svg: drawing.svg)),
        ]
    }

    private var drawing: GraphDrawing {
        GraphDrawing(
            graph: graph,
            places: [
                "x": (0, 1), "y": (0, 3), "sigx": (1, 0), "xpy": (1, 1.4), "sigy": (1, 4), "num": (2, 4),
                "xpysqr": (2, 1.4), "den": (3, 0.7), "invden": (4, 0.7), "f": (5, 2.4),
            ],
            detours: ["x-num": (1, 2.7)])
    }
}
