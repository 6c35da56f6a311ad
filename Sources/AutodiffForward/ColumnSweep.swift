import AutodiffCore

/// Something that is computed column by column, several columns in one run on ``MultiDual``s.
@usableFromInline
package protocol ColumnSweep {
    /// Computes `columns`, as many in one run as `Partials` has lanes (in the last run of the range maybe fewer).
    mutating func run<Partials: PartialsVector>(over columns: Range<Int>, inputs: inout [MultiDual<Partials>])
}

extension ColumnSweep {
    /// Computes `count` columns: full chunks first, then what is left in the narrowest vector that holds it.
    @inlinable
    package mutating func run(columns count: Int, chunk: Int?, workspace: inout ForwardWorkspace) {
        if let chunk, chunk < 2 || chunk > 32 || chunk & (chunk - 1) != 0 {
            misuse("a chunk of \(chunk) columns: it must be 2, 4, 8, 16 or 32")
        }
        // Measured best with 128-bit vectors, where every value has to go through memory, as with 512-bit ones.
        let width = chunk ?? 16
        let whole = count - count % width
        run(width: width, over: 0..<whole, workspace: &workspace)
        run(width: count - whole, over: whole..<count, workspace: &workspace)
    }

    @inlinable
    mutating func run(width: Int, over columns: Range<Int>, workspace: inout ForwardWorkspace) {
        if columns.isEmpty { return }
        switch width {
        case ...2: run(over: columns, inputs: &workspace.two)
        case ...4: run(over: columns, inputs: &workspace.four)
        case ...8: run(over: columns, inputs: &workspace.eight)
        case ...16: run(over: columns, inputs: &workspace.sixteen)
        default: run(over: columns, inputs: &workspace.thirtyTwo)
        }
    }
}

/// `columns`, `width` at a time.
@inlinable
package func chunks(of columns: Range<Int>, width: Int) -> some Sequence<Range<Int>> {
    stride(from: columns.lowerBound, to: columns.upperBound, by: width).lazy.map {
        $0..<Swift.min($0 + width, columns.upperBound)
    }
}
