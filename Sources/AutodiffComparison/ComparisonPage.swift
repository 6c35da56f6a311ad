import AutodiffCore

extension JacobianComparison {
    /// The comparison as a table in Markdown.
    public var markdown: String {
        let title = "Jacobian of R^\(forward.columns) → R^\(forward.rows)"
        return markdownTable(
            title, [("dense, forward", forwardTime), ("dense, reverse", reverseTime)], sparse, agrees: agrees)
    }

    /// The pattern and the measured times as a picture for a page.
    public var svg: String { svgOfWays([("dense, forward", forwardTime), ("dense, reverse", reverseTime)], sparse) }
}

extension HessianComparison {
    /// The comparison as a table in Markdown.
    public var markdown: String {
        markdownTable("Hessian of R^\(dense.rows) → R", [("dense", denseTime)], sparse, agrees: agrees)
    }

    /// The pattern and the measured times as a picture for a page.
    public var svg: String { svgOfWays([("dense", denseTime)], sparse) }
}

private func markdownTable(
    _ title: String, _ dense: [(name: String, time: Duration)], _ sparse: SparseWays?, agrees: Bool
) -> String {
    var lines = [
        "### \(title)", "", "| way | colours | predicted | measured | made in | memory |", "|---|---|---|---|---|---|",
    ]
    for (name, time) in dense { lines.append("| \(name) | | | \(SparseWays.time(time.nanoseconds)) | | |") }
    if let sparse {
        for way in sparse.ways {
            let (predicted, measured) = (SparseWays.time(way.predicted), SparseWays.time(way.time.nanoseconds))
            lines.append(
                "| \(way.name) | \(way.colors) | \(predicted) | \(measured) | "
                    + "\(SparseWays.time(way.making.nanoseconds)) | \(SparseWays.bytes(way.memory)) |")
        }
        lines += [
            "", "A plan takes \(sparse.ways.first { $0.method == sparse.choice }?.name ?? "none"): \(sparse.reason).",
        ]
    }
    lines += ["", agrees ? "All agree." : "**They disagree.**"]
    return lines.joined(separator: "\n") + "\n"
}

/// The pattern in dots on the left, a bar for each time on the right, by its logarithm.
private func svgOfWays(_ dense: [(name: String, time: Duration)], _ sparse: SparseWays?) -> String {
    let rows =
        dense.map { ($0.name, $0.time.nanoseconds) } + (sparse?.ways ?? []).map { ($0.name, $0.time.nanoseconds) }
    let height = 200
    var body = ""
    if let pattern = sparse?.sparsity.pattern, pattern.rows > 0, pattern.columns > 0 {
        let side = Swift.max(pattern.rows, pattern.columns)
        let block = Swift.max(1, (side + 127) / 128)
        let cell = 180.0 / Double((side + block - 1) / block)
        var cells: Set<[Int]> = []
        for i in 0..<pattern.rows { for j in pattern.row(i) { cells.insert([i / block, j / block]) } }
        for place in cells.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let (x, y) = (10 + Double(place[1]) * cell, 10 + Double(place[0]) * cell)
            body += rectangle(x, y, cell, cell, "#346")
        }
    }
    let longest = rows.map(\.1).max() ?? 1
    let shortest = rows.map(\.1).min() ?? 1
    for (k, (name, time)) in rows.enumerated() {
        let y = 14 + 28 * Double(k)
        // A factor of 10 is a third of the bars' room if they span three decades.
        let share = longest > shortest ? log10(time / shortest) / log10(longest / shortest) : 1
        body += rectangle(330, y, 20 + 180 * share, 14, "#7ab")
        body += "<text x=\"322\" y=\"\(Int(y) + 12)\" text-anchor=\"end\">\(name)</text>"
        body += "<text x=\"\(356 + Int(180 * share))\" y=\"\(Int(y) + 12)\">\(SparseWays.time(time))</text>"
    }
    return
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 \(height)\" font-family=\"sans-serif\" font-size=\"12\">"
        + body + "</svg>"
}

private func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ fill: String) -> String {
    let numbers = [x, y, width, height].map { formatted($0, digits: 5) }
    return
        "<rect x=\"\(numbers[0])\" y=\"\(numbers[1])\" width=\"\(numbers[2])\" height=\"\(numbers[3])\" fill=\"\(fill)\"/>"
}
