import AutodiffCore

/// Columns or rows of a pattern in groups, of which each is one product: what a sparse derivative is compressed by.
///
/// Columns of one colour are added up, in one direction of forward mode; rows of one colour in one sweep of reverse mode. Every
/// entry must be found in one of the sums by itself, or after entries that are known are subtracted (acyclic colourings).
///
///     let coloring = SparsityPattern.tridiagonal(1_000).columnColoring()
///     coloring.count                      // 3
public struct Coloring: Sendable, Hashable {
    /// What is coloured, and how entries are recovered.
    public enum Kind: Sendable, Hashable {
        /// Columns, no two of which have an entry in one row where their colour is the same.
        case columns

        /// Rows, no two of which have an entry in one column where their colour is the same.
        case rows

        /// Rows and columns, so that each entry is alone with the colour of its column in its row, or with the colour of its row
        /// in its column.
        case bidirectional

        /// Of a symmetric pattern: no two neighbours have one colour, and no path of four has two.
        case star

        /// Of a symmetric pattern: no two neighbours have one colour, and no cycle has two. Entries are recovered by
        /// substitution, which adds up rounding errors along a tree.
        case acyclic
    }

    /// What is coloured, and how entries are recovered.
    public let kind: Kind

    /// The colour of each column, from 0; -1 for a column that isn't needed. Empty if only rows are coloured.
    public let columnColors: [Int]

    /// The colour of each row, from 0; -1 for a row that isn't needed. Empty if only columns are coloured.
    public let rowColors: [Int]

    /// A colouring of one's own; whether it is one of a pattern ``firstConflict(in:)`` says.
    ///
    /// Traps for a colour below -1.
    public init(_ kind: Kind, columnColors: [Int] = [], rowColors: [Int] = []) {
        for color in columnColors + rowColors where color < -1 {
            misuse("a colour is a number from 0, or -1 for none, not \(color)")
        }
        self.kind = kind
        self.columnColors = columnColors
        self.rowColors = rowColors
    }

    /// The number of colours of columns.
    public var columnColorCount: Int { (columnColors.max() ?? -1) + 1 }

    /// The number of colours of rows.
    public var rowColorCount: Int { (rowColors.max() ?? -1) + 1 }

    /// The number of colours: of directions and sweeps together.
    public var count: Int { columnColorCount + rowColorCount }
}

/// In which order vertices get the lowest colour that they can have.
public enum ColoringOrder: Sendable, Hashable, CaseIterable {
    /// As they are numbered.
    case natural

    /// Those with the most neighbours first.
    case largestFirst

    /// Those with the fewest neighbours among the ones before them last.
    case smallestLast
}

extension Coloring {
    /// The first entry of the pattern that the colouring doesn't recover; nil if it recovers all. Traps unless there is a
    /// colour, or -1, for each column or row.
    public func firstConflict(in pattern: SparsityPattern) -> (row: Int, column: Int)? {
        checkShape(of: pattern)
        switch kind {
        case .acyclic: return SymmetricRecovery.firstCycle(in: pattern, colors: columnColors)
        case .star:
            let neighbours = ColorCounts(rowsOf: pattern, columnColors: columnColors)
            return firstEntry(of: pattern) { i, j in
                neighbours.isAlone(i, columnColors[j]) || neighbours.isAlone(j, columnColors[i])
            }
        default:
            let inRows = ColorCounts(rowsOf: pattern, columnColors: columnColors)
            let inColumns = ColorCounts(rowsOf: pattern.transposed, columnColors: rowColors)
            return firstEntry(of: pattern) { i, j in
                !columnColors.isEmpty && inRows.isAlone(i, columnColors[j])
                    || !rowColors.isEmpty && inColumns.isAlone(j, rowColors[i])
            }
        }
    }

    private func firstEntry(
        of pattern: SparsityPattern, lost isRecovered: (Int, Int) -> Bool
    ) -> (row: Int, column: Int)? {
        for i in 0..<pattern.rows {
            for j in pattern.row(i) where !isRecovered(i, j) { return (i, j) }
        }
        return nil
    }

    func checkShape(of pattern: SparsityPattern) {
        if (kind == .star || kind == .acyclic) && !pattern.isSymmetric {
            misuse("star and acyclic colourings are for symmetric patterns, as a Hessian's is; this one isn't")
        }
        if kind != .rows && columnColors.count != pattern.columns {
            misuse(
                count: columnColors.count, of: "a colouring", expected: pattern.columns,
                "a colour for each column of the pattern, or -1")
        }
        if (kind == .rows || kind == .bidirectional) && rowColors.count != pattern.rows {
            misuse(
                count: rowColors.count, of: "a colouring", expected: pattern.rows,
                "a colour for each row of the pattern, or -1")
        }
    }
}

/// How many columns of each colour there are in a row.
struct ColorCounts {
    private var once: Set<UInt64> = []
    private var more: Set<UInt64> = []

    init(rowsOf pattern: SparsityPattern, columnColors: [Int]) {
        if columnColors.isEmpty { return }
        for i in 0..<pattern.rows {
            for j in pattern.row(i) where columnColors[j] >= 0 {
                let key = ColorCounts.key(i, columnColors[j])
                if !once.insert(key).inserted { more.insert(key) }
            }
        }
    }

    /// Whether the row has just one column of the colour; never for none.
    func isAlone(_ row: Int, _ color: Int) -> Bool { color >= 0 && !more.contains(ColorCounts.key(row, color)) }

    private static func key(_ row: Int, _ color: Int) -> UInt64 { UInt64(row) << 32 | UInt64(color) }
}
