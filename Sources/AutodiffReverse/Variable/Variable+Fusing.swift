import AutodiffCore

// What `+`, `*` and the rules do with the derivatives that their arguments carry.
//
// An *operand* is a variable on the tape that a derivative is carried along for: each argument has one or two, or none if
// it is constant. The result's are those of both together. Up to two fit into the result, and nothing is written:
//
//     x·y    3 · d1 + 2 · d2    times    x + 1    1 · d1      two operands in all, d1 and d2: the coefficients are added
//     x·y    3 · d1 + 2 · d2    times    z        1 · d3      three: a node is written, and the result has one, the node
//
// Every `+` and `*` of a user's formula contains this code, and recording is bound by the number of its instructions. So
// there is a case for each number of operands: one on either side, the most frequent, takes the shortest way; then two
// and one, which may be among the two; then two and two, which may be the same, or have one in common.

extension Variable {
    /// Whether operations are taken in line: over a number, where they are a few instructions each.
    ///
    /// Over a nested scalar each is a hundred instructions and more. In line, 25 lines of a user's formula became 27,000
    /// instructions of the compiler's intermediate language, took it 16 seconds, and ran no faster.
    @inlinable
    @inline(__always)
    static var isInLine: Bool { MemoryLayout<Base>.size <= MemoryLayout<Double>.size }

    /// f(x), given its value and its derivative at x: only the coefficients change.
    @inlinable
    @inline(__always)
    func mapped(to value: Base, derivative: Base) -> Variable {
        Variable.isInLine
            ? mappedInLine(to: value, derivative: derivative) : mappedOutOfLine(to: value, derivative: derivative)
    }

    @inlinable
    @inline(never)
    func mappedOutOfLine(to value: Base, derivative: Base) -> Variable {
        mappedInLine(to: value, derivative: derivative)
    }

    @inlinable
    @inline(__always)
    func mappedInLine(to value: Base, derivative: Base) -> Variable {
        let c0 = derivative * coefficient0
        let c1 = derivative * coefficient1
        if Base._mayHideZero(c0 + c1) {
            return Variable(
                value, Base._chain(derivative, coefficient0), Base._chain(derivative, coefficient1), operands, tape)
        }
        return Variable(value, c0, c1, operands, tape)
    }

    /// f(x, y), given its value and its partial derivatives.
    @inlinable
    @inline(__always)
    static func combine(
        _ x: Variable, _ partialX: Base, _ y: Variable, _ partialY: Base, value: Base
    ) -> Variable {
        isInLine
            ? combineInLine(x, partialX, y, partialY, value: value)
            : combineOutOfLine(x, partialX, y, partialY, value: value)
    }

    @inlinable
    @inline(never)
    static func combineOutOfLine(
        _ x: Variable, _ partialX: Base, _ y: Variable, _ partialY: Base, value: Base
    ) -> Variable {
        combineInLine(x, partialX, y, partialY, value: value)
    }

    @inlinable
    @inline(__always)
    static func combineInLine(
        _ x: Variable, _ partialX: Base, _ y: Variable, _ partialY: Base, value: Base
    ) -> Variable {
        // Two constants are of the same tape, none, and have the same operands, none.
        if x.tape != y.tape {
            if y.tape.isNone { return x.mapped(to: value, derivative: partialX) }
            if x.tape.isNone { return y.mapped(to: value, derivative: partialY) }
            TapeIdentity.mixed(x.tape, y.tape)
        }
        let a0 = partialX * x.coefficient0
        let b0 = partialY * y.coefficient0
        if OperandPair.areSingle(x.operands, y.operands) {
            if Base._mayHideZero(a0 + b0) { return combineWithCare(x, partialX, y, partialY, value: value) }
            return fuseSingles(value, a0, x.operands, b0, y.operands, x.tape)
        }
        let a1 = partialX * x.coefficient1
        let b1 = partialY * y.coefficient1
        if Base._mayHideZero(a0 + a1 + (b0 + b1)) { return combineWithCare(x, partialX, y, partialY, value: value) }
        return fusePairs(value, a0, a1, x.operands, b0, b1, y.operands, x.tape)
    }

    /// `combine` where a product may be 0 · ∞.
    @inlinable
    @inline(never)
    static func combineWithCare(
        _ x: Variable, _ partialX: Base, _ y: Variable, _ partialY: Base, value: Base
    ) -> Variable {
        let (a0, a1) = (Base._chain(partialX, x.coefficient0), Base._chain(partialX, x.coefficient1))
        let (b0, b1) = (Base._chain(partialY, y.coefficient0), Base._chain(partialY, y.coefficient1))
        if OperandPair.areSingle(x.operands, y.operands) {
            return fuseSingles(value, a0, x.operands, b0, y.operands, x.tape)
        }
        return fusePairs(value, a0, a1, x.operands, b0, b1, y.operands, x.tape)
    }

