import AutodiffCore

/// Where a tape stands: the cursor into its newest chunk of memory, and the chunks.
///
/// A header has 64 bytes, one line of the processor's cache. It is never freed: a variable that outlived its tape can
/// still read the identity here, and find that it has changed. Everything else belongs to the task that records. The type
/// of the nodes isn't known here, so that tapes of all scalars share one pool of headers. ``Recording`` is what writes.
@frozen
@usableFromInline
struct TapeHeader {
    /// The bits of the tape's ``TapeIdentity`` while it lives, 0 while the header waits in the pool.
    ///
    /// It is read and written through ``Recording`` alone, and stays the first member for `Recording.identityAddress`.
    private var identityBits: UInt64 = 0

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

    /// The number of lives that this header has had.
    @usableFromInline
    var life: UInt32 = 0

    /// The chunk that is being written; nil before the first node.
    @usableFromInline
    var chunk: UnsafeMutablePointer<TapeChunk>?

    /// The first of the chunks, those left from earlier recordings included.
    var chunks: UnsafeMutablePointer<TapeChunk>?

    /// The thread of the call that writes the tape, or 0 for a tape of the user's own: that goes with its task, which may change
    /// threads wherever it waits.
    var thread: UInt64 = 0

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

    /// Leaves the six low bits of a header's address to the count of its lives.
    static let alignment = 64

    /// An address, not 0, that is never read or written: between it and itself there is no room.
    static var nowhere: UnsafeMutableRawPointer {
        UnsafeMutableRawPointer(bitPattern: TapeHeader.alignment).unsafelyUnwrapped
    }
}
