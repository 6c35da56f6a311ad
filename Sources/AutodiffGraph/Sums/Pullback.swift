import AutodiffCore

/// The way back from what all terms share to the parameters: the sums of the derivatives by the cut, pulled back.
struct Pullback: Sendable {
    private let program: Program

    /// What is pulled back through: from the parameters that all terms have in common to the cut.
    private let graph: Graph
    private let options: CompileOptions

    init(of graph: Graph, _ program: Program, _ options: CompileOptions) {
        self.program = program
        self.graph = graph
        self.options = options
    }

    /// Hands the derivatives by the parameters at x to `add`.
    ///
    /// The comparisons of the cut itself have held at x; a rule's derivative may have an exception there though, as that of hypot at
    /// the origin, where the program isn't right. Then the derivatives are taken of the graph at this very point.
    func run(
        at x: UnsafeBufferPointer<Double>, _ cotangents: UnsafeBufferPointer<Double>, count: Int,
        _ add: (Int, Double) -> Void
    ) {
        let outcome = program.run(x, cotangents) { results in
            for i in 0..<count { add(i, results[i]) }
        }
        if case .done = outcome { return }
        let derivation = Derivation(
            of: graph, at: Array(x.prefix(graph.inputCount)), extra: Array(cotangents), keepsGuards: false, options)
        let slopes = derivation.pullback(Array(derivation.inputs[graph.inputCount...]))
        for i in 0..<count { add(i, slopes[i].value) }
    }
}
