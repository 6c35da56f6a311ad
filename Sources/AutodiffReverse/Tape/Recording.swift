import AutodiffCore
import _AutodiffShims

/// A tape that is being written: a header that knows the memory, seen as what it is for.
///
/// It is one pointer and counts no references. Whoever has one has made sure that the tape lives: `Tape` owns it, and
/// ``TapeIdentity/recording()`` looks. What a node looks like, and how it is written, is in the files `TapeNode…`.
@frozen
@usableFromInline
struct Recording {
    @usableFromInline
    let header: UnsafeMutablePointer<TapeHeader>

    @inlinable
    init(_ header: UnsafeMutablePointer<TapeHeader>) { self.header = header }

    /// The tape's identity while it lives, and none while the header waits in the pool.
    ///
    /// For whoever may write on the tape, or believes so: a plain load, which the compiler takes once for operations that
    /// follow each other. (An atomic one it takes again for each: the mixture's gradient took 3 % more instructions.) Only
    /// a variable that outlived its tape can look here while another task begins the header's next life. The program is
    /// wrong then, and traps: an aligned word is read whole on every processor, so what it finds is one of the header's
    /// other identities, old or new, and none of these is the variable's.
    @inlinable
    var identity: TapeIdentity { TapeIdentity(bits: identityAddress.pointee) }

    /// The same, of a tape that may be another task's: where the message of a trap depends on it.
    var identityOfAnother: TapeIdentity { TapeIdentity(bits: autodiffLoadRelaxed(identityAddress)) }

    /// The header's first member. The memory is bound to `TapeHeader`, and so at this address to that member's type.
    @inlinable
    var identityAddress: UnsafeMutablePointer<UInt64> {
        UnsafeMutableRawPointer(header).assumingMemoryBound(to: UInt64.self)
    }

    /// Gives the tape an identity that no variable has yet.
    @usableFromInline
    func startLife() {
        autodiffStoreRelaxed(identityAddress, TapeIdentity(header: header, life: header.pointee.life).bits)
        header.pointee.life += 1
        header.pointee.thread = 0
    }

    /// Leaves the writing to the call that begins now, in this thread.
    @usableFromInline
    func belongToOneCall() { header.pointee.thread = autodiffThread() }

    /// Traps if the tape is written by a call that has begun in another thread.
    func checkThread() {
        let thread = header.pointee.thread
        if thread != 0 && thread != autodiffThread() { Recording.writtenByTwoThreads() }
    }

    @usableFromInline
    @inline(never)
    static func writtenByTwoThreads() -> Never {
        misuse(
            """
            a Variable was used in another thread than the gradient, jacobian or vjp that made it, or a Tape in two threads at \
            the same time: compute with it where the call runs, and give each thread a gradient of its own (or see \
            parallelGradient)
            """)
    }

    /// Takes the tape's identity away, so that all its variables are stale.
    func endLife() { autodiffStoreRelaxed(identityAddress, TapeIdentity.none.bits) }

    /// Whether the header has an identity left for another life.
    @inlinable
    var hasAnotherLife: Bool { header.pointee.life < TapeIdentity.lives }

    /// Room for `bytes` more, for the variable of the next index.
    @inlinable
    @inline(__always)
    func next(_ bytes: Int) -> UnsafeMutableRawPointer {
        if header.pointee.limit - header.pointee.cursor < bytes { grow(toFit: bytes) }
        let cursor = header.pointee.cursor
        header.pointee.cursor = cursor + bytes
        header.pointee.newest &+= 1
        return cursor
    }

    /// Takes back the room of the newest variable, from `start` on, in which nothing has been initialised.
    @inlinable
    func takeBack(_ start: UnsafeMutableRawPointer) {
        header.pointee.cursor = start
        header.pointee.newest &-= 1
    }
}
