import Foundation

/// Two costs for each combination of inputs and outputs: the cheaper one colours the cell, the more so the farther they
/// are apart.
struct CostGrid {
    let inputs: [Int]
    let outputs: [Int]

    /// The costs of forward and reverse mode, by row (outputs) and column (inputs).
    let costs: [[(forward: Double, reverse: Double)]]

    private static let cell = (width: 84.0, height: 44.0)
    private static let corner = (x: 92.0, y: 62.0)

    var svg: String {
        let (cell, corner) = (CostGrid.cell, CostGrid.corner)
        let size = (x: cell.width * Double(inputs.count), y: cell.height * Double(outputs.count))
        var svg = SVG(
            width: corner.x + size.x + 4, height: corner.y + size.y + 8,
            label: "The cost of forward and of reverse mode for each number of inputs and outputs")
        var left = corner.x
        for (name, style) in [("forward mode is cheaper", "area s3 c1"), ("reverse mode is cheaper", "area s3 c2")] {
            svg.rectangle(left, 6, 16, 14, style)
            svg.text(name, left + 22, 18, "legend")
            left += 210
        }
        svg.text("inputs n", corner.x + size.x / 2, 38, "axis", anchor: .middle)
        svg.text("outputs m", 16, corner.y + size.y / 2, "axis", anchor: .middle, turned: true)
        for (j, n) in inputs.enumerated() {
            svg.text("\(n)", corner.x + cell.width * (Double(j) + 0.5), corner.y - 7, "mark", anchor: .middle)
        }
        for (i, m) in outputs.enumerated() {
            let top = corner.y + cell.height * Double(i)
            svg.text("\(m)", corner.x - 8, top + cell.height / 2 + 4, "mark", anchor: .end)
            for j in inputs.indices {
                draw(costs[i][j], left: corner.x + cell.width * Double(j), top: top, on: &svg)
            }
        }
        return svg.text
    }

    private func draw(_ cost: (forward: Double, reverse: Double), left: Double, top: Double, on svg: inout SVG) {
        let (width, height) = CostGrid.cell
        let forwardWins = cost.forward < cost.reverse
        let ratio = max(cost.forward / cost.reverse, cost.reverse / cost.forward)
        let strength = min(4, 1 + Int(log2(ratio)))
        svg.rectangle(
            left + 1, top + 1, width - 2, height - 2, radius: 3, "area s\(strength) \(forwardWins ? "c1" : "c2")")
        let middle = left + width / 2
        svg.text("fwd \(brief(cost.forward))", middle, top + 18, forwardWins ? "strong" : "", anchor: .middle)
        svg.text("rev \(brief(cost.reverse))", middle, top + 34, forwardWins ? "" : "strong", anchor: .middle)
    }
}

/// A cost in two or three digits.
func brief(_ cost: Double) -> String { cost < 9.95 ? fixed(cost, 1) : fixed(cost, 0) }
