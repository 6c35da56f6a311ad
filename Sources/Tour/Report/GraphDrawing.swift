import Autodiff

/// A computation graph drawn: a box for each node with its value and adjoint, an arrow for each operand with the local
/// partial.
struct GraphDrawing {
    typealias Node = ComputationGraph.Node

    /// Where things stand, in columns from the left and rows from the top.
    typealias Place = (column: Double, row: Double)

    let graph: ComputationGraph
    let places: [String: Place]

    /// Points on the way of an arrow, by "operand-node", where the straight way would cross a box.
    let detours: [String: Place]

    private static let box = (width: 112.0, height: 80.0)
    private static let pitch = (x: 172.0, y: 98.0)

    private func centre(_ place: Place) -> (x: Double, y: Double) {
        (
            GraphDrawing.box.width / 2 + 4 + GraphDrawing.pitch.x * place.column,
            GraphDrawing.box.height / 2 + 4 + GraphDrawing.pitch.y * place.row
        )
    }

    private func place(_ node: Node) -> Place { places[node.name] ?? (0, 0) }

    var svg: String {
        let last = centre((places.values.map(\.column).max() ?? 0, places.values.map(\.row).max() ?? 0))
        var svg = SVG(
            width: last.x + GraphDrawing.box.width / 2 + 4, height: last.y + GraphDrawing.box.height / 2 + 4,
            label: "The computation graph, with each node's value and adjoint")
        for node in graph.nodes {
            for case .node(let operand, let partial) in node.arguments {
                drawEdge(from: graph.nodes[operand], to: node, partial: partial, on: &svg)
            }
        }
        for node in graph.nodes { drawBox(node, on: &svg) }
        return svg.text
    }

    private func drawBox(_ node: Node, on svg: inout SVG) {
        let (x, y) = centre(place(node))
        let (width, height) = GraphDrawing.box
        svg.rectangle(x - width / 2, y - height / 2, width, height, radius: 7, "box")
        let formula = graph.formula(of: node)
        svg.text(node.name, x, y - 22, "strong", anchor: .middle)
        svg.text(formula.isEmpty ? "input" : formula, x, y - 6, "small", anchor: .middle)
        svg.text(fixed(node.value, 6), x, y + 12, anchor: .middle)
        svg.text("adjoint " + fixed(node.adjoint, 4), x, y + 29, "adjoint", anchor: .middle)
    }

    private func drawEdge(
        from operand: Node, to node: Node, partial: Double, on svg: inout SVG
    ) {
        let (start, end) = (centre(place(operand)), centre(place(node)))
        let (x1, x2) = (start.x + GraphDrawing.box.width / 2, end.x - GraphDrawing.box.width / 2 - 7)
        // Arrows that enter the same box side by side stay apart.
        let entry = end.y + (start.y < end.y ? -9 : start.y > end.y ? 9 : 0)
        var points = [(x: x1, y: start.y)]
        if let detour = detours["\(operand.name)-\(node.name)"] { points.append(centre(detour)) }
        points.append((x2, entry))
        var commands = "M\(px(points[0].x)) \(px(points[0].y))"
        for (a, b) in zip(points, points.dropFirst()) {
            let reach = (b.x - a.x) / 2
            commands += " C\(px(a.x + reach)) \(px(a.y)) \(px(b.x - reach)) \(px(b.y)) \(px(b.x)) \(px(b.y))"
        }
        svg.path(commands, "edge")
        svg.path("M\(px(x2 + 7)) \(px(entry)) l-8 -4 v8 z", "head")
        let (a, b) = (points[points.count - 2], points[points.count - 1])
        // Past the middle, where arrows that leave together have parted.
        let t = 0.62
        let bend = t * t * (3 - 2 * t)
        let along = 1.5 * t * (1 - t) + t * t * t
        svg.text(
            significant(partial, 3), a.x + (b.x - a.x) * along, a.y + (b.y - a.y) * bend + 4, "partial",
            anchor: .middle)
    }
}
