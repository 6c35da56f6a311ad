import AutodiffCore

extension ErrorPattern {
    /// One factor on all wrong entries: -1, 0, 2, 1/2, an integer or its reciprocal, a known constant; if not
    /// `niceOnly`, any.
    func factorPattern(niceOnly: Bool) -> String? {
        // The entry whose ratio is known best.
        let visible = wrong.filter { abs(measured.values[$0]) > errorBars.values[$0] }
        let sharpest = visible.min {
            errorBars.values[$0] / abs(measured.values[$0]) < errorBars.values[$1] / abs(measured.values[$1])
        }
        guard let sharpest else { return nil }
        let ratio = claimed.values[sharpest] / measured.values[sharpest]
        let uncertainty =
            abs(ratio) * errorBars.values[sharpest] / abs(measured.values[sharpest]) + 0x1p-48 * abs(ratio)
        let name = FactorName(ratio, uncertainty: uncertainty, inputs: columns, outputs: rows)
        if name == nil && (niceOnly || wrong.count < 2) { return nil }
        let factor = name?.factor ?? ratio
        let explains = isClaimed({ factor * $0 }, slope: { _ in abs(factor) + uncertainty }, at: wrong)
        if !explains { return nil }
        let text = name?.text ?? "\(formatted(ratio, digits: 5)) times what it should be"
        return "\(scope(wrong)) \(text)"
    }
}

/// A factor that has a name.
struct FactorName {
    let factor: Double

    /// As in "every entry half of what it should be".
    let text: String

    /// The named factor that `ratio` is, to the uncertainty given; nil if it is none.
    init?(_ ratio: Double, uncertainty: Double, inputs: Int, outputs: Int) {
        if ratio == 0 {
            self.init(0, "zero where it should not be")
            return
        }
        let degrees = Double.pi / 180
        let ln10 = 2.302_585_092_994_045_9
        let ln2 = 0.693_147_180_559_945_3
        let named: [(Double, String)] = [
            (-1, "with its sign flipped"),
            (2, "twice what it should be"),
            (0.5, "half of what it should be"),
            (-2, "twice what it should be, and with its sign flipped"),
            (-0.5, "half of what it should be, and with its sign flipped"),
            (degrees, "π/180 of what it should be: degrees for radians"),
            (1 / degrees, "180/π times what it should be: degrees for radians"),
            (ln10, "ln 10 times what it should be: log10 for log"),
            (1 / ln10, "1/ln 10 of what it should be: log10 for log"),
            (ln2, "ln 2 times what it should be: log2 for log"),
            (1 / ln2, "1/ln 2 of what it should be: log2 for log"),
            (2 * .pi, "2π times what it should be"),
            (0.5 / .pi, "1/2π of what it should be"),
        ]
        for (factor, text) in named where abs(ratio - factor) <= uncertainty && uncertainty < 1e-2 * abs(factor) {
            self.init(factor, text)
            return
        }
        let magnitude = abs(ratio)
        let sign = ratio < 0 ? -1.0 : 1
        let flipped = ratio < 0 ? ", and with its sign flipped" : ""
        let relative = uncertainty / magnitude
        for (isReciprocal, size) in [(false, magnitude), (true, 1 / magnitude)] where size > 1.5 && size < 1e6 {
            let n = size.rounded()
            if !(abs(size - n) <= relative * size && relative * size < 0.05) { continue }
            let count = Int(n)
            let origin =
                count == inputs
                ? " (the number of inputs)" : count == outputs ? " (the number of outputs)" : ""
            self.init(
                sign * (isReciprocal ? 1 / n : n),
                isReciprocal
                    ? "1/\(count)\(origin) of what it should be: divided by \(count) once too often\(flipped)"
                    : "\(count)\(origin) times what it should be: a factor 1/\(count) missing\(flipped)")
            return
        }
        return nil
    }

    private init(_ factor: Double, _ text: String) {
        self.factor = factor
        self.text = text
    }
}
