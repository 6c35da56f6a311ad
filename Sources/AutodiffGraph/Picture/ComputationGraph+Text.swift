import AutodiffCore

extension ComputationGraph: CustomStringConvertible {
    /// A table with a line for each node: its name, its formula, its value, its partials and its adjoint, to ten digits.
    public var description: String {
        var table = Table([
            .left("node"), .left("computed as"), .left("value"), .left("local partials"), .left("adjoint"),
        ])
        for node in nodes {
            table.add(
                node.name, formula(of: node), formatted(node.value, digits: 10),
                partials(of: node, digits: 10).joined(separator: ", "), formatted(node.adjoint, digits: 10))
        }
        return table.text()
    }

    /// `∂/∂x = 2` for each argument that isn't a constant.
    private func partials(of node: Node, digits: Int) -> [String] {
        node.arguments.compactMap { argument in
            guard case .node(let operand, let partial) = argument else { return nil }
            return "∂/∂\(nodes[operand].name) = \(formatted(partial, digits: digits))"
        }
    }

    /// The graph in the language of Graphviz, values and adjoints in the nodes, partials on the arrows, to six digits:
    /// `dot -Tsvg graph.dot > graph.svg` draws it.
    public var dot: String {
        var lines = ["digraph {", "    rankdir=LR", "    node [shape=box]"]
        for (i, node) in nodes.enumerated() {
            let formula = formula(of: node)
            let title = formula.isEmpty ? node.name : "\(node.name) = \(formula)"
            let text = [title, formatted(node.value, digits: 6), "adjoint \(formatted(node.adjoint, digits: 6))"]
            let style = i < inputCount ? ", shape=ellipse" : i == output ? ", peripheries=2" : ""
            lines.append("    n\(i) [label=\"\(text.map(escaped).joined(separator: "\\n"))\"\(style)]")
        }
        for (i, node) in nodes.enumerated() {
            for case .node(let operand, let partial) in node.arguments {
                lines.append("    n\(operand) -> n\(i) [label=\"\(formatted(partial, digits: 6))\"]")
            }
        }
        return (lines + ["}"]).joined(separator: "\n") + "\n"
    }

    /// `text`, as it stands in a quoted string of Graphviz.
    private func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            if character == "\"" || character == "\\" { result.append("\\") }
            result += character.isNewline ? "\\n" : String(character)
        }
        return result
    }
}
