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

        /// What it is one of: the checks of one function, of a rule's first derivative.
        let group: Group
    }

    /// Checks of which the worst stand for all. Where those of a lower order fail, those of a higher one, which build on them,
    /// have nothing to add.
    struct Group: Hashable {
        let name: String
        let order: Int
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

    mutating func append(
        _ check: DerivativeCheck, of group: String, order: Int = 0, _ place: String, at point: [Double]
    ) {
        items.append(
            Item(name: "\(group) \(place)", point: point, check: check, group: Group(name: group, order: order)))
    }

    /// The checks that failed.
    public var failures: [Item] { items.filter { !$0.check.passed } }

    /// Whether every check passed, and there was one.
    public var passed: Bool { failures.isEmpty && problems.isEmpty && !items.isEmpty }

    /// How often functions were evaluated in all.
    public var evaluations: Int { items.reduce(0) { $0 + $1.check.evaluations } }

    /// A count of the verdicts, and what failed: of each function, or of a rule's derivatives of the lowest order that is
    /// wrong, the reports of the three worst points, and how many more there are.
    public var description: String {
        let tally = items.map(\.check.verdict).tally
        var lines = [
            "\(title): \(counted(items.count, "check", "checks")), \(tally.isEmpty ? "nothing to check" : tally)"
        ]
        lines += problems.prefix(Self.mostShown).map { "  " + $0 }
        if problems.count > Self.mostShown {
            lines.append("  … and \(problems.count - Self.mostShown) more like these")
        }
        let failures = failures
        let lowest = failures.map(\.group.order).min() ?? 0
        var hidden: [(group: Group, count: Int)] = []
        for group in failures.map(\.group).distinct {
            let failed = failures.filter { $0.group == group }
            let shown = group.order == lowest ? Self.worst(failed) : []
            for failure in shown {
                lines.append("\(failure.name):")
                lines += failure.check.description.split(separator: "\n").map { "  " + $0 }
            }
            if failed.count > shown.count { hidden.append((group, failed.count - shown.count)) }
        }
        if !hidden.isEmpty {
            let groups = hidden.map { "\($0.count) of the \($0.group.name)" }.joined(separator: ", ")
            lines.append("… and \(hidden.reduce(0) { $0 + $1.count }) more: \(groups)")
        }
        return lines.joined(separator: "\n")
    }

    /// So many failures of one kind are shown.
    private static let mostShown = 3

    /// The worst of some failures, in the order in which they were checked.
    private static func worst(_ failures: [Item]) -> [Item] {
        let ranked = failures.indices.sorted { a, b in
            let (x, y) = (failures[a].check, failures[b].check)
            if x.verdict != y.verdict { return x.verdict > y.verdict }
            let (c, d) = (x.entries.first?.discrepancy ?? .infinity, y.entries.first?.discrepancy ?? .infinity)
            return c == d ? a < b : c > d
        }
        return ranked.prefix(mostShown).sorted().map { failures[$0] }
    }
}

extension Sequence where Element: Hashable {
    /// The elements without repetitions, in the order of their first appearance.
    fileprivate var distinct: [Element] {
        var seen = Set<Element>()
        return filter { seen.insert($0).inserted }
    }
}
