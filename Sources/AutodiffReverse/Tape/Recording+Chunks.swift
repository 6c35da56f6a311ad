import AutodiffCore

extension Recording {
    /// Makes room for a node of `bytes`: a further window of the chunk, or another chunk.
    ///
    /// A chunk is opened a window after the other, for a look at the thread that writes. At each node the look would cost the
    /// mixture 7 % of its instructions.
    @usableFromInline
    @inline(never)
    func grow(toFit bytes: Int) {
        checkThread()
        guard let chunk = header.pointee.chunk, chunk.pointee.last - header.pointee.cursor >= bytes else {
            growByAChunk(toFit: bytes)
            return
        }
        open(chunk, bytes)
    }

    /// Opens the next window of the chunk, in which a node of `bytes` fits. The first windows of a recording are small.
    private func open(_ chunk: UnsafeMutablePointer<TapeChunk>, _ bytes: Int) {
        let written = header.pointee.cursor - chunk.pointee.first
        let window = Swift.max(Swift.min(2 * written, TapeChunk.window), TapeChunk.smallestWindow, bytes)
        header.pointee.limit = Swift.min(header.pointee.cursor + window, chunk.pointee.last)
    }

    /// Goes on to a chunk in which a node of `bytes` fits.
    private func growByAChunk(toFit bytes: Int) {
        header.pointee.chunk?.pointee.end = header.pointee.cursor
        var chunk = following ?? makeChunk(toFit: bytes)
        while chunk.pointee.room < bytes {
            // An empty chunk in between does no harm: a sweep passes over it.
            chunk.pointee.end = chunk.pointee.first
            header.pointee.chunk = chunk
            chunk = chunk.pointee.next ?? makeChunk(toFit: bytes)
        }
        // So that no node has to look whether there is an index left for it: one never has less than 16 bytes.
        if Int(header.pointee.newest) + chunk.pointee.room / 16 >= TapeHeader.capacity { TapeHeader.full() }
        header.pointee.chunk = chunk
        header.pointee.cursor = chunk.pointee.first
        open(chunk, bytes)
    }

    /// The chunk after the one that is being written, if an earlier recording has left one.
    private var following: UnsafeMutablePointer<TapeChunk>? {
        if let chunk = header.pointee.chunk { return chunk.pointee.next }
        return header.pointee.chunks
    }

    private func makeChunk(toFit needed: Int) -> UnsafeMutablePointer<TapeChunk> {
        let last = header.pointee.chunk
        let wanted = last.map { Swift.min(2 * $0.pointee.bytes, TapeChunk.largest) } ?? TapeChunk.smallest
        let bytes = Swift.max(wanted, TapeChunk.alignment + needed)
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: TapeChunk.alignment)
        let first = memory + TapeChunk.alignment
        // The description fits in front of the nodes: it has 40 bytes. The rest stays raw; each node binds its own part.
        let chunk = memory.bindMemory(to: TapeChunk.self, capacity: 1)
        chunk.initialize(to: TapeChunk(previous: last, next: nil, bytes: bytes, first: first, end: first))
        if let last { last.pointee.next = chunk } else { header.pointee.chunks = chunk }
        return chunk
    }

    /// The bytes of the chunks that have been written to.
    @usableFromInline
    var recordedBytes: Int {
        var bytes = 0
        var chunk = header.pointee.chunk
        while let current = chunk {
            bytes += current.pointee.bytes
            chunk = current.pointee.previous
        }
        return bytes
    }

    /// Forgets all variables, after `clear` has ended the life of the nodes in each chunk. The memory stays.
    @usableFromInline
    func forget(_ clear: (_ start: UnsafeMutableRawPointer, _ end: UnsafeMutableRawPointer) -> Void) {
        header.pointee.chunk?.pointee.end = header.pointee.cursor
        while let chunk = header.pointee.chunk {
            clear(chunk.pointee.first, chunk.pointee.end)
            header.pointee.chunk = chunk.pointee.previous
        }
        header.pointee.cursor = TapeHeader.nowhere
        header.pointee.limit = TapeHeader.nowhere
        header.pointee.newest = 0
        header.pointee.inputs = 0
        header.pointee.hasBlocks = false
    }

    /// Frees the chunks beyond the first `kept` bytes, and returns how many bytes are left. The variables are forgotten.
    @discardableResult
    func trim(to kept: Int) -> Int {
        var (bytes, last) = (0, UnsafeMutablePointer<TapeChunk>?.none)
        var chunk = header.pointee.chunks
        while let current = chunk, bytes + current.pointee.bytes <= kept {
            bytes += current.pointee.bytes
            last = current
            chunk = current.pointee.next
        }
        if let last { last.pointee.next = nil } else { header.pointee.chunks = nil }
        while let current = chunk {
            chunk = current.pointee.next
            UnsafeMutableRawPointer(current).deallocate()
        }
        return bytes
    }
}
