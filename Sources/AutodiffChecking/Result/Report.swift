import AutodiffCore

extension DerivativeCheck: CustomStringConvertible {
    /// The report: the verdict, the worst entries, what the error looks like, what could have been seen, the cost.
    public var description: String {
        var lines = [headline]
        lines += notes.map { "  " + $0 }
        if let pattern { lines.append("  looks like: " + pattern) }
        lines += table(of: entries.prefix(shownEntries))
        if entries.count > shownEntries {
            lines.append("  … and \(counted(entries.count - shownEntries, "more", "more")), none of them worse")
        }
        if let hint { lines.append("  " + hint) }
        if let sensitivity { lines.append("  " + sensitivity) }
        return lines.joined(separator: "\n")
    }

    /// Everything that isn't a pass, within reason; of passes only a few.
    private var shownEntries: Int {
        let remarkable = entries.count { $0.verdict > .weakPass }
        return remarkable > 0 ? min(remarkable, 12) : min(entries.count, 3)
    }

    private var headline: String {
        let shape = "\(counted(outputs, "output", "outputs")) × \(counted(inputs, "input", "inputs"))"
        var line = "\(subject) check: \(verdict.label) (\(shape), \(counted(evaluations, "evaluation", "evaluations")))"
        let single = entries.filter { $0.column != nil }
        let combined = entries.filter { $0.column == nil }
        if !single.isEmpty { line += "; entries: \(single.map(\.verdict).tally)" }
        if !combined.isEmpty { line += "; combinations of inputs: \(combined.map(\.verdict).tally)" }
        return line
    }

    private func table(of entries: ArraySlice<Entry>) -> [String] {
        if entries.isEmpty { return [] }
        var rows = [["row", "column", "claimed", "measured", "error bar", "displacement", "verdict"]]
        for entry in entries {
            rows.append([
                names.row(entry.row), place(of: entry), formatted(entry.claimed, digits: entry.digits),
                formatted(entry.measured, digits: entry.digits), "±" + formatted(entry.errorBar, digits: 2),
                formatted(entry.displacement, digits: 2), entry.verdict.label,
            ])
        }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            var line = row.indices.dropLast().map { row[$0].padded(to: widths[$0]) }.joined(separator: "  ")
            line += "  " + row[row.count - 1]
            return "  " + line
        }
    }

    /// Why the first entry that is inconclusive is so, and what helps.
    private var hint: String? {
        guard let entry = entries.first(where: { $0.verdict == .inconclusive }) else { return nil }
        let place = outputs == 1 && inputs == 1 ? "it" : "(\(names.row(entry.row)), \(place(of: entry)))"
        if entry.measured.isNaN {
            return "\(place) is inconclusive: the function isn't finite anywhere near, or options.domain excludes it"
        }
        switch entry.uncertainty {
        case .values:
            return """
                \(place) is inconclusive: noise of \(formatted(entry.valueError, digits: 1)) in the function hides its \
                slope; options.typicalMagnitudes allows larger displacements
                """
        case .shape:
            return "\(place) is inconclusive: the function is too rough here for a slope to settle; try another point"
        case .claim:
            return """
                \(place) is inconclusive: the derivative under test is itself noisy, it varies from point to point by as much \
                as it differs from what is measured
                """
        case .aliasing:
            return """
                \(place) is inconclusive: the function changes at random from one floating-point number to the next; if it is \
                an oscillation of the claimed slope, no displacement resolves it
                """
        }
    }

    /// How small an error the check would have noticed.
    private var sensitivity: String? {
        let measured = entries.filter { !$0.measured.isNaN && !$0.claimed.isNaN }
        let resolutions = measured.map(\.resolution).filter(\.isFinite)
        guard let worst = measured.filter({ $0.resolution.isFinite }).max(by: { $0.resolution < $1.resolution }) else {
            return nil
        }
        let text = "smallest relative error it could have seen: "
        if resolutions.count == 1 { return text + percentage(worst.resolution) }
        return text + """
            \(percentage(median(resolutions))) in a typical entry, \(percentage(worst.resolution)) in the least certain, \
            (\(names.row(worst.row)), \(place(of: worst)))
            """
    }

    /// The column, or the inputs that were displaced together.
    private func place(of entry: Entry) -> String {
        if let column = entry.column { return names.column(column) }
        let inputs = entry.inputs
        return inputs.count == 1
            ? names.column(inputs.lowerBound) : names.columns(inputs.lowerBound...inputs.upperBound - 1)
    }

    private func percentage(_ resolution: Double) -> String {
        resolution > 1 ? "more than 100 %" : formatted(resolution, digits: 1)
    }
}

extension DerivativeCheck.Entry {
    /// As many digits as show two of the difference between claimed and measured where that is an error; 8 as a rule.
    fileprivate var digits: Int {
        let (difference, size) = (abs(claimed - measured), max(abs(claimed), abs(measured)))
        guard verdict == .wrong, difference > 0, difference.isFinite else { return 8 }
        return min(max(8, Int((log(size / difference) / log(10.0)).rounded(.up)) + 2), 17)
    }
}
