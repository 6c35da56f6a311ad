import AutodiffCore

/// A value that remembers how it was computed, so that derivatives can be swept back through it (reverse mode).
///
/// For example sin(x·y)·z at x = 2, y = 3, z = 5, the inputs 1, 2 and 3 of a tape:
///
/// ```text
/// x               has the value 2 and the derivative                    1 · d1
/// x·y             6          3 · d1 + 2 · d2                            (y and x)
/// sin(x·y)        -0.28      2.88 · d1 + 1.92 · d2                      (both times cos(6) = 0.96)
/// sin(x·y)·z      -1.40      14.4 · d1 + 9.60 · d2 - 0.28 · d3          (times z; and sin(6))
/// ```
///
/// Here d1 stands for a change of input 1. A variable has room for two such terms, its *operands*: two coefficients and
/// two indices. So up to the sine nothing is written on the tape. The product with z has three; that is a *node*, which
/// gets the next index, 4, and the result is -1.40 with the derivative 1 · d4. Backwards, a sweep that finds at 4 an
/// adjoint of 1 hands 14.4 to input 1, 9.60 to input 2 and -0.28 to input 3: the gradient.
///
/// So what is computed from no more than two operands, by however many operations, writes nothing: it is a small forward
/// mode inside the tape. Where three or four meet, one node is written, and the result hangs on that node alone.
///
/// `Base` is a scalar itself, so that tapes nest: `Variable<Dual<Double>>` gives Hessian-vector products,
/// `Variable<Variable<Double>>` the gradient of a function of a gradient.
///
/// A variable is valid inside the closure that got it, in the thread that runs it (or while its `Tape` lives). Used
/// afterwards, in another thread, or together with a variable of another tape, it traps. `Variable(constant:)` lifts a scalar to this level, as a constant.
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
    package var isConstant: Bool { tape.isNone }
}

@available(*, unavailable, message: "a variable belongs to the task that computes its gradient")
extension Variable: Sendable {}

extension Variable: CustomStringConvertible {
    /// The value.
    public var description: String { "\(value)" }
}
