import AutodiffCore

extension CompiledField: CustomStringConvertible {
    /// The size of the recording, and what the gradient's program does, which is made if it wasn't yet.
    public var description: String { compiled.description(of: "gradient") }
}

extension CompiledFunction: CustomStringConvertible {
    /// The size of the recording, and what the Jacobian's program does, which is made if it wasn't yet.
    public var description: String { compiled.description(of: "jacobian") }
}

extension Compiled {
    fileprivate func description(of verb: String) -> String {
        let graph = paths.first.graph
        let operations = counted(graph.nodes.count - graph.inputCount, "operation", "operations")
        let inputs = counted(graph.inputCount, "input", "inputs")
        let results = counted(graph.outputs.count, "result", "results")
        let size = size(of: verb)
        return """
            \(inputs), \(results): \(operations), \(counted(graph.guards.count, "comparison", "comparisons"))
            \(verb): \(counted(size.operations, "operation", "operations")) in \(size.form)

            \(summary(of: verb))
            """
    }
}
