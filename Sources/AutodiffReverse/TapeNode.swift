/// A result at which three or four operands met: its partial derivatives with respect to each, and their indices.
///
/// The length is fixed, so that the sweep reads nodes backwards without a count and without a branch. Where there are
/// three operands the fourth coefficient is zero and leads to the node itself, whose adjoint has been read by then.
@frozen
@usableFromInline
struct TapeNode<Base> {
    @usableFromInline let coefficient0: Base
    @usableFromInline let coefficient1: Base
    @usableFromInline let coefficient2: Base
    @usableFromInline let coefficient3: Base
    @usableFromInline let operand0: UInt32
    @usableFromInline let operand1: UInt32
    @usableFromInline let operand2: UInt32
    @usableFromInline let operand3: UInt32

    @inlinable
    init(
        _ coefficient0: Base, _ operand0: UInt32, _ coefficient1: Base, _ operand1: UInt32,
        _ coefficient2: Base, _ operand2: UInt32, _ coefficient3: Base, _ operand3: UInt32
    ) {
        self.coefficient0 = coefficient0
        self.coefficient1 = coefficient1
        self.coefficient2 = coefficient2
        self.coefficient3 = coefficient3
        self.operand0 = operand0
        self.operand1 = operand1
        self.operand2 = operand2
        self.operand3 = operand3
    }
}
