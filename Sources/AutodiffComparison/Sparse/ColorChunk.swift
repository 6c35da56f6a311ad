import AutodiffCore
import AutodiffForward

/// Colours that one run in lanes computes, and where it leaves which entry.
@frozen
@usableFromInline
struct ColorChunk: Sendable {
    /// The number of lanes: 4, 8 or 16.
    @usableFromInline
    let width: Int

    /// The lane of each input, -1 for none.
    @usableFromInline
    let lanes: [Int8]

    /// The entries: their places among the values, and the words among the outputs' where they are read.
    @usableFromInline
    let places: [Int32]
    @usableFromInline
    let words: [Int32]

    /// - Parameters:
    ///   - colors: The colours of the inputs.
    ///   - chosen: The colours that the run computes.
    ///   - entries: Of each entry the place, the output in which it is read, and the input's colour.
    init(
        width: Int, colors: [Int], chosen: Range<Int>, entries: [(place: Int, line: Int, color: Int)]
    ) {
        self.width = width
        lanes = colors.map { chosen.contains($0) ? Int8($0 - chosen.lowerBound) : -1 }
        let (stride, offset) = ColorChunk.layout(width)
        let mine = entries.filter { chosen.contains($0.color) }
        places = mine.map { Int32($0.place) }
        words = mine.map { Int32($0.line * stride + offset + $0.color - chosen.lowerBound) }
    }

    /// How a number with so many lanes lies in memory, in words of 8 bytes: its length, and the place of the first lane, which
    /// lie at its end.
    private static func layout(_ width: Int) -> (stride: Int, offset: Int) {
        func words<P: PartialsVector>(_: P.Type) -> (stride: Int, offset: Int) {
            let size = MemoryLayout<MultiDual<P>>.size
            return (MemoryLayout<MultiDual<P>>.stride / 8, (size - MemoryLayout<P>.size) / 8)
        }
        switch width {
        case 4: return words(SIMD4<Double>.self)
        case 8: return words(SIMD8<Double>.self)
        default: return words(SIMD16<Double>.self)
        }
    }

    /// The widths in which so many colours are computed: full ones, and what is left over in narrower ones; a wide one isn't left
    /// a quarter empty. One at least, since a run shows the value and the path.
    static func widths(_ colors: Int, atMost limit: Int = 16) -> [Int] {
        var (widths, rest) = ([Int](), colors)
        repeat {
            let width = Swift.min(limit, rest > 12 ? 16 : rest > 4 ? 8 : 4)
            widths.append(width)
            rest -= width
        } while rest > 0
        return widths
    }

    /// The chunks of a colouring of columns.
    static func chunks(
        colors: [Int], count: Int, entries: [(place: Int, line: Int, color: Int)], atMost limit: Int = 16
    ) -> [ColorChunk] {
        var first = 0
        return widths(count, atMost: limit).map { width in
            defer { first += width }
            return ColorChunk(width: width, colors: colors, chosen: first..<first + width, entries: entries)
        }
    }

    /// Copies the entries out of the outputs, of which `outputs` are the bytes. Adding 0 makes every zero +0.
    @inlinable
    @inline(__always)
    func read(_ outputs: UnsafeRawBufferPointer, to values: UnsafeMutablePointer<Double>) {
        guard let base = outputs.baseAddress else { return }
        places.withUnsafeBufferPointer { places in
            words.withUnsafeBufferPointer { words in
                for k in 0..<places.count {
                    values[Int(places[k])] = base.loadUnaligned(fromByteOffset: 8 * Int(words[k]), as: Double.self) + 0
                }
            }
        }
    }

    /// The inputs of the run at `x`: new ones, or their values alone where they are there, since the lanes stay as they are.
    @inlinable
    func place<P: PartialsVector>(_ x: [Double], in inputs: inout [Watched<MultiDual<P>>]) {
        place(x, in: &inputs) { Watched(base: $0) }
    }

    /// The same for inputs that `make` makes of numbers: of a type that has the number as its only member.
    @inlinable
    func place<P: PartialsVector, Input>(_ x: [Double], in inputs: inout [Input], _ make: (MultiDual<P>) -> Input) {
        if inputs.count == x.count {
            inputs.withUnsafeMutableBufferPointer { inputs in
                for j in 0..<x.count {
                    // The value is the first member, a trivial type, which a raw store may write.
                    UnsafeMutableRawPointer(inputs.baseAddress! + j).storeBytes(of: x[j], as: Double.self)
                }
            }
            return
        }
        inputs = x.indices.map { j in
            var partials = P.zero
            if lanes[j] >= 0 { partials[Int(lanes[j])] = 1 }
            return make(MultiDual(x[j], partials))
        }
    }
}
