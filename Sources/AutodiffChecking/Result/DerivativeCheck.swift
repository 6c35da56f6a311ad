/// The result of a derivative check: a verdict, and for every entry what is claimed and what was measured.
///
/// `print(check)` shows the worst entries with their error bars, what the error looks like where that can be told, how
/// small an error would have been seen, and what it cost.
public struct DerivativeCheck: Sendable {
    /// One entry of the derivative, or the derivative of one output along a combination of inputs.
    public struct Entry: Sendable {
        /// The output (0 for a gradient).
        public let row: Int

        /// The input; nil for a combination of inputs.
        public let column: Int?

        /// The inputs that were displaced together where `column` is nil.
        public let inputs: Range<Int>

        /// What the derivative under test says.
        public let claimed: Double

        /// The extrapolated difference quotient; NaN where the function could not be sampled.
        public let measured: Double

        /// How far claimed and measured may be apart: ten times the estimated error of the measurement, and the
        /// rounding granted to the claim.
        public let errorBar: Double

        /// The smallest displacement of the inputs that the measurement rests on.
        public let displacement: Double

        /// The error assumed of one value of the function: the largest of its rounding, the noise that was measured, and
        /// the noise that the options declare.
        public let valueError: Double

        /// The smallest error, relative to the entry, that would have been noticed.
        public let resolution: Double

        /// What follows.
        public let verdict: Verdict

        /// Whether the claim is wrong, and right at every point around.
        let isWrongHereOnly: Bool

        /// What an error bar comes from: the errors of the function's values, its shape, what the claim varies by from
        /// point to point, or an oscillation that no displacement resolves.
        enum Uncertainty: Sendable { case values, shape, claim, aliasing }

        /// What the error bar mostly comes from.
        let uncertainty: Uncertainty
    }

    /// The worst verdict of all entries.
    public internal(set) var verdict: Verdict

    /// Whether nothing speaks against the derivative. An inconclusive check and a point without a derivative fail only
    /// with `options.strict`.
    public var passed: Bool {
        switch verdict {
        case .pass, .weakPass: true
        case .inconclusive, .notDifferentiable: !isStrict
        case .undefined, .nondeterministic, .wrong: false
        }
    }

    /// What was measured, worst first.
    public internal(set) var entries: [Entry]

    /// What the error looks like, where that can be told.
    public internal(set) var pattern: String?

    /// Remarks: why there is nothing to check, which test without differences failed.
    public internal(set) var notes: [String] = []

    /// How often the function was evaluated.
    public internal(set) var evaluations: Int

    /// The number of outputs.
    public let outputs: Int

    /// The number of inputs.
    public let inputs: Int

    /// What was checked: "gradient", "Jacobian".
    public internal(set) var subject: String

    /// The names of the inputs; empty if they have none.
    public var inputNames: [String] { names.inputs }

    let isStrict: Bool

    /// What the report calls inputs and outputs.
    let names: EntryNames

    init(
        _ subject: String, verdict: Verdict, entries: [Entry] = [], outputs: Int, inputs: Int, evaluations: Int,
        options: CheckOptions
    ) {
        self.subject = subject
        self.verdict = verdict
        self.entries = entries.sorted(by: Self.isWorse)
        self.outputs = outputs
        self.inputs = inputs
        self.evaluations = evaluations
        isStrict = options.strict
        names = EntryNames(options, inputs: inputs, outputs: outputs)
    }

    /// By verdict, entries before combinations of inputs, by how many error bars claimed and measured are apart, by
    /// place.
    private static func isWorse(_ a: Entry, _ b: Entry) -> Bool {
        if a.verdict != b.verdict { return a.verdict > b.verdict }
        if (a.column == nil) != (b.column == nil) { return a.column != nil }
        let (x, y) = (a.discrepancy, b.discrepancy)
        if x != y { return x > y }
        return (a.row, a.column ?? -1) < (b.row, b.column ?? -1)
    }
}

extension DerivativeCheck.Entry {
    /// How many error bars claimed and measured are apart.
    var discrepancy: Double {
        let difference = abs(claimed - measured)
        if difference.isNaN { return .infinity }
        return difference == 0 ? 0 : difference / errorBar
    }
}
