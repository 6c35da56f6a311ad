import AutodiffCore

/// One piece of a tape's memory: room for some coefficients, and behind it for twice as many operand indices.
///
/// A node of k operands takes k coefficients and k + 1 ≤ 2k indices, so that the coefficients run out first and one
/// check is enough. A tape grows by another chunk; what is written stays where it is.
@frozen
@usableFromInline
struct TapeChunk {
    /// The chunk written before this one.
    @usableFromInline
    let previous: UnsafeMutablePointer<TapeChunk>?

    /// The size of the whole chunk, this description included.
    let bytes: Int

    /// The first coefficient.
    @usableFromInline
    let coefficients: UnsafeMutableRawPointer

    /// The first operand index.
    @usableFromInline
    let operands: UnsafeMutablePointer<UInt32>

    /// The end of the coefficients written; the newest chunk's stands in the header.
    @usableFromInline
    var coefficientsEnd: UnsafeMutableRawPointer

    /// The end of the operand indices written; the newest chunk's stands in the header.
    @usableFromInline
    var operandsEnd: UnsafeMutablePointer<UInt32>

    /// The first chunk's size. The next ones double, up to `largest`.
    static let smallest = 1 << 16
    static let largest = 1 << 22

    /// A chunk up to this size is kept for the tape's next life.
    static let kept = 1 << 22

    /// Enough for every scalar there is: the largest SIMD vectors.
    static let alignment = 256
}

extension UnsafeMutablePointer<TapeHeader> {
    /// Makes room for a node of `count` operands whose coefficients take `stride` bytes each.
    @usableFromInline
    @inline(never)
    func grow(toFit count: Int, stride: Int) {
        let old = pointee.chunk
        if let old {
            old.pointee.coefficientsEnd = pointee.coefficients
            old.pointee.operandsEnd = pointee.operands
        }
        let needed = MemoryLayout<TapeChunk>.size + TapeChunk.alignment + (count + 4) * (stride + 8)
        var bytes = Swift.max(
            needed, old.map { Swift.min(2 * $0.pointee.bytes, TapeChunk.largest) } ?? TapeChunk.smallest)

        let memory: UnsafeMutableRawPointer
        if let spare = pointee.spare, spare.pointee.bytes >= needed {
            bytes = spare.pointee.bytes
            memory = UnsafeMutableRawPointer(spare)
            pointee.spare = nil
        } else {
            memory = .allocate(byteCount: bytes, alignment: TapeChunk.alignment)
        }

        let start = (memory + MemoryLayout<TapeChunk>.size).alignedUp(toMultipleOf: TapeChunk.alignment)
        let capacity = (memory + bytes - start) / (stride + 8)
        let operands = (start + capacity * stride).alignedUp(for: UInt32.self)
            .assumingMemoryBound(to: UInt32.self)
        // Every node takes a coefficient at least, so a chunk can't hold more nodes than coefficients.
        if UInt64(pointee.newest) + UInt64(capacity) >= UInt64(UInt32.max) {
            misuse("a tape holds 2^32 variables at most: differentiate the function in parts")
        }
        let chunk = memory.bindMemory(to: TapeChunk.self, capacity: 1)
        chunk.initialize(
            to: TapeChunk(
                previous: old, bytes: bytes, coefficients: start, operands: operands, coefficientsEnd: start,
                operandsEnd: operands))
        pointee.chunk = chunk
        pointee.coefficients = start
        pointee.limit = start + (capacity - 4) * stride
        pointee.operands = operands
    }

    /// The bytes in all chunks of the tape.
    @usableFromInline
    var chunkBytes: Int {
        sequence(first: pointee.chunk) { $0?.pointee.previous }.reduce(0) { $0 + ($1?.pointee.bytes ?? 0) }
    }

    /// Gives the tape's memory back, after `clear` has ended the life of the coefficients in each chunk.
    @usableFromInline
    func releaseChunks(_ clear: (_ start: UnsafeMutableRawPointer, _ end: UnsafeMutableRawPointer) -> Void) {
        if let newest = pointee.chunk {
            newest.pointee.coefficientsEnd = pointee.coefficients
        }
        while let chunk = pointee.chunk {
            pointee.chunk = chunk.pointee.previous
            clear(chunk.pointee.coefficients, chunk.pointee.coefficientsEnd)
            // Chunks grow, so the first one small enough to be kept is the largest such.
            if pointee.spare == nil && chunk.pointee.bytes <= TapeChunk.kept {
                pointee.spare = chunk
            } else {
                UnsafeMutableRawPointer(chunk).deallocate()
            }
        }
        let identity = pointee.identity
        let (spare, life) = (pointee.spare, pointee.life)
        pointee = TapeHeader()
        (pointee.identity, pointee.spare, pointee.life) = (identity, spare, life)
    }
}
