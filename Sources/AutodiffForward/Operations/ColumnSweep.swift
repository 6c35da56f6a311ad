import AutodiffCore

/// Something that is computed column by column, several columns in one run on ``MultiDual``s.
@usableFromInline
package protocol ColumnSweep {
    /// Computes `columns`, as many in one run as `Partials` has lanes (in the last run of the range maybe fewer).
    mutating func run<Partials: PartialsVector>(over columns: Range<Int>, inputs: inout [MultiDual<Partials>])
}

extension ColumnSweep {
    /// Computes `count` columns.
    @inlinable
    package mutating func run(columns count: Int, chunk: Int?, workspace: inout ForwardWorkspace) {
        for (width, columns) in ColumnStretches(count, chunk: chunk) {
            switch width {
            case 2: run(over: columns, inputs: &workspace.two)
            case 4: run(over: columns, inputs: &workspace.four)
            case 8: run(over: columns, inputs: &workspace.eight)
            case 16: run(over: columns, inputs: &workspace.sixteen)
            default: run(over: columns, inputs: &workspace.thirtyTwo)
            }
        }
    }
}

/// Columns in stretches, each to be computed with vectors of one width: full chunks first, then what is left in narrower
/// ones.
@frozen
@usableFromInline
package struct ColumnStretches: Sequence, IteratorProtocol {
    @usableFromInline
    let count: Int
    @usableFromInline
    var width: Int
    @usableFromInline
    var start = 0

    /// In chunks of 2, 4, 8, 16 or 32 columns; 16 was measured best with vectors of 128 and of 512 bits.
    @inlinable
    package init(_ count: Int, chunk: Int?) {
        if let chunk, chunk < 2 || chunk > 32 || chunk & (chunk - 1) != 0 {
            misuse("a chunk of \(chunk) columns: it must be 2, 4, 8, 16 or 32")
        }
        self.count = count
        width = chunk ?? 16
    }

    @inlinable
    package mutating func next() -> (width: Int, columns: Range<Int>)? {
        let rest = count - start
        if rest == 0 { return nil }
        // A run that leaves a quarter of a wide vector empty costs more than two runs without it; of a narrow one, less.
        while width > 2 && (rest <= width / 2 || width >= 16 && rest <= width / 4 * 3) { width /= 2 }
        let columns = start..<start + Swift.max(rest / width * width, Swift.min(rest, width))
        start = columns.upperBound
        return (width, columns)
    }
}

/// The number of runs in which forward mode computes so many columns.
package func columnRuns(_ count: Int) -> Int {
    ColumnStretches(count, chunk: nil).reduce(0) { $0 + ($1.columns.count + $1.width - 1) / $1.width }
}

/// `columns`, `width` at a time.
@inlinable
package func chunks(of columns: Range<Int>, width: Int) -> some Sequence<Range<Int>> {
    stride(from: columns.lowerBound, to: columns.upperBound, by: width).lazy.map {
        $0..<Swift.min($0 + width, columns.upperBound)
    }
}
