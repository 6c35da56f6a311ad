/// Where a tape stands: the cursors into its newest chunk of memory.
///
/// The tape is a stream of nodes, oldest first, in two runs. A node of k operands is k coefficients (partial
/// derivatives) in the one, and k operand indices followed by the number k in the other, so that the sweep can read it
/// backwards. Node number n, counted on from the inputs, is the variable of index n.
///
/// The type of the coefficients isn't known here, so that headers of all tapes share one pool.
@frozen
@usableFromInline
struct TapeHeader {
    /// The tape's identity while it lives, none while the header waits in the pool.
    @usableFromInline
    var identity = TapeIdentity.none

    /// Where the next coefficient goes.
    @usableFromInline
    var coefficients: UnsafeMutableRawPointer

    /// The last place where a node of four operands still fits.
    @usableFromInline
    var limit: UnsafeMutableRawPointer

    /// Where the next operand index goes.
    @usableFromInline
    var operands: UnsafeMutablePointer<UInt32>

    /// The index of the newest variable; 0 before the first.
    @usableFromInline
    var newest: UInt32 = 0

    /// The number of inputs among the variables.
    @usableFromInline
    var inputs: UInt32 = 0

    /// The chunk that is being written, the newest of a list.
    @usableFromInline
    var chunk: UnsafeMutablePointer<TapeChunk>?

    /// A chunk that an earlier life left behind.
    var spare: UnsafeMutablePointer<TapeChunk>?

    /// The number of lives that this header has had.
    @usableFromInline
    var life: UInt64 = 0

    /// A header without memory: any attempt to write finds no room.
    init() {
        let nowhere = UnsafeMutableRawPointer(bitPattern: TapeHeader.alignment).unsafelyUnwrapped
        coefficients = nowhere
        limit = nowhere - 1
        operands = nowhere.assumingMemoryBound(to: UInt32.self)
    }

    static let alignment = 64
}
