import Autodiff

/// The pattern of a matrix, each entry in the colour of its column: five colours, and grey for further ones.
struct PatternDrawing {
    let label: String
    let pattern: SparsityPattern
    let colors: [Int]

    /// How many rows and columns are drawn, from the upper left.
    let limit: Int

    private static let cell = 13.0

    var svg: String {
        let (rows, columns) = (min(limit, pattern.rows), min(limit, pattern.columns))
        let cell = PatternDrawing.cell
        var svg = SVG(width: cell * Double(columns) + 8, height: cell * Double(rows) + 8, label: label)
        svg.rectangle(3, 3, cell * Double(columns) + 2, cell * Double(rows) + 2, "frame")
        for i in 0..<rows {
            for j in pattern.row(i) where j < columns {
                let style = (0..<5).contains(colors[j]) ? "area s5 c\(colors[j] + 1)" : "head"
                svg.rectangle(4.5 + cell * Double(j), 4.5 + cell * Double(i), cell - 1, cell - 1, style)
            }
        }
        return svg.text
    }
}
