import AutodiffCore

extension Variable {
    /// f(x), given its value and its derivative at x: only the coefficients change.
    @inlinable
    @inline(__always)
    func mapped(to value: Base, derivative: Base) -> Variable {
        let c0 = derivative * coefficient0
        let c1 = derivative * coefficient1
        if Base.mayHideZero(c0 + c1) {
            return Variable(
                value, Base.chain(derivative, coefficient0), Base.chain(derivative, coefficient1), operands, tape)
        }
        return Variable(value, c0, c1, operands, tape)
    }

    /// f(x, y), given its value and its partial derivatives.
    @inlinable
    @inline(__always)
    static func combine(
        _ x: Variable, _ partialX: Base, _ y: Variable, _ partialY: Base, value: Base
    ) -> Variable {
        // Two constants are of the same tape, none, and have the same operands, none.
        if x.tape != y.tape {
            if y.tape.isNone { return x.mapped(to: value, derivative: partialX) }
            if x.tape.isNone { return y.mapped(to: value, derivative: partialY) }
            TapeIdentity.mixed(x.tape, y.tape)
        }
        let a0 = partialX * x.coefficient0
        let a1 = partialX * x.coefficient1
        let b0 = partialY * y.coefficient0
        let b1 = partialY * y.coefficient1
        if Base.mayHideZero(a0 + a1 + (b0 + b1)) { return combineWithCare(x, partialX, y, partialY, value: value) }
        return fuse(value, a0, a1, x.operands, b0, b1, y.operands, x.tape)
    }

    /// `combine` where a product may be 0 · ∞.
    @inlinable
    @inline(never)
    static func combineWithCare(
        _ x: Variable, _ partialX: Base, _ y: Variable, _ partialY: Base, value: Base
    ) -> Variable {
        fuse(
            value, Base.chain(partialX, x.coefficient0), Base.chain(partialX, x.coefficient1), x.operands,
            Base.chain(partialY, y.coefficient0), Base.chain(partialY, y.coefficient1), y.operands, x.tape)
    }

    /// x + y, where `y` may be negated already.
    @inlinable
    @inline(__always)
    static func sum(_ x: Variable, _ y: Variable, value: Base) -> Variable {
        if x.tape != y.tape {
            if y.tape.isNone { return Variable(value, x.coefficient0, x.coefficient1, x.operands, x.tape) }
            if x.tape.isNone { return Variable(value, y.coefficient0, y.coefficient1, y.operands, y.tape) }
            TapeIdentity.mixed(x.tape, y.tape)
        }
        return fuse(
            value, x.coefficient0, x.coefficient1, x.operands, y.coefficient0, y.coefficient1, y.operands, x.tape)
    }

    /// The variable with derivatives a0 and a1 along the operands p, and b0 and b1 along q: without a node if these are
    /// no more than two operands.
    @inlinable
    @inline(__always)
    static func fuse(
        _ value: Base, _ a0: Base, _ a1: Base, _ p: OperandPair, _ b0: Base, _ b1: Base, _ q: OperandPair,
        _ tape: TapeIdentity
    ) -> Variable {
        if p == q { return Variable(value, a0 + b0, a1 + b1, p, tape) }
        if q.isSingle {
            if q.first == p.first { return Variable(value, a0 + b0, a1, p, tape) }
            if q.first == p.second { return Variable(value, a0, a1 + b0, p, tape) }
            if !p.isSingle {
                return Variable(value, index: tape.recording().write(a0, a1, p, b0, q.first), tape)
            }
            return p.first > q.first
                ? Variable(value, a0, b0, OperandPair(p.first, q.first), tape)
                : Variable(value, b0, a0, OperandPair(q.first, p.first), tape)
        }
        if p.isSingle {
            if p.first == q.first { return Variable(value, a0 + b0, b1, q, tape) }
            if p.first == q.second { return Variable(value, b0, a0 + b1, q, tape) }
            return Variable(value, index: tape.recording().write(b0, b1, q, a0, p.first), tape)
        }
        return Variable(value, index: record(a0, a1, p, b0, b1, q, tape), tape)
    }

    /// Writes the node at which two pairs of operands meet, which may have one in common.
    @inlinable
    @inline(never)
    static func record(
        _ a0: Base, _ a1: Base, _ p: OperandPair, _ b0: Base, _ b1: Base, _ q: OperandPair, _ tape: TapeIdentity
    ) -> UInt32 {
        let tape = tape.recording()
        if p.first == q.first { return tape.write(a0 + b0, p.first, a1, p.second, b1, q.second) }
        if p.first == q.second { return tape.write(b0, q.first, a0 + b1, p.first, a1, p.second) }
        if p.second == q.first { return tape.write(a0, p.first, a1 + b0, p.second, b1, q.second) }
        if p.second == q.second { return tape.write(a0, p.first, b0, q.first, a1 + b1, p.second) }
        return tape.write(a0, p.first, a1, p.second, b0, q.first, b1, q.second)
    }
}
