import AutodiffCore

extension Variable {
    /// The rule's values, recorded as one block.
    @inlinable
    public static func apply<Rule: VectorRule>(_ rule: Rule, to x: [Variable]) -> [Variable] {
        let (values, tape) = valuesAndTape(x)
        let outputs = Base.apply(rule, to: values)
        if tape.isNone || outputs.isEmpty { return outputs.map { Variable(constant: $0) } }
        let operands = BlockOperands(x)
        return recordBlock(outputs, tape) { cotangent, adjoints in
            let weights = pulledBack(outputs.indices.map { cotangent[$0] }) {
                rule.checkedPullback($0, at: values, value: outputs)
            }
            operands.add(weights, to: adjoints)
        }
    }

    /// The values, and the tape of those that aren't constant, in one pass. Traps if they are of several tapes.
    @inlinable
    static func valuesAndTape(_ x: [Variable]) -> (values: [Base], tape: TapeIdentity) {
        var tape = TapeIdentity.none
        let values = x.map { element in
            if element.tape != tape && !element.tape.isNone {
                if !tape.isNone { TapeIdentity.mixed(tape, element.tape) }
                tape = element.tape
            }
            return element.value
        }
        return (values, tape)
    }

    /// J(x)ᵀ·w by a rule's pullback, where an entry of J that is exactly zero hands nothing on, not of an infinite cotangent either:
    /// in forward mode the tangent is zero there, and contributes nothing.
    @inlinable
    static func pulledBack(_ cotangent: [Base], _ pullback: ([Base]) -> [Base]) -> [Base] {
        if cotangent.allSatisfy({ Base._is(.finite, $0) }) { return pullback(cotangent) }
        return pulledBackByRows(cotangent, pullback)
    }

    /// The same, by a row of J for each cotangent that isn't finite.
    @inlinable
    @inline(never)
    static func pulledBackByRows(_ cotangent: [Base], _ pullback: ([Base]) -> [Base]) -> [Base] {
        var total: [Base]?
        let finite = cotangent.map { $0.primal.isFinite ? $0 : .zero }
        if !finite.allSatisfy(\._isZero) { total = pullback(finite) }
        for i in cotangent.indices where !cotangent[i].primal.isFinite {
            let row = pullback(cotangent.indices.map { $0 == i ? 1 : 0 })
            let products = row.map { Base._chain(cotangent[i], $0) }
            total = total.map { total in products.indices.map { total[$0] + products[$0] } } ?? products
        }
        return total ?? pullback(finite)
    }

    /// The outputs, with these values, of a block that is written on `tape`.
    @inlinable
    static func recordBlock(
        _ values: [Base], _ tape: TapeIdentity, pullback: @escaping TapeBlock<Base>.Pullback
    ) -> [Variable] {
        let last = tape.recording().writeBlock(TapeBlock(pullback: pullback), outputs: values.count)
        let first = last - UInt32(truncatingIfNeeded: values.count - 1)
        return [Variable](unsafeUninitializedCapacity: values.count) { outputs, count in
            for i in values.indices {
                let index = first + UInt32(truncatingIfNeeded: i)
                outputs.initializeElement(at: i, to: Variable(values[i], index: index, tape))
            }
            count = values.count
        }
    }
}
