import AutodiffCore
import _AutodiffShims

/// The headers of tapes that have ended, with some of their memory, for tapes to come. A header is never freed: a variable
/// that outlived its tape can still read it, find that the identity has changed, and say so.
///
/// Memory is kept up to a bound, so that a burst of tapes doesn't stay for ever: that of the tapes which ended last, whose
/// size is the likeliest for the next ones. A task that makes one tape after the other gets the same header each time,
/// memory included, and allocates nothing.
///
/// The pool is the toolkit's only shared mutable state but for the count of calls in forward mode. Its lock is the C
/// library's, not `Synchronization.Mutex`, whose order of events the thread sanitizer doesn't see on Linux.
@usableFromInline
enum TapePool {
    /// A tape that ends leaves at most this much memory.
    static let largestKept = 1 << 26

    /// All tapes that have ended leave at most this much memory.
    static let limit = 1 << 27

    /// The recording of a new tape.
    @usableFromInline
    static func acquire() -> Recording {
        let recording = pool.withLock { $0.take() } ?? makeRecording()
        recording.startLife()
        return recording
    }

    /// Takes back the recording of a tape that has ended and whose variables are forgotten.
    @usableFromInline
    static func release(_ recording: Recording) {
        recording.endLife()
        if !recording.hasAnotherLife {
            recording.trim(to: 0)
            return
        }
        let bytes = recording.trim(to: largestKept)
        let evicted = pool.withLock { $0.add(recording, bytes) }
        // Memory is freed outside of the lock: giving back many pages takes a while.
        if evicted.isEmpty { return }
        for recording in evicted { recording.trim(to: 0) }
        pool.withLock { $0.empty += evicted }
    }

    /// What waits for tapes to come: recordings, and their memory.
    static var counts: (recordings: Int, bytes: Int) { pool.withLock { ($0.count, $0.byteCount) } }

    private static func makeRecording() -> Recording {
        let header = UnsafeMutableRawPointer.allocate(
            byteCount: MemoryLayout<TapeHeader>.stride, alignment: TapeHeader.alignment)
        if TapeIdentity.fits(header) { return Recording(initializing: header) }
        // Where memory tagging is on (Apple's Enhanced Security, Android, glibc on Arm), the heap's addresses have a tag in
        // their highest byte.
        header.deallocate()
        let recordings = makeRecordingsInPages()
        pool.withLock { $0.empty += recordings.dropFirst() }
        return recordings[0]
    }

    /// The recordings of 256 new headers, in pages of their own: their addresses carry no tag.
    private static func makeRecordingsInPages() -> [Recording] {
        let bytes = 1 << 14
        guard let pages = autodiffMapPages(bytes), TapeIdentity.fits(pages + bytes - TapeHeader.alignment) else {
            misuse("Autodiff needs a few pages of memory below 2^48, and this platform maps none there")
        }
        return stride(from: 0, to: bytes, by: Swift.max(MemoryLayout<TapeHeader>.stride, TapeHeader.alignment)).map {
            Recording(initializing: pages + $0)
        }
    }

    /// For tests: lets the next tapes have headers in pages.
    static func addRecordingsInPages() { pool.withLock { $0.empty += makeRecordingsInPages() } }

    private static let pool = Pool()

    /// What waits for tapes to come.
    private struct Waiting {
        /// Those that have memory, with its size: the one that ended last at the end.
        private var filled: [(recording: Recording, byteCount: Int)] = []

        /// Those that have none.
        var empty: [Recording] = []

        /// The memory of all.
        private(set) var byteCount = 0

        var count: Int { filled.count + empty.count }

        mutating func take() -> Recording? {
            guard let last = filled.popLast() else { return empty.popLast() }
            byteCount -= last.byteCount
            return last.recording
        }

        /// Adds a recording with so much memory. Returns those that have waited longest, without which the bound is kept:
        /// theirs has to be freed.
        mutating func add(_ recording: Recording, _ bytes: Int) -> [Recording] {
            if bytes == 0 {
                empty.append(recording)
                return []
            }
            filled.append((recording, bytes))
            byteCount += bytes
            return byteCount > TapePool.limit ? evict() : []
        }

        private mutating func evict() -> [Recording] {
            var evicted: [Recording] = []
            while byteCount > TapePool.limit {
                byteCount -= filled[evicted.count].byteCount
                evicted.append(filled[evicted.count].recording)
            }
            filled.removeFirst(evicted.count)
            return evicted
        }
    }

    /// The one `Waiting` and its lock, in memory that is never freed: a mutex has to stay where it is, and what is reached
    /// through a pointer is spared the runtime's check for overlapping accesses, which the lock rules out.
    ///
    /// Sendable because `waiting` is reached through `withLock` alone, and a recording in it belongs to no tape.
    private struct Pool: @unchecked Sendable {
        private let waiting = UnsafeMutablePointer<Waiting>.allocate(capacity: 1)
        private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

        init() {
            waiting.initialize(to: Waiting())
            lock.initialize(to: pthread_mutex_t())
            pthread_mutex_init(lock, nil)
        }

        func withLock<Result>(_ body: (inout Waiting) -> Result) -> Result {
            pthread_mutex_lock(lock)
            defer { pthread_mutex_unlock(lock) }
            return body(&waiting.pointee)
        }
    }
}

extension Recording {
    /// A recording without memory and without a life, whose header is put at `address`: 64 bytes on a boundary of 64.
    fileprivate init(initializing address: UnsafeMutableRawPointer) {
        header = address.bindMemory(to: TapeHeader.self, capacity: 1)
        header.initialize(to: TapeHeader())
    }
}

extension Tape {
    /// How many ended tapes, of all scalars, wait for tapes to come, with how much memory, and its bound.
    package static var pool: (tapes: Int, bytes: Int, limit: Int) {
        let (tapes, bytes) = TapePool.counts
        return (tapes, bytes, TapePool.limit)
    }

    /// Lets the next tapes have headers like those where memory tagging is on.
    package static func poolHeadersInPages() { TapePool.addRecordingsInPages() }
}
