import AutodiffCore
import AutodiffReverse

/// How the Jacobian of a pattern is computed by colours: what doesn't change from point to point.
@usableFromInline
final class CompressedJacobian: Sendable {
    @usableFromInline
    let sparsity: Sparsity

    @usableFromInline
    let coloring: Coloring

    /// Runs in lanes for colours of columns.
    @usableFromInline
    let chunks: [ColorChunk]

    /// Groups of rows, of which each is swept back.
    @usableFromInline
    let groups: [OutputGroup]

    @usableFromInline
    var pattern: SparsityPattern { sparsity.pattern }

    @usableFromInline
    init(_ sparsity: Sparsity, _ coloring: Coloring) {
        self.sparsity = sparsity
        self.coloring = coloring
        let pattern = sparsity.pattern
        let byColumns = CompressedJacobian.columnEntries(pattern, coloring)
        var entries: [(place: Int, line: Int, color: Int)] = []
        var outputs = [[Int32]](repeating: [], count: coloring.rowColorCount)
        var (inputs, places) = (outputs, outputs)
        for (i, color) in coloring.rowColors.enumerated() where color >= 0 { outputs[color].append(Int32(i)) }
        for i in 0..<pattern.rows {
            for k in pattern.places(ofRow: i) {
                let j = pattern.columnIndices[k]
                if byColumns[k] {
                    entries.append((k, i, coloring.columnColors[j]))
                } else {
                    inputs[coloring.rowColors[i]].append(Int32(j))
                    places[coloring.rowColors[i]].append(Int32(k))
                }
            }
        }
        chunks =
            coloring.kind == .rows
            ? []
            : ColorChunk.chunks(
                colors: coloring.columnColors, count: coloring.columnColorCount, entries: entries)
        groups = outputs.indices.map { OutputGroup(outputs: outputs[$0], inputs: inputs[$0], places: places[$0]) }
    }

    /// The same for another sparsity of the same pattern.
    private init(_ other: CompressedJacobian, _ sparsity: Sparsity) {
        self.sparsity = sparsity
        (coloring, chunks, groups) = (other.coloring, other.chunks, other.groups)
    }

    /// Which entries are recovered from columns' colours, the others being from rows'.
    private static func columnEntries(_ pattern: SparsityPattern, _ coloring: Coloring) -> [Bool] {
        if coloring.kind == .columns { return [Bool](repeating: true, count: pattern.count) }
        if coloring.kind == .rows { return [Bool](repeating: false, count: pattern.count) }
        let inRows = ColorCounts(rowsOf: pattern, columnColors: coloring.columnColors)
        return (0..<pattern.rows).flatMap { i in
            pattern.row(i).map { inRows.isAlone(i, coloring.columnColors[$0]) }
        }
    }

    /// With what another path has shown: coloured anew if the pattern is wider for it.
    func widened(by other: Sparsity, _ method: SparseMethod) -> CompressedJacobian {
        let wider = sparsity.widened(by: other)
        if wider.pattern == pattern { return CompressedJacobian(self, wider.with(pattern)) }
        return CompressedJacobian(wider, method.coloring(of: wider.pattern, uses: 1))
    }
}
