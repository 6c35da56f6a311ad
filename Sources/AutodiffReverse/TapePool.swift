import Synchronization

/// The headers of tapes that have ended, for tapes to come. A header is never freed: a variable that outlived its tape
/// can still read it, find that the identity has changed, and say so.
@usableFromInline
enum TapePool {
    private static let waiting = Mutex<[UInt]>([])

    /// A header for a new tape.
    @usableFromInline
    static func acquire() -> UnsafeMutablePointer<TapeHeader> {
        let header: UnsafeMutablePointer<TapeHeader>
        if let address = waiting.withLock({ $0.popLast() }) {
            header = UnsafeMutablePointer(bitPattern: address).unsafelyUnwrapped
        } else {
            header = UnsafeMutableRawPointer.allocate(
                byteCount: MemoryLayout<TapeHeader>.stride, alignment: TapeHeader.alignment
            ).bindMemory(to: TapeHeader.self, capacity: 1)
            header.initialize(to: TapeHeader())
        }
        header.startLife()
        return header
    }

    /// Takes back the header of a tape that has ended and whose chunks are released.
    @usableFromInline
    static func release(_ header: UnsafeMutablePointer<TapeHeader>) {
        header.pointee.identity = .none
        if header.pointee.life < TapeIdentity.lives {
            waiting.withLock { $0.append(UInt(bitPattern: header)) }
        } else if let spare = header.pointee.spare {
            header.pointee.spare = nil
            UnsafeMutableRawPointer(spare).deallocate()
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
