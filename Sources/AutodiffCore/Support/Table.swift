/// A table of text with aligned columns, between which two spaces stand.
package struct Table {
    /// A column's heading, and the side to which its cells are pushed.
    package enum Column {
        /// Words: they begin below each other.
        case left(String)

        /// Numbers: they end below each other.
        case right(String)

        package var heading: String {
            switch self {
            case .left(let heading), .right(let heading): heading
            }
        }

        package var isRight: Bool {
            if case .right = self { true } else { false }
        }

        func padded(_ cell: String, to width: Int) -> String {
            switch self {
            case .left: cell + String(repeating: " ", count: width - cell.count)
            case .right: cell.padded(to: width)
            }
        }
    }

    package let columns: [Column]

    /// The cells, row after row: as many in each as there are columns.
    package private(set) var rows: [[String]] = []

    /// A table without rows.
    package init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row; missing cells stay empty.
    package mutating func add(_ cells: String...) { add(cells) }

    /// Adds a row; missing cells stay empty.
    package mutating func add(_ cells: [String]) {
        rows.append(cells + Array(repeating: "", count: columns.count - cells.count))
    }

    /// The heading and the rows, a line for each, with no spaces at its end.
    ///
    /// - Parameters:
    ///   - indent: The number of spaces in front of each line.
    ///   - ruled: Whether a line of hyphens follows the heading.
    package func text(indent: Int = 0, ruled: Bool = false) -> String {
        let headings = columns.map(\.heading)
        let widths = columns.indices.map { j in ([headings] + rows).map { $0[j].count }.max() ?? 0 }
        let rule = ruled ? [widths.map { String(repeating: "-", count: $0) }] : []
        return ([headings] + rule + rows).map { cells in
            var line = columns.indices.map { columns[$0].padded(cells[$0], to: widths[$0]) }.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return String(repeating: " ", count: indent) + line
        }.joined(separator: "\n")
    }
}
