extension SparsityPattern: CustomStringConvertible {
    /// The shape and the number of entries, and a picture of at most 16 lines.
    public var description: String {
        "\(rows) × \(columns), \(counted(count, "entry", "entries"))" + (picture().isEmpty ? "" : "\n" + picture())
    }

    /// A picture: `•` for an entry and `·` for none where the pattern has up to `lines` rows and twice as many columns, else
    /// dots of Braille cells, eight to a character, each for a block of the matrix with an entry in it.
    public func picture(lines: Int = 16) -> String {
        if rows == 0 || columns == 0 || lines < 1 { return "" }
        if rows <= lines && columns <= 2 * lines {
            return (0..<rows).map { i in
                var line = [String](repeating: "·", count: columns)
                for j in row(i) { line[j] = "•" }
                return line.joined(separator: columns <= lines ? " " : "")
            }.joined(separator: "\n")
        }
        return braille(lines)
    }

    /// The picture in dots, 4 lines of 2 to a character. A block's side is the same in both directions.
    private func braille(_ lines: Int) -> String {
        let (height, width) = (4 * lines, 4 * lines)
        let block = Swift.max((rows + height - 1) / height, (columns + width - 1) / width, 1)
        let (cellRows, cellColumns) = ((rows - 1) / (4 * block) + 1, (columns - 1) / (2 * block) + 1)
        // The dots of a Braille cell are numbered down the left column, then down the right, and the fourth line last.
        let dots: [[UInt32]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
        var cells = [UInt32](repeating: 0x2800, count: cellRows * cellColumns)
        for i in 0..<rows {
            let y = i / block
            for j in row(i) {
                let x = j / block
                cells[y / 4 * cellColumns + x / 2] |= dots[y % 4][x % 2]
            }
        }
        return (0..<cellRows).map { row in
            String(
                String.UnicodeScalarView(
                    cells[row * cellColumns..<(row + 1) * cellColumns].map { Unicode.Scalar($0)! }))
        }.joined(separator: "\n")
    }
}
