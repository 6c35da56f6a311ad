import AutodiffCore

extension Variable {
    /// The rule's values, recorded as one block.
    @inlinable
    public static func apply<Rule: VectorRule>(_ rule: Rule, to x: [Variable]) -> [Variable] {
        let values = x.map(\.value)
        let outputs = Base.apply(rule, to: values)
        let tape = commonTape(x)
        if tape.isNone || outputs.isEmpty { return outputs.map { Variable(constant: $0) } }
        let operands = BlockOperands(x)
        return recordBlock(outputs, tape) { cotangent, adjoints in
            let cotangent = outputs.indices.map { cotangent[$0] }
            operands.add(rule.checkedPullback(cotangent, at: values, value: outputs), to: adjoints)
        }
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
