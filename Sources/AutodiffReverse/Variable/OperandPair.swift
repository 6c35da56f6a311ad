/// The indices of the two operands, or the one or none, that a variable's derivative is carried along for.
///
/// The place of an operand that isn't there holds 0; two stand in any order. Both are in one word, so that one
/// comparison tells whether two variables hang on the same operands, and a variable is written and read back in words of
/// one size: a load that spans two smaller stores has to wait for them.
@frozen
@usableFromInline
struct OperandPair: Equatable {
    @usableFromInline
    let bits: UInt64

    @inlinable
    init(bits: UInt64) { self.bits = bits }

    /// One operand.
    @inlinable
    init(_ first: UInt32) { bits = UInt64(first) }

    /// Two operands.
    @inlinable
    init(_ first: UInt32, _ second: UInt32) { bits = UInt64(first) | UInt64(second) << 32 }

    /// No operand.
    @inlinable
    static var none: OperandPair { OperandPair(bits: 0) }

    @inlinable
    var first: UInt32 { UInt32(truncatingIfNeeded: bits) }

    /// The second operand, or 0.
    @inlinable
    var second: UInt32 { UInt32(truncatingIfNeeded: bits >> 32) }

    /// Whether there is no second operand.
    @inlinable
    var isSingle: Bool { bits >> 32 == 0 }

    /// Whether neither has a second operand.
    @inlinable
    static func areSingle(_ p: OperandPair, _ q: OperandPair) -> Bool { (p.bits | q.bits) >> 32 == 0 }

    /// Whether two pairs have an operand in common.
    @inlinable
    func overlaps(_ other: OperandPair) -> Bool {
        let difference = bits ^ other.bits
        let crossed = bits ^ other.swapped.bits
        return UInt32(truncatingIfNeeded: difference) == 0 || difference >> 32 == 0
            || UInt32(truncatingIfNeeded: crossed) == 0 || crossed >> 32 == 0
    }

    /// The operands in the other order.
    @inlinable
    var swapped: OperandPair { OperandPair(bits: bits << 32 | bits >> 32) }
}
