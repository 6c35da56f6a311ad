import _AutodiffShims

extension Item {
    /// The number of operands that machine code reads. A guard of one number has a second operand that it doesn't look at.
    @inline(__always)
    var readCount: Int {
        if terms > 0 { return op == UInt8(autodiffOpDot) ? 2 * Int(terms) + 1 : Int(terms) }
        if op != UInt8(autodiffOpGuard) { return operandCount }
        return extra & (UInt32(autodiffGuardFails) - 1) < UInt32(autodiffGuardInfinite) ? 2 : 1
    }

    /// How many lists of arguments a call for several such items takes.
    var argumentLists: Int { op == UInt8(autodiffOpFunctionOfTwo) ? 2 : 1 }

    /// The bits of the constant that an operation needs beside its operands.
    var helper: UInt64? {
        switch Int(op) {
        case autodiffOpNegate: 1 << 63
        case autodiffOpAbs: ~(1 << 63)
        case autodiffOpLess, autodiffOpLessOrEqual, autodiffOpEqual: 1.0.bitPattern
        case autodiffOpRelu, autodiffOpSelect: 0
        default: nil
        }
    }
}

extension Selection {
    /// The operand that machine code reads as number k: of a dot product z, x₀, y₀, x₁, y₁, ….
    @inline(__always)
    func operand(_ k: Int, of item: Item) -> Int32 {
        if item.terms == 0 { return k == 0 ? item.x : k == 1 ? item.y : item.z }
        if item.op != UInt8(autodiffOpDot) { return terms[Int(item.x) + k] }
        if k == 0 { return item.z }
        return terms[Int(k % 2 == 1 ? item.x : item.y) + (k - 1) / 2]
    }
}
