import AutodiffCore

/// A comparison as SVG: the pattern on the left, the ways on the right.
struct ComparisonPicture {
    let title: String
    let dense: [(name: String, time: Duration)]
    let sparse: SparseWays?
    let agrees: Bool

    /// One way: its times in nanoseconds, and what is said beside the bars.
    private struct Row {
        let name: String
        let predicted: Double?
        let time: Double
        let remark: String
        let isChosen: Bool
        let agrees: Bool
    }

    private static let left = 330.0, bar = 180.0, pitch = 30.0, top = 40.0, side = 180.0
    private static let measured = "#3b82d0", guessed = "#9aa7b4", wrong = "#c2410c"

    private var rows: [Row] {
        let dense = dense.map {
            Row(name: $0.name, predicted: nil, time: $0.time.nanoseconds, remark: "", isChosen: false, agrees: true)
        }
        let ways = (sparse?.ways ?? []).map { way in
            Row(
                name: way.name, predicted: way.predicted, time: way.time.nanoseconds,
                remark: (way.colors > 0 ? ", \(counted(way.colors, "colour", "colours"))" : "")
                    + (way.agrees ? "" : ", disagrees"),
                isChosen: way.method == sparse?.choice, agrees: way.agrees)
        }
        return dense + ways
    }

    var svg: String {
        let rows = rows
        let bottom = ComparisonPicture.top + ComparisonPicture.pitch * Double(rows.count)
        let height = Swift.max(bottom, ComparisonPicture.top + ComparisonPicture.side + 24) + 44
        var body = text(title, 10, 20, isBold: true)
        body += text("predicted", ComparisonPicture.left + 28, 20) + text("measured", ComparisonPicture.left + 118, 20)
        body += rectangle(ComparisonPicture.left + 12, 13, 12, 7, ComparisonPicture.guessed)
        body += rectangle(ComparisonPicture.left + 102, 13, 12, 7, ComparisonPicture.measured)
        if let sparse { body += pattern(sparse) }
        let times = rows.flatMap { [$0.time, $0.predicted ?? $0.time] }.map { Swift.max($0, 1) }
        let (shortest, longest) = (times.min() ?? 1, times.max() ?? 1)
        let length = { (time: Double) in
            let share = longest > shortest ? log(Swift.max(time, 1) / shortest) / log(longest / shortest) : 1
            return 14 + ComparisonPicture.bar * share
        }
        for (k, row) in rows.enumerated() {
            let y = ComparisonPicture.top + ComparisonPicture.pitch * Double(k)
            body += text(row.name, ComparisonPicture.left - 8, y + 13, isBold: row.isChosen, anchor: "end")
            if let predicted = row.predicted {
                body += rectangle(
                    ComparisonPicture.left, y, length(predicted), 7, ComparisonPicture.guessed)
            }
            body += rectangle(
                ComparisonPicture.left, y + 8, length(row.time), 9,
                row.agrees ? ComparisonPicture.measured : ComparisonPicture.wrong)
            let end = Swift.max(length(row.time), length(row.predicted ?? 1))
            body += text(
                SparseWays.time(row.time) + row.remark, ComparisonPicture.left + end + 6, y + 14, isBold: row.isChosen)
        }
        body += text(agrees ? "All agree but for rounding." : "They DISAGREE.", 10, height - 30)
        body += text(reason, 10, height - 12)
        return
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 \(formatted(height, digits: 5))\" role=\"img\" "
            + "aria-label=\"\(title)\" font-family=\"sans-serif\" font-size=\"12\" fill=\"currentColor\">\(body)</svg>"
    }

    /// What a plan takes, and why.
    private var reason: String {
        guard let sparse, let chosen = sparse.ways.first(where: { $0.method == sparse.choice }) else { return "" }
        return "A plan takes \(chosen.name): \(sparse.reason)."
    }

    /// The entries, or where there are many blocks of them, in a square.
    private func pattern(_ sparse: SparseWays) -> String {
        let pattern = sparse.sparsity.pattern
        let side = Swift.max(pattern.rows, pattern.columns)
        if side == 0 { return "" }
        let block = (side + 127) / 128
        let count = (side + block - 1) / block
        let cell = ComparisonPicture.side / Double(count)
        var isFilled = [Bool](repeating: false, count: count * count)
        for i in 0..<pattern.rows { for j in pattern.row(i) { isFilled[i / block * count + j / block] = true } }
        var body = ""
        for i in 0..<count {
            // Neighbours in a row are one rectangle.
            var start = 0
            for j in 0...count {
                if j < count && isFilled[i * count + j] { continue }
                if j > start {
                    body += rectangle(
                        10 + Double(start) * cell, ComparisonPicture.top + Double(i) * cell, Double(j - start) * cell,
                        cell,
                        "currentColor")
                }
                start = j + 1
            }
        }
        let words = "\(counted(pattern.count, "entry", "entries")), \(sparse.sparsity.kind.words)"
        return body + text(words, 10, ComparisonPicture.top + ComparisonPicture.side + 18)
    }

    private func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ fill: String) -> String {
        let numbers = [x, y, width, height].map { formatted($0, digits: 5) }
        return
            "<rect x=\"\(numbers[0])\" y=\"\(numbers[1])\" width=\"\(numbers[2])\" height=\"\(numbers[3])\" fill=\"\(fill)\"/>"
    }

    private func text(
        _ words: String, _ x: Double, _ y: Double, isBold: Bool = false, anchor: String = "start"
    ) -> String {
        // (As a style, since a page's own for text would be stronger than an attribute.)
        "<text x=\"\(formatted(x, digits: 5))\" y=\"\(formatted(y, digits: 5))\" text-anchor=\"\(anchor)\""
            + (isBold ? " style=\"font-weight: bold\"" : "") + ">\(words)</text>"
    }
}
