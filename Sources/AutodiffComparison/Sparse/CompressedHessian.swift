import AutodiffCore

/// How the Hessian of a pattern is computed by colours: what doesn't change from point to point.
@usableFromInline
final class CompressedHessian: Sendable {
    @usableFromInline
    let sparsity: Sparsity

    @usableFromInline
    let coloring: Coloring

    /// Gradients in lanes.
    @usableFromInline
    let chunks: [ColorChunk]

    /// Of an acyclic colouring the entries that are recovered by substitution, in order.
    @usableFromInline
    let substitutions: [Substitution]

    /// An entry and its mirror image: where the sum stands that it is by then, and the sum that it is subtracted from.
    @frozen
    @usableFromInline
    struct Substitution: Sendable {
        @usableFromInline
        let place: Int32, mirror: Int32, sum: Int32, rest: Int32
    }

    @usableFromInline
    var pattern: SparsityPattern { sparsity.pattern }

    @usableFromInline
    init(_ sparsity: Sparsity, _ coloring: Coloring) {
        self.sparsity = sparsity
        self.coloring = coloring
        let (pattern, colors) = (sparsity.pattern, coloring.columnColors)
        var entries: [(place: Int, line: Int, color: Int)] = []
        entries.reserveCapacity(pattern.count)
        let isAcyclic = coloring.kind == .acyclic
        let counts = ColorCounts(rowsOf: pattern, columnColors: isAcyclic ? [] : colors)
        for i in 0..<pattern.rows {
            for k in pattern.places(ofRow: i) {
                let j = pattern.columnIndices[k]
                if isAcyclic {
                    entries.append((k, i, colors[j]))
                    continue
                }
                // An entry and its mirror image are read in one place, in the lower row if they are alone there.
                let (low, high) = (Swift.max(i, j), Swift.min(i, j))
                let isInLow = counts.isAlone(low, colors[high])
                entries.append((k, isInLow ? low : high, isInLow ? colors[high] : colors[low]))
            }
        }
        chunks = ColorChunk.chunks(
            colors: colors, count: coloring.columnColorCount, entries: entries, atMost: 8)
        substitutions = isAcyclic ? CompressedHessian.substitutions(pattern, colors) : []
    }

    /// The same for another sparsity of the same pattern.
    private init(_ other: CompressedHessian, _ sparsity: Sparsity) {
        self.sparsity = sparsity
        (coloring, chunks, substitutions) = (other.coloring, other.chunks, other.substitutions)
    }

    private static func substitutions(_ pattern: SparsityPattern, _ colors: [Int]) -> [Substitution] {
        // A sum stands at each of its entries; the first one's place is taken for it.
        var sums: [UInt64: Int32] = [:]
        func key(_ i: Int, _ j: Int) -> UInt64 { UInt64(i) << 32 | UInt64(colors[j]) }
        for i in 0..<pattern.rows {
            for k in pattern.places(ofRow: i) where sums[key(i, pattern.columnIndices[k])] == nil {
                sums[key(i, pattern.columnIndices[k])] = Int32(k)
            }
        }
        return SymmetricRecovery(pattern, colors: colors).steps.map { step in
            let (i, j) = (Int(step.row), Int(step.column))
            return Substitution(
                place: Int32(pattern.place(i, j)!), mirror: Int32(pattern.place(j, i)!), sum: sums[key(i, j)]!,
                rest: sums[key(j, i)]!)
        }
    }

    /// Puts the entries of an acyclic colouring in the place of their sums, which `sums` has room for.
    @usableFromInline
    func substitute(_ values: UnsafeMutablePointer<Double>, _ sums: inout [Double]) {
        if substitutions.isEmpty { return }
        if sums.count != pattern.count { sums = [Double](repeating: 0, count: pattern.count) }
        for k in sums.indices { sums[k] = values[k] }
        for step in substitutions {
            let entry = sums[Int(step.sum)]
            values[Int(step.place)] = entry
            values[Int(step.mirror)] = entry
            sums[Int(step.rest)] -= entry
        }
    }

    /// With what another path has shown: coloured anew if the pattern is wider for it.
    func widened(by other: Sparsity) -> CompressedHessian {
        let wider = sparsity.widened(by: other)
        if wider.pattern == pattern { return CompressedHessian(self, wider.with(pattern)) }
        return CompressedHessian(wider, HessianChoice.coloring(of: wider.pattern, uses: 1))
    }
}

extension PlanState where Compressed == CompressedHessian {
    @usableFromInline
    func widen(by sparsity: Sparsity) { widen { $0.widened(by: sparsity) } }
}
