/// One piece of a tape's memory. A tape grows by another chunk; what is written stays where it is.
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

    /// The first chunk's size. The next ones double, up to `largest`.
    static let smallest = 1 << 16
    @usableFromInline static let largest = 1 << 22

    /// A tape that ends leaves at most this much memory to the next one.
    static let kept = 1 << 26

    /// Enough for every scalar there is: the largest SIMD vectors.
    static let alignment = 256
}

extension UnsafeMutablePointer<TapeHeader> {
    /// Goes on to a chunk in which a node of `bytes` fits.
    @usableFromInline
    @inline(never)
    func grow(toFit bytes: Int) {
        pointee.chunk?.pointee.end = pointee.cursor
        var chunk = (pointee.chunk == nil ? pointee.chunks : pointee.chunk?.pointee.next) ?? makeChunk(toFit: bytes)
        while chunk.pointee.room < bytes {
            // An empty chunk in between does no harm: a sweep passes over it.
            chunk.pointee.end = chunk.pointee.first
            pointee.chunk = chunk
            chunk = chunk.pointee.next ?? makeChunk(toFit: bytes)
        }
        // No node is smaller than 16 bytes: a link between single-precision numbers, or a sum of constants.
        if Int(pointee.newest) + chunk.pointee.room / 16 >= TapeHeader.capacity { TapeHeader.full() }
        pointee.chunk = chunk
        pointee.cursor = chunk.pointee.first
        pointee.limit = chunk.pointee.first + chunk.pointee.room
    }

    private func makeChunk(toFit needed: Int) -> UnsafeMutablePointer<TapeChunk> {
        let last = pointee.chunk
        let wanted = last.map { Swift.min(2 * $0.pointee.bytes, TapeChunk.largest) } ?? TapeChunk.smallest
        let bytes = Swift.max(wanted, TapeChunk.alignment + needed)
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: TapeChunk.alignment)
        let first = memory + TapeChunk.alignment
        let chunk = memory.bindMemory(to: TapeChunk.self, capacity: 1)
        chunk.initialize(to: TapeChunk(previous: last, next: nil, bytes: bytes, first: first, end: first))
        if let last { last.pointee.next = chunk } else { pointee.chunks = chunk }
        return chunk
    }

    /// The bytes of the chunks that have been written to.
    @usableFromInline
    var recordedBytes: Int {
        var bytes = 0
        var chunk = pointee.chunk
        while let current = chunk {
            bytes += current.pointee.bytes
            chunk = current.pointee.previous
        }
        return bytes
    }

    /// Forgets all variables, after `clear` has ended the life of the nodes in each chunk. The memory stays.
    @usableFromInline
    func forget(_ clear: (_ start: UnsafeMutableRawPointer, _ end: UnsafeMutableRawPointer) -> Void) {
        pointee.chunk?.pointee.end = pointee.cursor
        while let chunk = pointee.chunk {
            clear(chunk.pointee.first, chunk.pointee.end)
            pointee.chunk = chunk.pointee.previous
        }
        pointee.cursor = TapeHeader.nowhere
        pointee.limit = TapeHeader.nowhere
        pointee.newest = 0
        pointee.inputs = 0
        pointee.hasBlocks = false
    }

    /// Gives back the memory beyond the first `kept` bytes of a tape whose variables are forgotten.
    @usableFromInline
    func trim(to kept: Int) {
        var (bytes, last) = (0, UnsafeMutablePointer<TapeChunk>?.none)
        var chunk = pointee.chunks
        while let current = chunk {
            bytes += current.pointee.bytes
            chunk = current.pointee.next
            if bytes > kept {
                if let last { last.pointee.next = nil } else { pointee.chunks = nil }
                UnsafeMutableRawPointer(current).deallocate()
            } else {
                last = current
            }
        }
    }
}
