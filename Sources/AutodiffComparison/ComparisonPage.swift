import AutodiffCore

extension JacobianComparison {
    /// The comparison as a table in Markdown.
    public var markdown: String {
        let title = "Jacobian of R^\(forward.columns) → R^\(forward.rows)"
        return markdownTable(
            title, [("dense, forward", forwardTime), ("dense, reverse", reverseTime)], sparse, agrees: agrees)
    }

    /// The comparison as a picture for a page, an SVG element: the pattern, and for each way what was predicted and what was
    /// measured, as bars whose length is the logarithm of the time. The way that a plan takes is in bold letters.
    ///
    /// Letters and pattern have the colour of the text around, so that they can be read on dark pages, too.
    public var svg: String {
        ComparisonPicture(
            title: "Jacobian of R^\(forward.columns) → R^\(forward.rows)",
            dense: [("dense, forward", forwardTime), ("dense, reverse", reverseTime)], sparse: sparse, agrees: agrees
        ).svg
    }
}

extension HessianComparison {
    /// The comparison as a table in Markdown.
    public var markdown: String {
        markdownTable("Hessian of R^\(dense.rows) → R", [("dense", denseTime)], sparse, agrees: agrees)
    }

    /// The comparison as a picture for a page; see ``JacobianComparison/svg``.
    public var svg: String {
        ComparisonPicture(
            title: "Hessian of R^\(dense.rows) → R", dense: [("dense", denseTime)], sparse: sparse, agrees: agrees
        ).svg
    }
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
