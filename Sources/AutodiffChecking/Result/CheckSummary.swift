import AutodiffCore

/// The results of many checks: whether all passed, and if not, every failure at once.
public struct CheckSummary: Sendable, CustomStringConvertible {
    /// One check of the summary.
    public struct Item: Sendable {
        /// What was checked.
        public let name: String

        /// Where.
        public let point: [Double]

        /// The result.
        public let check: DerivativeCheck
    }

    /// What the checks are about.
    public let title: String

    /// Every check, in the order in which they ran.
    public private(set) var items: [Item] = []

    /// What is wrong apart from the checks.
    public internal(set) var problems: [String] = []

    private let isStrict: Bool

    init(title: String, isStrict: Bool) {
        self.title = title
        self.isStrict = isStrict
    }

    mutating func append(_ check: DerivativeCheck, _ name: String, at point: [Double]) {
        items.append(Item(name: name, point: point, check: check))
    }

    /// The checks that failed.
    public var failures: [Item] { items.filter { !$0.check.passed } }

    /// Whether every check passed, and there was one.
    public var passed: Bool { failures.isEmpty && problems.isEmpty && !items.isEmpty }

    /// How often functions were evaluated in all.
    public var evaluations: Int { items.reduce(0) { $0 + $1.check.evaluations } }

    /// A count of the verdicts, and the full report of every failure.
    public var description: String {
        let tally = items.map(\.check.verdict).tally
        var lines = [
            "\(title): \(counted(items.count, "check", "checks")), \(tally.isEmpty ? "nothing to check" : tally)"
        ]
        lines += problems.map { "  " + $0 }
        for failure in failures {
            lines.append("\(failure.name):")
            lines += failure.check.description.split(separator: "\n").map { "  " + $0 }
        }
        return lines.joined(separator: "\n")
    }
}
