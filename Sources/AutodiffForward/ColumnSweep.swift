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
        if let chunk, chunk < 2 || chunk > 32 || chunk & (chunk - 1) != 0 {
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
    /// The inputs at the point `x`, without a direction.
    @inlinable
    static func inputs(at x: [Double]) -> [MultiDual] {
        var inputs: [MultiDual] = []
        inputs.reserveCapacity(x.count)
        for value in x { inputs.append(MultiDual(value, Partials(repeating: 0), .sealed)) }
        return inputs
    }

    /// Sets the partial of each input in `columns` along itself: the first of them lies in lane 0.
    @inlinable
    static func seed(_ columns: Range<Int>, of inputs: inout [MultiDual], with partial: Double) {
        // A lane whose number isn't a constant is reached much faster in memory than in a register.
        inputs.withUnsafeMutableBytes { bytes in
            var offset = columns.lowerBound * MemoryLayout<MultiDual>.stride + 16
            for _ in columns {
                bytes.storeBytes(of: partial, toByteOffset: offset, as: Double.self)
                offset += MemoryLayout<MultiDual>.stride + MemoryLayout<Double>.stride
            }
        }
    }

    /// Writes the partials of an output of a ``Perturbation/sealed`` call to `columns`, or traps.
    ///
    /// Adding 0 makes every zero +0: which sign a product of zeros has depends on the width of the chunk.
    @inlinable
    func write(_ count: Int, to entries: UnsafeMutablePointer<Double>) {
        perturbation.check(in: .sealed)
        let partials = partials + 0
        for lane in 0..<count { entries[lane] = partials[lane] }
    }
}
