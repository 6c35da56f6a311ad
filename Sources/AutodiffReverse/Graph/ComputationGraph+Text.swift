extension ComputationGraph: CustomStringConvertible {
    /// A table with a line for each node: its name, its formula, its value, its partials and its adjoint, to ten digits.
    public var description: String {
        let header = ["node", "computed as", "value", "local partials", "adjoint"]
        let rows = nodes.map { node in
            [
                node.name, formula(of: node), shortened(node.value, digits: 10),
                partials(of: node, digits: 10).joined(separator: ", "), shortened(node.adjoint, digits: 10),
            ]
        }
        let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
        return ([header] + rows).map { row in
            let cells = row.indices.map { row[$0] + String(repeating: " ", count: widths[$0] - row[$0].count) }
            let line = cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }.joined(separator: "\n")
    }

    /// `∂/∂x = 2` for each argument that isn't a constant.
    private func partials(of node: Node, digits: Int) -> [String] {
        node.arguments.compactMap { argument in
            guard case .node(let operand, let partial) = argument else { return nil }
            return "∂/∂\(nodes[operand].name) = \(shortened(partial, digits: digits))"
        }
    }

    /// The graph in the language of Graphviz, values and adjoints in the nodes, partials on the arrows, to six digits:
    /// `dot -Tsvg graph.dot > graph.svg` draws it.
    public var dot: String {
        var lines = ["digraph {", "    rankdir=LR", "    node [shape=box]"]
        for (i, node) in nodes.enumerated() {
            let formula = formula(of: node)
            let title = formula.isEmpty ? node.name : "\(node.name) = \(formula)"
            let text = [title, shortened(node.value, digits: 6), "adjoint \(shortened(node.adjoint, digits: 6))"]
            let style = i < inputCount ? ", shape=ellipse" : i == output ? ", peripheries=2" : ""
            lines.append("    n\(i) [label=\"\(text.map(escaped).joined(separator: "\\n"))\"\(style)]")
        }
        for (i, node) in nodes.enumerated() {
            for case .node(let operand, let partial) in node.arguments {
                lines.append("    n\(operand) -> n\(i) [label=\"\(shortened(partial, digits: 6))\"]")
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

/// `x` rounded to `digits` significant digits (17: not at all), without a `.0` behind a whole number.
func shortened(_ x: Double, digits: Int) -> String {
    var text = "\(digits < 17 ? rounded(x, digits: digits) : x)"
    if text.hasSuffix(".0") { text.removeLast(2) }
    return text
}

private func rounded(_ x: Double, digits: Int) -> Double {
    if !x.isFinite || x == 0 { return x }
    func power(_ n: Int) -> Double { (0..<n).reduce(1.0) { power, _ in power * 10 } }
    // The place of the first digit: 2^e ≤ |x| < 2^(e+1) leaves a choice of two.
    var place = Int((Double(x.exponent) * 0.30103).rounded(.down))
    if place.magnitude > 22 { return x }  // powers of ten are exact up to the 22nd
    if x.magnitude >= (place < -1 ? 1 / power(-place - 1) : power(place + 1)) { place += 1 }
    let shift = digits - 1 - place
    let scale = power(Swift.min(Int(shift.magnitude), 308))
    return shift < 0 ? (x / scale).rounded() * scale : (x * scale).rounded() / scale
}
