import AutodiffCore

/// How nodes lie on the tape: coefficients first, operand indices behind them, and the node's kind in the two top bits of
/// the last word, so that the sweep reads the tape backwards.
///
/// - *full*: four operands. Where there are three, the fourth coefficient is zero and leads to the node itself, whose
///   adjoint has been read by then: cheaper than a count and a branch.
/// - *link*: the node before this one with coefficient 1, which takes no room, and two operands. Sums, the most frequent
///   of all, take half the memory that way, and large tapes are bound by memory.
/// - *wide*: any number of operands, which stands in the last word.
@usableFromInline
enum TapeNode<Base> {
    /// The kinds, as they stand in the last word.
    @inlinable static var link: UInt32 { 0b10 << 30 }
    @inlinable static var wide: UInt32 { 0b11 << 30 }

    /// The bits of the last word that aren't the kind.
    @inlinable static var payload: UInt32 { (1 << 30) - 1 }

    @inlinable static var stride: Int { MemoryLayout<Base>.stride }

    /// The size of a full node.
    @inlinable static var fullBytes: Int { rounded(4 * stride + 16) }

    /// The size of a link.
    @inlinable static var linkBytes: Int { rounded(2 * stride + 8) }

    /// The size of a wide node of `count` operands.
    @inlinable static func wideBytes(_ count: Int) -> Int { rounded(count * stride + 4 * count + 4) }

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
        let count = Int(last & payload)
        return (count, wideBytes(count))
    }

    /// Ends the life of the coefficients between `start` and `end`; nothing to do for trivial ones.
    @inlinable
    static func deinitialize(from start: UnsafeMutableRawPointer, to end: UnsafeMutableRawPointer) {
        if _isPOD(Base.self) { return }
        var end = end
        while end > start {
            let (coefficients, bytes) = shape(endingAt: end)
            end -= bytes
            end.assumingMemoryBound(to: Base.self).deinitialize(count: coefficients)
        }
    }
}
