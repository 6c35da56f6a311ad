import AutodiffCore
import _AutodiffShims

/// Which call of `derivative`, `jvp` or `taylor` a number's tangents belong to.
///
/// Two tangents of different calls must never meet in one number: that is perturbation confusion, and the result would
/// be wrong without a sign. Each call takes an identifier and seeds its inputs with `id | ~id << 32`, 31 bits of each; an operation ORs
/// the marks of its operands. Where two calls have met, some bit stands in both halves, so that the mark differs from
/// every pure one, and the call that gets it back traps. One OR an operation, no branch.
@frozen
@usableFromInline
package struct Perturbation: Equatable {
    @usableFromInline
    let bits: UInt64

    @inlinable
    init(bits: UInt64) { self.bits = bits }

    @inlinable
    init(id: UInt32) {
        let id = UInt64(id & 0x7fff_ffff)
        self.init(bits: id | (id ^ 0x7fff_ffff) << 32)
    }

    /// The mark of a constant: of that and nothing else, so that a literal is seen to be one when the code is compiled.
    @inlinable
    static var none: Perturbation { Perturbation(bits: 0) }

    /// The mark of a number that the user put together.
    @inlinable
    static var unmarked: Perturbation { Perturbation(bits: 1 << 63) }

    /// The mark of every call on a `Differentiable` or a `ScalarField`. Such a function is generic over its scalar, so it
    /// can't get hold of a number of an outer call: there is nothing to confuse, and no counter to be shared by threads.
    @inlinable
    package static var sealed: Perturbation { Perturbation(id: 0) }

    /// Whether this is the mark of a call, without a part of a number that the user put together.
    @inlinable
    var isOfCall: Bool { self != .none && bits & Perturbation.unmarked.bits == 0 }

    /// Whether the compiler knows that this is ``none``: then a literal takes part in an operation as a constant.
    @inlinable
    var isKnownNone: Bool { autodiffIsKnownZero(bits) }

    /// The mark of a value computed from two others.
    @inlinable
    static func | (lhs: Perturbation, rhs: Perturbation) -> Perturbation { Perturbation(bits: lhs.bits | rhs.bits) }

    /// The mark of a new call. (After 2^31 calls marks repeat.)
    @inlinable
    package static func next() -> Perturbation { Perturbation(id: autodiffNextCall()) }

    /// Traps unless a result that carries this mark belongs to the call of mark `call`.
    @inlinable
    package func check(in call: Perturbation) {
        let seeded = bits & ~Perturbation.unmarked.bits
        if seeded != call.bits && seeded != 0 { Perturbation.confused() }
    }

    @usableFromInline
    @inline(never)
    static func confused() -> Never {
        misuse(
            """
            perturbation confusion: a number of another derivative, jvp or taylor call was used in this one. \
            To the inner call the outer variable is a constant: lift it one level, \
            as in derivative(at: x) { y in Dual(constant: x) * y }, and don't keep a number after its call has returned
            """)
    }
}
