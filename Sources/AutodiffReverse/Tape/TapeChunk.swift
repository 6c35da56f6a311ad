/// One piece of a tape's memory: this description, and behind it the nodes. A tape grows by another chunk; what is written
/// stays where it is.
@frozen
@usableFromInline
struct TapeChunk {
    /// The chunk before this one.
    @usableFromInline
    let previous: UnsafeMutablePointer<TapeChunk>?

    /// The chunk after this one, perhaps left from an earlier recording.
    var next: UnsafeMutablePointer<TapeChunk>?

    /// The size of the whole chunk, this description included.
    let bytes: Int

    /// The first node.
    @usableFromInline
    let first: UnsafeMutableRawPointer

    /// The end of the nodes written; the newest chunk's stands in the header.
    @usableFromInline
    var end: UnsafeMutableRawPointer

    /// The bytes that nodes may take.
    var room: Int { bytes - TapeChunk.alignment }

    /// The end of the room.
    var last: UnsafeMutableRawPointer { first + room }

    /// The bytes that are written between two looks at the thread, once there are as many; and the fewest.
    static let window = 1 << 14
    static let smallestWindow = 1 << 9

    /// The first chunk's size. The next ones double, up to `largest`.
    static let smallest = 1 << 16
    @usableFromInline static let largest = 1 << 22

    /// The boundary on which a chunk and its first node lie. Enough for every scalar there is: the largest SIMD vectors.
    static let alignment = 256
}
