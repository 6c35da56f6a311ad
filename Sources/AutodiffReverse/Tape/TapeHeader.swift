import AutodiffCore

/// Where a tape stands: the cursor into its newest chunk of memory.
///
/// The tape is a row of nodes, oldest first. Node number n, counted on from the inputs, is the variable of index n. The
/// type of the nodes isn't known here, so that headers of all tapes share one pool.
@frozen
@usableFromInline
struct TapeHeader {
    /// The tape's identity while it lives, none while the header waits in the pool.
    @usableFromInline
    var identity = TapeIdentity.none

    /// Where the next node goes.
    @usableFromInline
    var cursor: UnsafeMutableRawPointer

    /// The end of the room for nodes.
    @usableFromInline
    var limit: UnsafeMutableRawPointer

    /// The index of the newest variable; 0 before the first.
    @usableFromInline
    var newest: UInt32 = 0

    /// The number of inputs among the variables.
    @usableFromInline
    var inputs: UInt32 = 0

    /// Whether there are blocks among the nodes, which have to be released.
    @usableFromInline
    var hasBlocks = false

    /// The chunk that is being written; nil before the first node.
    @usableFromInline
    var chunk: UnsafeMutablePointer<TapeChunk>?

    /// The first of the chunks, those left from earlier recordings included.
    var chunks: UnsafeMutablePointer<TapeChunk>?

    /// The number of lives that this header has had.
    @usableFromInline
    var life: UInt64 = 0

    /// A header without memory: a node finds no room.
    init() {
        cursor = TapeHeader.nowhere
        limit = TapeHeader.nowhere
    }

    /// Indices have 30 bits, beside two for the kind of a node.
    @inlinable
    static var capacity: Int { 1 << 30 }

    @usableFromInline
    @inline(never)
    static func full() -> Never {
        misuse("a tape holds 2^30 variables at most: differentiate the function in parts")
    }

    static let alignment = 64
    static var nowhere: UnsafeMutableRawPointer {
        UnsafeMutableRawPointer(bitPattern: TapeHeader.alignment).unsafelyUnwrapped
    }
}