    /// x + y, where `y` may be negated already.
    @inlinable
    @inline(__always)
    static func sum(_ x: Variable, _ y: Variable, value: Base) -> Variable {
        isInLine ? sumInLine(x, y, value: value) : sumOutOfLine(x, y, value: value)
    }

    @inlinable
    @inline(never)
    static func sumOutOfLine(_ x: Variable, _ y: Variable, value: Base) -> Variable { sumInLine(x, y, value: value) }

    @inlinable
    @inline(__always)
    static func sumInLine(_ x: Variable, _ y: Variable, value: Base) -> Variable {
        if x.tape != y.tape {
            if y.tape.isNone { return Variable(value, x.coefficient0, x.coefficient1, x.operands, x.tape) }
            if x.tape.isNone { return Variable(value, y.coefficient0, y.coefficient1, y.operands, y.tape) }
            TapeIdentity.mixed(x.tape, y.tape)
        }
        if OperandPair.areSingle(x.operands, y.operands) {
            return fuseSingles(value, x.coefficient0, x.operands, y.coefficient0, y.operands, x.tape)
        }
        return fusePairs(
            value, x.coefficient0, x.coefficient1, x.operands, y.coefficient0, y.coefficient1, y.operands, x.tape)
    }

    /// The variable with derivative a along the operand p, and b along q.
    @inlinable
    @inline(__always)
    static func fuseSingles(
        _ value: Base, _ a: Base, _ p: OperandPair, _ b: Base, _ q: OperandPair, _ tape: TapeIdentity
    ) -> Variable {
        p == q
            ? Variable(value, a + b, .zero, p, tape)
            : Variable(value, a, b, OperandPair(p.first, q.first), tape)
    }

    /// The variable with derivatives a0 and a1 along the operands p, and b0 and b1 along q, where p or q are two. If they
    /// are no more than two together, no node is written.
    @inlinable
    @inline(__always)
    static func fusePairs(
        _ value: Base, _ a0: Base, _ a1: Base, _ p: OperandPair, _ b0: Base, _ b1: Base, _ q: OperandPair,
        _ tape: TapeIdentity
    ) -> Variable {
        if p == q { return Variable(value, a0 + b0, a1 + b1, p, tape) }
        if p.isSingle {
            if p.first == q.first { return Variable(value, a0 + b0, b1, q, tape) }
            if p.first == q.second { return Variable(value, b0, a0 + b1, q, tape) }
            return Variable(value, index: tape.recording().writeTriple(b0, b1, q, a0, p.first), tape)
        }
        if q.isSingle {
            if q.first == p.first { return Variable(value, a0 + b0, a1, p, tape) }
            if q.first == p.second { return Variable(value, a0, a1 + b0, p, tape) }
            return Variable(value, index: tape.recording().writeTriple(a0, a1, p, b0, q.first), tape)
        }
        if p == q.swapped { return Variable(value, a0 + b1, a1 + b0, p, tape) }
        return Variable(value, index: writePairs(a0, a1, p, b0, b1, q, tape), tape)
    }

    /// Writes the node at which two pairs of operands meet.
    @inlinable
    @inline(never)
    static func writePairs(
        _ a0: Base, _ a1: Base, _ p: OperandPair, _ b0: Base, _ b1: Base, _ q: OperandPair, _ tape: TapeIdentity
    ) -> UInt32 {
        p.overlaps(q)
            ? writeOverlappingPairs(a0, a1, p, b0, b1, q, tape)
            : tape.recording().writeFull(a0, a1, p, b0, b1, q)
    }

    /// Writes the node at which two pairs meet that have one operand in common.
    @inlinable
    @inline(never)
    static func writeOverlappingPairs(
        _ a0: Base, _ a1: Base, _ p: OperandPair, _ b0: Base, _ b1: Base, _ q: OperandPair, _ tape: TapeIdentity
    ) -> UInt32 {
        let tape = tape.recording()
        if p.first == q.first { return tape.writeTriple(b1, a1, OperandPair(q.second, p.second), a0 + b0, p.first) }
        if p.first == q.second { return tape.writeTriple(b0, a1, OperandPair(q.first, p.second), a0 + b1, p.first) }
        if p.second == q.first { return tape.writeTriple(a0, b1, OperandPair(p.first, q.second), a1 + b0, p.second) }
        return tape.writeTriple(a0, b0, OperandPair(p.first, q.first), a1 + b1, p.second)
    }
}
