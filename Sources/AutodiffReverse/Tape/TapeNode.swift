import AutodiffCore

/// How nodes lie on the tape: coefficients first, operand indices behind them, and the node's kind in the two top bits of
/// the last word, so that the sweep reads the tape backwards.
///
/// - *full*: four operands. Where there are three, the fourth coefficient is zero and leads to the node itself, whose
///   adjoint has been read by then: cheaper than a count and a branch.
/// - *link*: the node before this one with coefficient 1, which takes no room, and two operands. Sums, the most frequent
///   of all, take half the memory that way, and large tapes are bound by memory.
/// - *wide*: any number of operands, in runs of consecutive variables, such as the elements of an array of inputs. Behind
///   the coefficients stand the runs, each as its first index and its length, then the number of runs; the last word
///   holds the number of coefficients.
/// - *block*: a matrix product, or a primitive of the user's own: its pullback, a closure. It has several outputs, of
///   consecutive indices; their number stands before the last word.
@usableFromInline
enum TapeNode<Base: RealScalar> {
    /// The kinds, as they stand in the last word.
    @inlinable static var link: UInt32 { 0b10 << 30 }
    @inlinable static var wide: UInt32 { 0b11 << 30 }

    /// The last word of a block: a wide node of more operands than there are.
    @inlinable static var block: UInt32 { .max }

    /// The size of a block.
    @inlinable static var blockBytes: Int { rounded(MemoryLayout<TapeBlock<Base>>.size + 8) }

    /// The bits of the last word that aren't the kind.
    @inlinable static var payload: UInt32 { (1 << 30) - 1 }

    @inlinable static var stride: Int { MemoryLayout<Base>.stride }

    /// The size of a full node.
    @inlinable static var fullBytes: Int { rounded(4 * stride + 16) }

    /// The size of a link.
    @inlinable static var linkBytes: Int { rounded(2 * stride + 8) }

    /// The size of a wide node of `count` operands in `runs` runs.
    @inlinable static func wideBytes(_ count: Int, runs: Int) -> Int { rounded(count * stride + 8 * runs + 8) }

    /// The size of the wide node that ends at `end`, its runs, and the numbers of them and of coefficients.
    @inlinable
    static func wideShape(
        endingAt end: UnsafeMutableRawPointer
    ) -> (bytes: Int, runs: UnsafeMutablePointer<UInt32>, runCount: Int, coefficients: Int) {
        let count = Int((end - 4).load(as: UInt32.self) & payload)
        let runCount = Int((end - 8).load(as: UInt32.self))
        let runs = (end - 8 - 8 * runCount).assumingMemoryBound(to: UInt32.self)
        return (wideBytes(count, runs: runCount), runs, runCount, count)
    }

    @inlinable static func rounded(_ bytes: Int) -> Int {
        let mask = Swift.max(MemoryLayout<Base>.alignment, 8) - 1
        return (bytes + mask) & ~mask
    }

    /// The number of coefficients, and the size, of the node that ends at `end`.
    @inlinable
    static func shape(endingAt end: UnsafeMutableRawPointer) -> (coefficients: Int, bytes: Int) {
        let last = (end - 4).load(as: UInt32.self)
        if last < link { return (4, fullBytes) }
        if last < wide { return (2, linkBytes) }
        if last == block { return (0, blockBytes) }
        let wide = wideShape(endingAt: end)
        return (wide.coefficients, wide.bytes)
    }

    /// Ends the life of the coefficients and of the blocks between `start` and `end`; nothing to do for trivial
    /// coefficients without blocks.
    @inlinable
    static func deinitialize(
        from start: UnsafeMutableRawPointer, to end: UnsafeMutableRawPointer, hasBlocks: Bool
    ) {
        if _isPOD(Base.self) && !hasBlocks { return }
        var end = end
        while end > start {
            let (coefficients, bytes) = shape(endingAt: end)
            if (end - 4).load(as: UInt32.self) == block { block(endingAt: end).deinitialize(count: 1) }
            end -= bytes
            end.assumingMemoryBound(to: Base.self).deinitialize(count: coefficients)
        }
    }
}
