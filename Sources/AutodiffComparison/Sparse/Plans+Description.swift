import AutodiffCore

extension JacobianPlan: CustomStringConvertible {
    /// The shape, the entries and where they hold, and the way.
    public var description: String { describe("Jacobians", sparsity, coloring, method) }
}

extension HessianPlan: CustomStringConvertible {
    /// The shape, the entries and where they hold, and the way.
    public var description: String { describe("Hessians", sparsity, coloring, method) }
}

/// A plan in one line: `Jacobians 200 × 200, 598 entries everywhere, by 3 colours, forward`.
private func describe(_ what: String, _ sparsity: Sparsity, _ coloring: Coloring?, _ method: SparseMethod) -> String {
    let pattern = sparsity.pattern
    let way =
        switch method {
        case .reverse: "reverse"
        case .bidirectional: "both ways"
        default: "forward"
        }
    let how = coloring.map { "\(counted($0.count, "colour", "colours")), \(way)" } ?? "a program"
    return """
        \(what) \(pattern.rows) × \(pattern.columns), \(counted(pattern.count, "entry", "entries")) \(sparsity.kind.words), \
        by \(how)
        """
}
