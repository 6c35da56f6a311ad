import AutodiffCore

/// Both ways of each comparison in a rule's derivative.
///
/// A derivative such as that of tanh has a formula for small arguments and another for large ones. Run on symbols, the comparison
/// would become a guard, and a replay would fail wherever an argument changes sides. A derivative is a function of its arguments
/// alone, so it can be run once for each outcome, and the outcomes become selections: `select(x < 0, a, b)`, both computed, one
/// chosen. What a derivative asks by `_is` is a guard instead: the formula for the extremes is seldom needed, and would be computed
/// each time. A derivative that reads `primal` can't be followed in this way; nor is one with many branches; nor a user's, as outcomes
/// that exclude each other may be met, for which it has a `fatalError`.
struct Exploration {
    /// The comparisons met, as conditions, with the outcomes that were taken.
    var conditions: [(mask: Symbol, outcome: Bool)] = []

    /// The outcomes to take, for as many as there are.
    var script: [Bool] = []

    /// Whether all comparisons came out as they do at the point.
    var isActual = true

    /// The properties asked for, which become guards.
    var properties: [(comparison: Graph.Comparison, x: Symbol, holds: Bool)] = []

    /// Whether something was read that can't be selected.
    var failed = false

    /// Whether a rule was applied that may not like every argument: one that isn't built in.
    var called = false

    /// The most branches that are followed.
    static let maximumLeaves = 12
}

extension Recording {
    /// The result of a rule's derivative with selections in the place of its comparisons; nil if it can't be had.
    func exploring(_ box: RuleBox, _ derivative: () -> Symbol) -> Symbol? {
        if exploration != nil { return nil }
        var leaves = box.isBuiltIn ? 0 : Exploration.maximumLeaves - 1
        exploration = Exploration()
        let result = explored([], derivative, &leaves)
        let properties = exploration!.properties
        exploration = nil
        if result == nil { return nil }
        for (comparison, x, holds) in properties { _ = compare(comparison, x, 0, holds: holds) }
        return result
    }

    /// The result where the first comparisons come out as in `script`.
    private func explored(_ script: [Bool], _ derivative: () -> Symbol, _ leaves: inout Int) -> Symbol? {
        exploration = Exploration(script: script, properties: exploration!.properties)
        let result = derivative()
        let met = exploration!
        leaves += 1
        if met.failed || leaves > Exploration.maximumLeaves
            || leaves == Exploration.maximumLeaves && !met.conditions.isEmpty || met.called && !met.conditions.isEmpty
        {
            return nil
        }
        // The last comparison is the one nearest to the result.
        var chosen = result
        for i in (script.count..<met.conditions.count).reversed() {
            let (mask, outcome) = met.conditions[i]
            guard
                let other = explored(
                    met.conditions[..<i].map(\.outcome) + [!outcome], derivative, &leaves)
            else { return nil }
            chosen = outcome ? Symbol.select(mask, chosen, other) : Symbol.select(mask, other, chosen)
        }
        return chosen
    }

    /// Whether a rule that isn't built in may be applied: not where a comparison came out as it didn't.
    func mayCall() -> Bool {
        guard let exploration else { return true }
        self.exploration!.called = true
        if !exploration.script.isEmpty { self.exploration!.failed = true }
        return exploration.script.isEmpty
    }

    /// The outcome of a comparison by the script, or as it is.
    func explore(_ comparison: Graph.Comparison, _ x: Symbol, _ y: Symbol, holds: Bool) -> Bool {
        let operation: Operation
        switch comparison {
        case .less: operation = .less
        case .lessOrEqual: operation = .lessOrEqual
        case .equal: operation = .equal
        default:
            exploration!.failed = true
            return holds
        }
        let mask = node(operation, x, y, value: holds ? 1 : 0)
        // The same comparison met again comes out as before.
        if let earlier = exploration!.conditions.first(where: { $0.mask.node == mask.node }) { return earlier.outcome }
        let i = exploration!.conditions.count
        let outcome = i < exploration!.script.count ? exploration!.script[i] : holds
        exploration!.conditions.append((mask, outcome))
        if outcome != holds { exploration!.isActual = false }
        return outcome
    }

    /// Whether a rule's number has a property, which becomes a guard. Where a comparison came out as it didn't, nothing can be said of
    /// numbers that were not asked about before.
    func asks(_ comparison: Graph.Comparison, _ x: Symbol, holds: Bool) -> Bool {
        guard let met = exploration else { return compare(comparison, x, 0, holds: holds) }
        if met.properties.contains(where: { $0.comparison == comparison && $0.x.node == x.node }) { return holds }
        if met.isActual && options.guardsRules {
            exploration!.properties.append((comparison, x, holds))
        } else {
            exploration!.failed = true
        }
        return holds
    }
}
