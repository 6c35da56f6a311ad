import AutodiffCore

/// How forward mode divides columns into runs: which columns are computed with vectors of which width.
///
/// Full chunks come first, then what is left over in narrower vectors. A run that leaves a quarter of a wide vector empty
/// costs more than two runs that don't; with a narrow vector it costs less. With chunks of 16:
///
///     10 columns    8 + 2
///     13 columns    16 (three lanes stay empty)
///     17 columns    16 + 2 (one lane stays empty)
///     40 columns    16 + 16 + 8
@frozen
@usableFromInline
package struct ChunkPlan: Sequence, IteratorProtocol {
    @usableFromInline
    let count: Int
    @usableFromInline
    var width: Int
    @usableFromInline
    var start = 0

    /// The plan for `count` columns in chunks of 2, 4, 8 or 16; 16 was measured best with vectors of 128 and of 512 bits.
    @inlinable
    package init(_ count: Int, chunk: Int = 16) {
        if chunk < 2 || chunk > 16 || chunk & (chunk - 1) != 0 {
            misuse("a chunk of \(chunk) columns: it must be 2, 4, 8 or 16")
        }
        self.count = count
        width = chunk
    }

    /// The next columns that are computed with vectors of one width, and that width.
    @inlinable
    package mutating func next() -> (width: Int, columns: Range<Int>)? {
        let rest = count - start
        if rest == 0 { return nil }
        while width > 2 && (rest <= width / 2 || width >= 16 && rest <= width / 4 * 3) { width /= 2 }
        let columns = start..<start + Swift.max(rest / width * width, Swift.min(rest, width))
        start = columns.upperBound
        return (width, columns)
    }

    /// The number of runs in which forward mode computes so many columns.
    package static func runs(_ count: Int) -> Int {
        ChunkPlan(count).reduce(0) { $0 + ($1.columns.count + $1.width - 1) / $1.width }
    }
}

/// `columns`, `width` at a time.
@inlinable
package func chunks(of columns: Range<Int>, width: Int) -> some Sequence<Range<Int>> {
    stride(from: columns.lowerBound, to: columns.upperBound, by: width).lazy.map {
        $0..<Swift.min($0 + width, columns.upperBound)
    }
}
