import AutodiffCore

/// How the entries of a symmetric matrix are found from the products by an acyclic colouring: leaf by leaf.
///
/// B = H·S has in row i and colour c the sum of the entries (i, j) of that colour. Where a vertex has one neighbour of a colour left,
/// the sum is that entry; subtracted from the sum that the neighbour has for the vertex's colour, it may leave one there too.
struct SymmetricRecovery {
    /// An entry that is a sum of its own by then: (row, column), read in `row` at `column`'s colour.
    struct Step: Sendable, Hashable {
        let row: Int32
        let column: Int32
    }

    /// The entries off the diagonal, one of each pair, in an order in which they can be recovered.
    let steps: [Step]

    /// An entry that isn't recovered, if there is one.
    let conflict: (row: Int, column: Int)?

    init(_ pattern: SparsityPattern, colors: [Int]) {
        var left: [UInt64: (count: Int, sum: Int)] = [:]
        func key(_ v: Int, _ color: Int) -> UInt64 { UInt64(v) << 32 | UInt64(color) }
        var conflict: (row: Int, column: Int)?
        for i in 0..<pattern.rows {
            for j in pattern.row(i) {
                if colors[i] < 0 || colors[j] < 0 || i != j && colors[i] == colors[j] {
                    conflict = conflict ?? (i, j)
                } else if i != j {
                    // The sum of the neighbours' numbers is the last one's number when one is left.
                    let (count, sum) = left[key(i, colors[j])] ?? (0, 0)
                    left[key(i, colors[j])] = (count + 1, sum + j)
                }
            }
        }
        var steps: [Step] = []
        if conflict == nil {
            var ready: [Step] = []
            for i in 0..<pattern.rows {
                for j in pattern.row(i) where i != j && left[key(i, colors[j])]!.count == 1 {
                    ready.append(Step(row: Int32(i), column: Int32(j)))
                }
            }
            var next = 0
            while next < ready.count {
                let step = ready[next]
                next += 1
                let (i, j) = (Int(step.row), Int(step.column))
                if left[key(i, colors[j])]!.count == 0 { continue }
                steps.append(step)
                left[key(i, colors[j])] = (0, 0)
                let (count, sum) = left[key(j, colors[i])]!
                left[key(j, colors[i])] = (count - 1, sum - i)
                if count == 2 { ready.append(Step(row: step.column, column: Int32(sum - i))) }
            }
            for i in 0..<pattern.rows where conflict == nil {
                conflict = pattern.row(i).first { i != $0 && left[key(i, colors[$0])]!.count > 0 }.map { (i, $0) }
            }
        }
        self.steps = steps
        self.conflict = conflict
    }

    /// An entry that an acyclic colouring of these colours doesn't recover.
    static func firstCycle(in pattern: SparsityPattern, colors: [Int]) -> (row: Int, column: Int)? {
        SymmetricRecovery(pattern, colors: colors).conflict
    }
}
