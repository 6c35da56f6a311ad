import AutodiffCore

/// Which tape a variable belongs to, and which life of it: the address of the tape's header, and the number of times
/// that header has been taken from the pool, in one word.
///
/// A header lies on a 64-byte boundary below 2^48, which leaves 6 low and 16 high bits for the count. So one comparison
/// of two words tells whether two variables are of the same tape and of the same life of it, and a variable stays in
/// five words. 0 stands for "no tape": a constant.
@frozen
@usableFromInline
struct TapeIdentity: Equatable {
    @usableFromInline
    let bits: UInt64

    @inlinable
    init(bits: UInt64) { self.bits = bits }

    /// The identity of life number `life` of the tape at `header`.
    @usableFromInline
    init(header: UnsafeMutablePointer<TapeHeader>, life: UInt64) {
        let address = UInt64(UInt(bitPattern: header))
        if address & ~TapeIdentity.addressMask != 0 {
            misuse("Autodiff needs heap addresses below 2^48; this platform's are tagged or larger")
        }
        bits = address | (life & 0x3F) | ((life >> 6) << 48)
    }

    /// A header is retired, not recycled, after this many lives, so that no identity is ever used twice.
    @inlinable
    static var lives: UInt64 { 1 << 22 }

    @inlinable
    static var addressMask: UInt64 { 0x0000_FFFF_FFFF_FFC0 }

    /// The identity of a constant.
    @inlinable
    static var none: TapeIdentity { TapeIdentity(bits: 0) }

    /// Whether this is the identity of a constant.
    @inlinable
    var isNone: Bool { bits == 0 }

    /// The tape's header. It is never freed, so it can be read even if the tape's life is over.
    @inlinable
    var header: UnsafeMutablePointer<TapeHeader> {
        UnsafeMutablePointer(bitPattern: UInt(bits & TapeIdentity.addressMask)).unsafelyUnwrapped
    }
}
