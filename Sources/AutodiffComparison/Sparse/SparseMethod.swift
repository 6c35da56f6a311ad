import AutodiffCore

/// How a sparse derivative is computed.
public enum SparseMethod: Sendable, Hashable {
    /// The one of the others whose predicted cost is the least.
    case automatic

    /// Colours of columns, in lanes of forward mode; of a Hessian, in lanes of forward over reverse mode.
    case forward

    /// Colours of rows, in sweeps of reverse mode. Not for Hessians, whose columns are their rows.
    case reverse

    /// The long rows by sweeps, the others by colours of columns, or the other way about. Not for Hessians.
    case bidirectional

    /// A program of all entries that aren't structural zeros, without colours; see `compile`.
    case compiled

    /// The colouring of a Jacobian's pattern that the method needs: the first one for a few uses, for many the best that is found
    /// by looking longer.
    func coloring(of pattern: SparsityPattern, uses: Int) -> Coloring {
        switch self {
        case .reverse: uses < 100 ? pattern.rowColoring(order: .natural) : pattern.rowColoring()
        case .bidirectional: pattern.bidirectionalColoring()
        default: uses < 100 ? pattern.columnColoring(order: .natural) : pattern.columnColoring()
        }
    }
}
