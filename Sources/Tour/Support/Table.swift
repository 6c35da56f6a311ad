/// A table of text with aligned columns.
struct Table: CustomStringConvertible {
    /// A column's heading, and the side to which its cells are pushed.
    enum Column {
        case left(String)
        case right(String)

        var heading: String {
            switch self {
            case .left(let heading), .right(let heading): heading
            }
        }

        var isRight: Bool {
            if case .right = self { true } else { false }
        }

        func padded(_ cell: String, to width: Int) -> String {
            let padding = String(repeating: " ", count: width - cell.count)
            switch self {
            case .left: return cell + padding
            case .right: return padding + cell
            }
        }
    }

    let columns: [Column]
    private(set) var rows: [[String]] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row; missing cells stay empty.
    mutating func add(_ cells: String...) { add(cells) }

    /// Adds a row; missing cells stay empty.
    mutating func add(_ cells: [String]) {
        rows.append(cells + Array(repeating: "", count: columns.count - cells.count))
    }

    /// The heading, a rule, and the rows, indented by two spaces.
    var description: String {
        let headings = columns.map(\.heading)
        let widths = columns.indices.map { j in ([headings] + rows).map { $0[j].count }.max() ?? 0 }
        let rule = widths.map { String(repeating: "-", count: $0) }
        return ([headings, rule] + rows).map { cells in
            let line = columns.indices.map { columns[$0].padded(cells[$0], to: widths[$0]) }.joined(separator: "  ")
            return "  " + line.reversed().drop { $0 == " " }.reversed()
        }.joined(separator: "\n")
    }
}
