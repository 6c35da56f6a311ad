import AutodiffCore

/// A value that remembers how it was computed, so that derivatives can be swept back through it (reverse mode).
///
/// A variable carries its derivative with respect to at most two *operands*, variables already on the tape, as two
/// coefficients and two indices: what is computed from no more than two of them, by however many operations, writes
/// nothing. Only where three or four meet is a node written, with one coefficient for each, and the result hangs on
/// that node alone. It is a small forward mode inside the tape.
///
/// `Base` is a scalar itself, so that tapes nest: `Variable<Dual<Double>>` gives Hessian-vector products,
/// `Variable<Variable<Double>>` the gradient of a function of a gradient.
///
/// A variable is valid inside the closure that got it (or while its `Tape` lives). Used afterwards, or together with a
/// variable of another tape, it traps. `Variable(constant:)` lifts a scalar to this level, as a constant.
@frozen
public struct Variable<Base: RealScalar> {
    // The coefficients come first: the compiler works on them as a pair, and copies a variable in pairs of words. A pair
    // that spanned two copied ones would have to wait until both are written, longer than the operation takes.

    /// The derivative along the first operand; zero if there is none.
    @usableFromInline
    let coefficient0: Base

    /// The derivative along the second operand; zero if there is none.
    @usableFromInline
    let coefficient1: Base

    /// The value, with the bits that the base alone would give.
    public let value: Base

    @usableFromInline
    let operands: OperandPair
    @usableFromInline
    let tape: TapeIdentity

    @inlinable
    init(
        _ value: Base, _ coefficient0: Base, _ coefficient1: Base, _ operands: OperandPair, _ tape: TapeIdentity
    ) {
        self.value = value
        self.coefficient0 = coefficient0
        self.coefficient1 = coefficient1
        self.operands = operands
        self.tape = tape
    }

    /// A constant: lifts a scalar to this level of nesting, with derivative zero.
    @inlinable
    public init(constant base: Base) { self.init(base, .zero, .zero, .none, .none) }

    /// The variable of index `index` on a tape.
    @inlinable
    init(_ value: Base, index: UInt32, _ tape: TapeIdentity) {
        self.init(value, 1, .zero, OperandPair(index), tape)
    }

    /// Adds what an adjoint of this variable hands to its operands.
    @inlinable
    func seed(_ adjoints: AdjointLane<Base>, _ adjoint: Base) {
        if isConstant { return }
        adjoints[Int(operands.first)] += Base._chain(adjoint, coefficient0)
        if !operands.isSingle { adjoints[Int(operands.second)] += Base._chain(adjoint, coefficient1) }
    }

    /// Whether the variable depends on no input.
    @inlinable
    public var isConstant: Bool { tape.isNone }
}

@available(*, unavailable, message: "a variable belongs to the task that computes its gradient")
extension Variable: Sendable {}

extension Variable: CustomStringConvertible {
    /// The value.
    public var description: String { "\(value)" }
}
