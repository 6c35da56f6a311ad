import AutodiffCore

/// How nodes lie on the tape. This file decides it; `TapeNode+Writing`, `WideNode` and `TapeNode+Reading` write and read
/// by its sizes and places, and nothing else knows a node's bytes.
///
/// A node holds coefficients first, the indices of the operands behind them, and its kind in the two top bits of its last
/// word: so the sweep, which goes backwards, reads at a node's end what it has to step over. Over `Double`:
///
///     full    0         8         16        24        32        36        40        44       48
///             | a0      | a1      | b0      | b1      | first   | second  | first   | second |   pairs p and q
///
///     link    0         8         16        20        24
///             | b0      | b1      | first   | second  |   pair q, with the kind 10 in the top bits of `second`
///
///     wide    0       8 c       8 c + 8 r           + 4       + 8
///             | c times | r times     | r      | c      |   coefficients; runs (first index and length, 4 bytes each);
///             | 8 bytes | 4 + 4 bytes |        |        |   their numbers, with the kind 11 in the top bits of `c`
///
///     block   0         16        20        24
///             | closure | outputs | ~0      |   the last word of a wide node with more coefficients than there are
///
/// - *full*: four operands. Where there are three, the fourth coefficient is zero and leads to the node itself, whose
///   adjoint has been read by then: cheaper than a count and a branch.
/// - *link*: the node before this one with coefficient 1, which takes no room, and two operands. Sums, the most frequent
///   of all, take half the memory that way, and large tapes are bound by memory.
/// - *wide*: any number of operands, in runs of consecutive variables, such as the elements of an array of inputs.
/// - *block*: a matrix product, or a primitive of the user's own: its pullback, a closure. It has several outputs, of
///   consecutive indices, of which the last is the node's.
///
/// For example x·y·z, where x, y and z are the inputs 1, 2 and 3 with the values 2, 3 and 5, writes one node:
///
///     x        is 2,   and 1 · d1                    a variable: its value, and its derivative along two operands
///     x·y      is 6,   and 3 · d1 + 2 · d2           two operands: nothing is written
///     x·y·z    is 30,  and 15 · d1 + 10 · d2 + 6 · d3      three: too many for a variable, so a node is written,
///
///              | 15.0    | 10.0    | 6.0     | 0.0     | 1       | 2       | 3       | 4      |
///
///              is 30,  and 1 · d4                    and the result hangs on it. The node's index is 4, one more than
///                                                    the newest; the fourth operand, with coefficient 0, is itself.
///     x·y·z + x·y    is 36, and 1 · d4 + 3 · d1 + 2 · d2, three again. As the node before stands there with 1: a link,
///
///              | 3.0     | 2.0     | 1       | 2 + 2^31 |
///
/// The sweep finds 2 + 2^31 at the end, so a link: its adjoint, 1, goes on to node 4 as it is, 3 · 1 to x, 2 · 1 to y. Then
/// 4 + 0 · 2^30, a full node: 15 · 1 to x, 10 · 1 to y, 6 · 1 to z. The gradient is (18, 12, 6).
///
/// The words are in the order of a processor whose lower halves lie first, as all that Swift runs on today.
@usableFromInline
enum TapeNode<Base: RealScalar> {
    // MARK: Kinds

    /// The last word of a link, and of all that is no full node, is no less.
    @inlinable static var link: UInt32 { 0b10 << 30 }

    /// The last word of a wide node and of a block is no less.
    @inlinable static var wide: UInt32 { 0b11 << 30 }

    /// The last word of a block: a wide node of more operands than there are.
    @inlinable static var block: UInt32 { .max }

    /// The bits of the last word that aren't the kind.
    @inlinable static var payload: UInt32 { (1 << 30) - 1 }

    // MARK: Sizes

    @inlinable static var stride: Int { MemoryLayout<Base>.stride }

    /// The size of a full node.
    @inlinable static var fullBytes: Int { rounded(4 * stride + 16) }

    /// The size of a link.
    @inlinable static var linkBytes: Int { rounded(2 * stride + 8) }

    /// The size of a wide node of `count` operands in `runs` runs.
    @inlinable static func wideBytes(_ count: Int, runs: Int) -> Int { rounded(count * stride + 8 * runs + 8) }

    /// The size of a block.
    @inlinable static var blockBytes: Int { rounded(MemoryLayout<TapeBlock<Base>>.size + 8) }

    /// What a node takes of the tape, so that the next one is aligned: for its coefficients, and for words of eight bytes.
    @inlinable
    static func rounded(_ bytes: Int) -> Int {
        let mask = Swift.max(MemoryLayout<Base>.alignment, 8) - 1
        return (bytes + mask) & ~mask
    }

    // MARK: Places, counted from a node's end where what is in between may be padded

    /// Where a full node's pairs of operands stand, from its start.
    @inlinable static var firstPair: Int { fullBytes - 16 }
    @inlinable static var secondPair: Int { fullBytes - 8 }

    /// Where a link's pair of operands stands, from its start.
    @inlinable static var linkPair: Int { linkBytes - 8 }

    /// The kind and what else is in the last word, of the node that ends at `end`.
    ///
    /// The load is aligned: nodes end on multiples of eight bytes.
    @inlinable
    static func lastWord(_ end: UnsafeMutableRawPointer) -> UInt32 { (end - 4).load(as: UInt32.self) }

    /// The word before that: the number of a wide node's runs, or of a block's outputs.
    @inlinable
    static func wordBeforeLast(_ end: UnsafeMutableRawPointer) -> UInt32 { (end - 8).load(as: UInt32.self) }

    /// Writes both.
    @inlinable
    static func storeLastWords(_ before: UInt32, _ last: UInt32, endingAt end: UnsafeMutableRawPointer) {
        (end - 8).storeBytes(of: before, as: UInt32.self)
        (end - 4).storeBytes(of: last, as: UInt32.self)
    }

    /// Where the runs of a wide node begin that ends at `end`.
    @inlinable
    static func runs(_ count: Int, endingAt end: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
        end - 8 - 8 * count
    }
}
