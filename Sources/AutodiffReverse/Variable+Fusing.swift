import AutodiffCore

extension Variable {
    /// f(x), given its value and its derivative at x: only the coefficients change.
    @inlinable
    func mapped(to value: Base, derivative: Base) -> Variable {
        Variable(
            value, Base.chain(derivative, coefficient0), operand0, Base.chain(derivative, coefficient1), operand1,
            tape)
    }

    /// f(x, y), given its value and its partial derivatives.
    @inlinable
    static func combine(
        _ x: Variable, _ partialX: Base, _ y: Variable, _ partialY: Base, value: Base
    ) -> Variable {
        if y.tape.isNone { return x.mapped(to: value, derivative: partialX) }
        if x.tape.isNone { return y.mapped(to: value, derivative: partialY) }
        x.tape.check(y.tape)
        if x.operand0 == y.operand0 && x.operand1 == y.operand1 {
            return Variable(
                value, Base.chain(partialX, x.coefficient0, partialY, y.coefficient0), x.operand0,
                Base.chain(partialX, x.coefficient1, partialY, y.coefficient1), x.operand1, x.tape)
        }
        if x.operand1 | y.operand1 == 0 {
            let a = Base.chain(partialX, x.coefficient0)
            let b = Base.chain(partialY, y.coefficient0)
            return x.operand0 > y.operand0
                ? Variable(value, a, x.operand0, b, y.operand0, x.tape)
                : Variable(value, b, y.operand0, a, x.operand0, x.tape)
        }
        return merge(x, partialX, y, partialY, value: value)
    }

    /// `combine` where one of the two hangs on two operands and the operands differ.
    @inlinable
    @inline(never)
    static func merge(
        _ x: Variable, _ partialX: Base, _ y: Variable, _ partialY: Base, value: Base
    ) -> Variable {
        let (p0, p1, q0, q1) = (x.operand0, x.operand1, y.operand0, y.operand1)
        let a0 = Base.chain(partialX, x.coefficient0)
        let a1 = Base.chain(partialX, x.coefficient1)
        let b0 = Base.chain(partialY, y.coefficient0)
        let b1 = Base.chain(partialY, y.coefficient1)
        let tape = x.tape
        if p0 == q0 {
            if p1 == 0 { return Variable(value, a0 + b0, p0, b1, q1, tape) }
            if q1 == 0 { return Variable(value, a0 + b0, p0, a1, p1, tape) }
            return node(value, a0 + b0, p0, a1, p1, b1, q1, tape)
        }
        if p0 == q1 {
            if p1 == 0 { return Variable(value, b0, q0, a0 + b1, p0, tape) }
            return node(value, b0, q0, a0 + b1, p0, a1, p1, tape)
        }
        if p1 == q0 {
            if q1 == 0 { return Variable(value, a0, p0, a1 + b0, p1, tape) }
            return node(value, a0, p0, a1 + b0, p1, b1, q1, tape)
        }
        if p1 == q1 { return node(value, a0, p0, b0, q0, a1 + b1, p1, tape) }
        if p1 == 0 { return node(value, a0, p0, b0, q0, b1, q1, tape) }
        if q1 == 0 { return node(value, a0, p0, a1, p1, b0, q0, tape) }

        let header = tape.recording()
        header.reserve(for: Base.self)
        header.write(a0, p0)
        header.write(a1, p1)
        header.write(b0, q0)
        header.write(b1, q1)
        return Variable(value, index: header.finish(4), tape)
    }

    /// Writes a node of three operands.
    @inlinable
    static func node(
        _ value: Base, _ c0: Base, _ i0: UInt32, _ c1: Base, _ i1: UInt32, _ c2: Base, _ i2: UInt32,
        _ tape: TapeIdentity
    ) -> Variable {
        let header = tape.recording()
        header.reserve(for: Base.self)
        header.write(c0, i0)
        header.write(c1, i1)
        header.write(c2, i2)
        return Variable(value, index: header.finish(3), tape)
    }
}
