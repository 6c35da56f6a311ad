import Autodiff

/// The cheapest way to a sparse Jacobian for each size and number of entries by row: its colour the way's, the more so the more
/// it is ahead of the dense ones.
struct WinnerGrid {
    let sizes: [Int]
    let entries: [Int]

    /// By row (sizes) and column (entries); nil where a row has no room for as many.
    let cells: [[SparseCell?]]

    /// The ways that are to be had.
    let ways: [SparseCell.Way]

    private static let cell = (width: 84.0, height: 44.0)
    private static let corner = (x: 92.0, y: 62.0)

    var svg: String {
        let (cell, corner) = (WinnerGrid.cell, WinnerGrid.corner)
        let size = (x: cell.width * Double(entries.count), y: cell.height * Double(sizes.count))
        var svg = SVG(
            width: corner.x + size.x + 4, height: corner.y + size.y + 8,
            label: "The cheapest way to a Jacobian for each size and number of entries by row")
        var left = 8.0
        for way in ways {
            svg.rectangle(left, 6, 16, 14, "area s3 c\(way.colour)")
            svg.text(way.name, left + 22, 18, "legend")
            left += 38 + 7.4 * Double(way.name.count)
        }
        svg.text("entries by row", corner.x + size.x / 2, 38, "axis", anchor: .middle)
        svg.text("inputs and outputs", 16, corner.y + size.y / 2, "axis", anchor: .middle, turned: true)
        for (j, count) in entries.enumerated() {
            svg.text("\(count)", corner.x + cell.width * (Double(j) + 0.5), corner.y - 7, "mark", anchor: .middle)
        }
        for (i, n) in sizes.enumerated() {
            let top = corner.y + cell.height * Double(i)
            svg.text("\(n)", corner.x - 8, top + cell.height / 2 + 4, "mark", anchor: .end)
            for j in entries.indices {
                if let found = cells[i][j] { draw(found, left: corner.x + cell.width * Double(j), top: top, on: &svg) }
            }
        }
        return svg.text
    }

    private func draw(_ found: SparseCell, left: Double, top: Double, on svg: inout SVG) {
        let (width, height) = WinnerGrid.cell
        let (way, cost) = found.fastest(of: ways)
        let strength = min(4, 1 + Int(log2(max(1, found.dense / cost)) / 1.5))
        svg.rectangle(left + 1, top + 1, width - 2, height - 2, radius: 3, "area s\(strength) c\(way.colour)")
        let middle = left + width / 2
        svg.text("\(brief(cost)) x", middle, top + 18, "strong", anchor: .middle)
        svg.text("dense \(brief(found.dense))", middle, top + 34, "", anchor: .middle)
    }
}
