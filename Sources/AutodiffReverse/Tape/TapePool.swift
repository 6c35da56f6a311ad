#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Android)
import Android
#endif

/// The headers of tapes that have ended, for tapes to come. A header is never freed: a variable that outlived its tape
/// can still read it, find that the identity has changed, and say so.
///
/// The pool is the toolkit's only shared mutable state but for the count of calls in forward mode. Its lock is the C
/// library's, not `Synchronization.Mutex`, whose order of events the thread sanitizer doesn't see on Linux.
@usableFromInline
enum TapePool {
    /// A header for a new tape.
    @usableFromInline
    static func acquire() -> UnsafeMutablePointer<TapeHeader> {
        let header = waiting.withLock { $0.popLast() } ?? makeHeader()
        header.startLife()
        return header
    }

    /// Takes back the header of a tape that has ended and whose variables are forgotten.
    @usableFromInline
    static func release(_ header: UnsafeMutablePointer<TapeHeader>) {
        header.pointee.identity = .none
        if header.pointee.life < TapeIdentity.lives {
            header.trim(to: TapeChunk.kept)
            waiting.withLock { $0.append(header) }
        } else {
            header.trim(to: 0)
        }
    }

    private static func makeHeader() -> UnsafeMutablePointer<TapeHeader> {
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: MemoryLayout<TapeHeader>.stride, alignment: TapeHeader.alignment)
        let header = memory.bindMemory(to: TapeHeader.self, capacity: 1)
        header.initialize(to: TapeHeader())
        return header
    }

    private static let waiting = Waiting()

    /// Sendable because `headers` is reached through `withLock` alone, and a header in it belongs to no tape.
    private final class Waiting: @unchecked Sendable {
        private var headers: [UnsafeMutablePointer<TapeHeader>] = []
        private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

        init() {
            lock.initialize(to: pthread_mutex_t())
            pthread_mutex_init(lock, nil)
        }

        func withLock<Result>(_ body: (inout [UnsafeMutablePointer<TapeHeader>]) -> Result) -> Result {
            pthread_mutex_lock(lock)
            defer { pthread_mutex_unlock(lock) }
            return body(&headers)
        }
    }
}

extension UnsafeMutablePointer<TapeHeader> {
    /// Gives the tape an identity that no variable has yet.
    @usableFromInline
    func startLife() {
        pointee.identity = TapeIdentity(header: self, life: pointee.life)
        pointee.life += 1
    }
}
