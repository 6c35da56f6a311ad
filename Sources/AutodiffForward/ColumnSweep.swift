import AutodiffCore

/// Something that is computed column by column, several columns in one run on ``MultiDual``s.
@usableFromInline
protocol ColumnSweep {
    /// Computes `columns`, as many in one run as `Partials` has lanes (in the last run of the range maybe fewer).
    mutating func run<Partials: SIMD>(_ partials: Partials.Type, over columns: Range<Int>)
    where Partials.Scalar == Double
}

extension ColumnSweep {
    /// Computes `count` columns: full chunks first, then what is left in the narrowest vector that holds it.
    @inlinable
    mutating func run(columns count: Int, chunk: Int?) {
        if let chunk, ![2, 4, 8, 16, 32].contains(chunk) {
            misuse("a chunk of \(chunk) columns: it must be 2, 4, 8, 16 or 32")
        }
        let width = chunk ?? (count > 16 ? 8 : 16)
        let whole = count - count % width
        run(width: width, over: 0..<whole)
        run(width: count - whole, over: whole..<count)
    }

    @inlinable
    mutating func run(width: Int, over columns: Range<Int>) {
        switch width {
        case 0: break
        case ...2: run(SIMD2<Double>.self, over: columns)
        case ...4: run(SIMD4<Double>.self, over: columns)
        case ...8: run(SIMD8<Double>.self, over: columns)
        case ...16: run(SIMD16<Double>.self, over: columns)
        default: run(SIMD32<Double>.self, over: columns)
        }
    }
}

extension MultiDual {
    /// The partials of the input that lies in `lane`.
    @inlinable
    static func unit(_ lane: Int) -> Partials {
        var partials = Partials(repeating: 0)
        partials[lane] = 1
        return partials
    }
}
