import AutodiffCore

extension Variable {
    /// The values of a block, recorded as one entry: it runs on the base, and its pullback in the sweep.
    @inlinable
    public static func _apply<Block: _Block>(block: Block, to x: [Variable]) -> [Variable] {
        let tape = commonTape(x)
        let inputs = x.map(\.value)
        if tape.isNone { return Base._apply(block: block, to: inputs).map { Variable(constant: $0) } }
        let (values, pullback) = block.valueWithPullback(at: inputs)
        if values.isEmpty { return [] }
        let operands = BlockOperands(x)
        return recordBlock(values, tape) { cotangent, adjoints in
            operands.add(pulledBack(values.indices.map { cotangent[$0] }, pullback), to: adjoints)
        }
    }
}
