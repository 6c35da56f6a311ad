import _AutodiffShims

// Guards.
extension CodeEmitter {
    mutating func guarded(_ item: Item) {
        let how = Graph.Comparison(rawValue: item.extra & (UInt32(autodiffGuardFails) - 1))!
        let held = item.extra & UInt32(autodiffGuardFails) == 0
        let x = register(number(of: item.x))
        switch how {
        case .less, .lessOrEqual:
            let y = register(number(of: item.y))
            code.compareFlags(y, .register(x))
            let holds: (yes: Assembler.Condition, no: Assembler.Condition) =
                how == .less ? (.above, .notAbove) : (.notBelow, .below)
            fail(held ? holds.no : holds.yes)
        case .equal:
            code.compareFlags(x, .register(register(number(of: item.y))))
            if held {
                fail(.notEqual)
                fail(.unordered)
            } else {
                let isUnordered = code.jump(.unordered)
                fail(.equal)
                code.land(isUnordered)
            }
        case .sameBits:
            code.compareBits(x, register(number(of: item.y)))
            fail(held ? .notEqual : .equal)
        case .nan:
            code.compareFlags(x, .register(x))
            fail(held ? .ordered : .unordered)
        case .finite where held: noteFiniteness(x)
        case .finite, .bounded: range(x, doubled: true, 0..<Double.infinity.bitPattern << 1, held)
        case .infinite:
            let infinity = Double.infinity.bitPattern << 1
            range(x, doubled: true, infinity..<infinity + 1, held)
        case .negative: range(x, doubled: false, 1 << 63..<UInt64.max, held)
        case .normal: range(x, doubled: true, 1 << 53..<Double.infinity.bitPattern << 1, held)
        case .subnormal: range(x, doubled: true, 1..<1 << 53, held)
        case .moderate:
            range(x, doubled: false, 0x1p-100.bitPattern + 1..<0x1p+100.bitPattern, held)
        }
        read(item)
    }

    /// A property that a number has where its bits, doubled to lose the sign or not, are in a range.
    private mutating func range(_ x: UInt8, doubled: Bool, _ range: Range<UInt64>, _ held: Bool) {
        code.compareBits(x, doubled: doubled, low: range.lowerBound, count: range.upperBound - range.lowerBound)
        fail(held ? .notBelow : .below)
    }

    private mutating func fail(_ condition: Assembler.Condition) { failures.append(code.jump(condition)) }
}

// Folded zeros, 0·x = 0, hold where each such x is finite. There are many of them: so x - x, which is 0 or nan, is collected bit by
// bit in a register of its own, and looked at in the end, and before a rule is called.
extension CodeEmitter {
    struct Finiteness {
        let register: UInt8

        /// Where the register is kept while functions are called.
        let slot: UInt32

        /// The jumps for a nan.
        var jumps: [Int] = []
    }

    mutating func beginFiniteness() {
        guard let register = finiteness?.register else { return }
        code.apply(.exclusiveOr, register, register, .register(register))
    }

    private mutating func noteFiniteness(_ x: UInt8) {
        let difference = newRegister()
        code.apply(.subtract, difference, x, .register(x))
        code.apply(.or, finiteness!.register, finiteness!.register, .register(difference))
    }

    mutating func checkFiniteness() {
        guard let register = finiteness?.register else { return }
        code.compareFlags(register, .register(register))
        finiteness!.jumps.append(code.jump(.unordered))
    }

    mutating func endFiniteness() {
        guard let jumps = finiteness?.jumps else { return }
        for jump in jumps { code.land(jump) }
        code.leave(RunOutcome.notFinite.rawValue)
    }
}
