import AutodiffCore

extension ErrorPattern {
    /// A function applied to every wrong entry: its sign dropped, its reciprocal, its square, its square root.
    var elementwisePattern: String? {
        let rules: [(text: String, rule: (Double) -> Double, slope: (Double) -> Double)] = [
            ("the absolute value of what it should be", { abs($0) }, { _ in 1 }),
            ("minus the absolute value of what it should be", { -abs($0) }, { _ in 1 }),
            ("the reciprocal of what it should be", { 1 / $0 }, { 1 / ($0 * $0) }),
            ("the square of what it should be", { $0 * $0 }, { 2 * $0 }),
            ("the square root of what it should be", { $0.squareRoot() }, { 0.5 / $0.squareRoot() }),
        ]
        for (text, rule, slope) in rules where isClaimed(rule, slope: slope, at: wrong) {
            return "\(scope(wrong)) \(text)"
        }
        return nil
    }

    /// The same amount added to every wrong entry, or a multiple of the inputs.
    var offsetPattern: String? {
        if wrong.count < 2 { return nil }
        let differences = wrong.map { claimed.values[$0] - measured.values[$0] }
        let sharpest = wrong.indices.min { errorBars.values[wrong[$0]] < errorBars.values[wrong[$1]] } ?? 0
        let offset = differences[sharpest]
        let slack = errorBars.values[wrong[sharpest]]
        if wrong.allSatisfy({ isClaimed($0, measured.values[$0] + offset, errorBar: errorBars.values[$0] + slack) }) {
            return "\(scope(wrong)) off by the same \(formatted(offset, digits: 5))"
        }
        let visible = wrong.indices.filter { x[wrong[$0] % columns] != 0 }
        let best = visible.min { relativeError(wrong[$0]) < relativeError(wrong[$1]) }
        guard rows == 1, let best else { return nil }
        let input = x[wrong[best] % columns]
        let factor = differences[best] / input
        let uncertainty = errorBars.values[wrong[best]] / abs(input)
        let explains = wrong.allSatisfy { k in
            let input = x[k % columns]
            return isClaimed(
                k, measured.values[k] + factor * input, errorBar: errorBars.values[k] + uncertainty * abs(input))
        }
        if !explains { return nil }
        return """
            \(scope(wrong)) off by \(formatted(factor, digits: 5)) times its input: a term \
            \(formatted(abs(factor) / 2, digits: 5))·|x|² \(factor > 0 ? "too much" : "missing")
            """
    }

    private func relativeError(_ k: Int) -> Double { errorBars.values[k] / abs(x[k % columns]) }
}
