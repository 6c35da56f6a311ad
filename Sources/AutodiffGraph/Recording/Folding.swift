/// Zeros that are folded.
///
/// A matrix with constant zeros, a rotation about an axis say, multiplies numbers by 0 and adds the products. 0·x is 0 wherever x is
/// finite, but for the sign of the zero; so a program without these operations is right where all such x are, and that is a
/// guard. Where it fails, the program with all operations is made and run.
///
/// With `exactValues` nothing is folded.
extension Graph {
    /// The graph with zeros folded; nil if there are none.
    func folded(at point: [Double], _ options: CompileOptions) -> Graph? {
        if options.exactValues || !nodes.contains(where: isProductWithZero) { return nil }
        let recording = Recording(options, expected: nodes.count)
        recording.foldsZeros = true
        guard let all = nodeValues(at: recording.inputs(point), checking: true) else { return nil }
        recording.setOutputs(outputs.map { value($0, all) })
        recording.isOpen = false
        // The guards cost something, too.
        let graph = recording.graph
        return 4 * (graph.nodes.count + graph.guards.count) < 3 * (nodes.count + guards.count) ? graph : nil
    }

    private func isProductWithZero(_ node: Node) -> Bool {
        node.operation == .multiply && (constant(node.x) == 0 || constant(node.y) == 0)
    }
}

extension Recording {
    /// Whether x is finite; if it is, that becomes a guard.
    func checksFinite(_ x: Symbol) -> Bool {
        x.value.isFinite && compare(.finite, x, Symbol(0), holds: true)
    }
}
