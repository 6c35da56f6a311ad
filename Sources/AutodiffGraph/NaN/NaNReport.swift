import AutodiffCore

/// Where a function's nan or infinity comes from; see ``explainNaN(at:names:lines:of:)``.
public struct NaNReport: Sendable, Equatable {
    /// What was found, the first one first; empty if nothing is nan or infinite.
    ///
    /// At most one of each kind, but for values: of these the first one that isn't finite, and if that is an infinity the first
    /// nan.
    public internal(set) var findings: [Finding]

    /// The point.
    public let point: [Double]

    /// The inputs' names.
    public let inputs: [String]

    /// The function's results.
    public let values: [Double]

    /// The gradient of the result whose derivatives were looked at: of the first one that has something to be found, else of the
    /// first.
    public let gradient: [Double]

    /// The place of this result among all.
    public let row: Int

    /// An operation, and what is nan or infinite there.
    public struct Finding: Sendable, Equatable {
        /// The operation's place in the picture.
        let place: Int

        /// What is nan or infinite.
        public let kind: Kind

        /// The operation's name: an input's, one given with ``RealScalar/named(_:)``, or v1, v2, ….
        public let name: String

        /// What it computes, as `log(x0)`; empty for an input.
        public let formula: String

        /// Its value.
        public let value: Double

        /// What it is computed from, constants among them.
        public let operands: [Operand]

        /// For a derivative the operand by which it is taken.
        public let operand: String?

        /// For a derivative the partial derivative by the operand.
        public let partial: Double?

        /// For a derivative the adjoint of the operation, which is multiplied by the partial derivative.
        public let adjoint: Double?

        /// The operations from this one to the result, as `s = log(x0)`: on one of the shortest ways.
        public let path: [String]

        /// Where the operation stands in the source, `Model.swift:12:18`, if that was asked for and is known.
        public internal(set) var line: String?
    }

    /// What an operation is computed from.
    public struct Operand: Sendable, Equatable {
        /// The name; of a constant its digits.
        public let name: String

        /// The value.
        public let value: Double
    }

    /// What is nan or infinite.
    public enum Kind: Sendable, Equatable {
        /// An input.
        case input

        /// The value of an operation whose operands are finite, or which makes a nan of infinite ones.
        case value

        /// A partial derivative of an operation at finite operands: its slope is infinite or nan there.
        case partial

        /// A product of a partial derivative and an adjoint that are both finite, or a sum of such products: it overflows, or is
        /// ∞ - ∞.
        case product

        /// A product 0 · ∞, or 0 · nan, of a partial derivative and an adjoint, which counts as 0.
        case dropped
    }

    /// Whether values and gradient are finite.
    public var isFinite: Bool { values.allSatisfy(\.isFinite) && gradient.allSatisfy(\.isFinite) }
}

extension NaNReport: CustomStringConvertible {
    /// A sentence, and for each finding some lines.
    public var description: String {
        ([headline] + findings.flatMap { $0.lines }).joined(separator: "\n")
    }

    private var headline: String {
        let place =
            point.count > 8
            ? "[\(point.prefix(8).map { text($0) }.joined(separator: ", ")), …]"
            : "[\(point.map { text($0) }.joined(separator: ", "))]"
        if findings.isEmpty {
            return "Nothing is nan or infinite at \(place): neither a value nor a partial derivative."
        }
        let which = values.count > 1 ? " \(row)" : ""
        if let bad = values.firstIndex(where: { !$0.isFinite }) {
            return "The result\(values.count > 1 ? " \(bad)" : "") is \(text(values[bad])) at \(place)."
        }
        if let bad = gradient.firstIndex(where: { !$0.isFinite }) {
            return
                "The result\(which) is \(text(values[row])) at \(place), but its derivative by \(inputs[bad]) is \(text(gradient[bad]))."
        }
        return "The results are finite at \(place), and so are the derivatives; on the way something was not."
    }
}

extension NaNReport.Finding {
    /// The finding in words, and the way to the result.
    fileprivate var lines: [String] {
        let operation = formula.isEmpty ? name : "\(name) = \(formula)"
        var parts: [String] = []
        for part in operands.map({ "\($0.name) = \(text($0.value))" }) where !parts.contains(part) {
            parts.append(part)
        }
        let list = parts.joined(separator: ", ")
        let at = list.isEmpty ? "" : " at \(list)"
        let by = operand.map { "by \($0)" } ?? ""
        let product = "\(text(adjoint ?? 0)) · \(text(partial ?? 0))"
        let sentence =
            switch kind {
            case .input: "The input \(name) is \(text(value))."
            case .value: "\(operation) is \(text(value))\(at)."
            case .partial: "The derivative of \(operation) \(by) is \(text(partial ?? 0))\(at)."
            case .product:
                "The derivative is lost at \(operation)\(at): adjoint times partial \(by), \(product), added up."
            case .dropped: "At \(operation)\(at) adjoint times partial \(by), \(product), counts as 0."
            }
        let place = line.map { ["  In \($0)"] } ?? []
        if path.count < 2 { return ["- " + sentence] + place }
        let shown = path.count > 12 ? path.prefix(6) + ["…"] + path.suffix(5) : path[...]
        return ["- " + sentence] + place + ["  On to the result: " + shown.joined(separator: "; ")]
    }
}

/// A number with all its digits; a nan without its sign.
private func text(_ x: Double) -> String { x.isNaN ? "nan" : "\(x)" }
