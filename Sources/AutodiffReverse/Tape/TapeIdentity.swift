import AutodiffCore

/// Which tape a variable belongs to, and which life of it: the address of the tape's header, and the number of times
/// that header has been taken from the pool, in one word.
///
///     bits  63 ........ 48  47 ............. 6  5 ........ 0
///           life, high 16   header's address    life, low 6
///
/// A header lies on a 64-byte boundary below 2^48 (``TapePool`` sees to both), which leaves these 22 bits to the life. So
/// one comparison of two words tells whether two variables are of the same tape and of the same life of it, and a
/// variable stays in five words. 0 stands for "no tape": a constant.
@frozen
@usableFromInline
struct TapeIdentity: Equatable {
    @usableFromInline
    let bits: UInt64

    @inlinable
    init(bits: UInt64) { self.bits = bits }

    /// The identity of life number `life` of the tape at `header`.
    @usableFromInline
    init(header: UnsafeMutablePointer<TapeHeader>, life: UInt32) {
        let life = UInt64(life)
        bits = UInt64(UInt(bitPattern: header)) | (life & 0x3F) | ((life >> 6) << 48)
    }

    /// A header is retired, not recycled, after this many lives, so that no identity is ever used twice.
    @inlinable
    static var lives: UInt32 { 1 << 22 }

    @inlinable
    static var addressMask: UInt64 { 0x0000_FFFF_FFFF_FFC0 }

    /// Whether a header at `address` leaves the bits of the life free.
    static func fits(_ address: UnsafeMutableRawPointer) -> Bool {
        UInt64(UInt(bitPattern: address)) & ~addressMask == 0
    }

    /// The identity of a constant.
    @inlinable
    static var none: TapeIdentity { TapeIdentity(bits: 0) }

    /// Whether this is the identity of a constant.
    @inlinable
    var isNone: Bool { bits == 0 }
}

extension TapeIdentity {
    /// The recording of the tape, whose life may be over. Not for a constant.
    @inlinable
    var unchecked: Recording {
        // Not 0, as no constant gets here; and a header is never freed, so the address stays one of a header.
        Recording(UnsafeMutablePointer(bitPattern: UInt(bits & TapeIdentity.addressMask)).unsafelyUnwrapped)
    }

    /// The tape, to write on. Traps if its life is over.
    @inlinable
    func recording() -> Recording {
        let recording = unchecked
        if recording.identity != self { TapeIdentity.ended() }
        return recording
    }

    private var isOver: Bool { unchecked.identityOfAnother != self }

    /// Traps unless `other`, the identity of another variable in the same operation, is the same.
    @inlinable
    func check(_ other: TapeIdentity) {
        if self != other { TapeIdentity.mixed(self, other) }
    }

    @usableFromInline
    @inline(never)
    static func ended() -> Never {
        misuse(
            """
            a Variable was used after the gradient, vjp or Tape that made it had ended: \
            keep its value (variable.value) instead, or compute inside the closure
            """)
    }

    @usableFromInline
    @inline(never)
    static func mixed(_ first: TapeIdentity, _ second: TapeIdentity) -> Never {
        if first.isOver || second.isOver { ended() }
        misuse(
            """
            variables of two tapes met in one operation. To the inner gradient the outer variable is a constant: lift \
            it one level, as in gradient(at: [x]) { y in Variable(constant: x) * y[0] }
            """)
    }
}
