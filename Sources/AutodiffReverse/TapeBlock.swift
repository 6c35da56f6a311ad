import AutodiffCore

/// An entry of the tape that stands for a whole primitive: the sweep calls its pullback.
@usableFromInline
class TapeBlock<Base: RealScalar> {
    @usableFromInline
    init() {}

    /// Adds to the adjoints what the outputs' adjoints, `cotangent`, hand on to the operands.
    @usableFromInline
    func pullback(_ cotangent: [Base], _ adjoints: AdjointLane<Base>) {}
}

/// A rule of n inputs and m outputs, applied on a tape.
@usableFromInline
final class RuleBlock<Rule: VectorRule, Base: RealScalar>: TapeBlock<Base> {
    @usableFromInline let rule: Rule
    @usableFromInline let inputs: [Variable<Base>]
    @usableFromInline let values: [Base]
    @usableFromInline let outputs: [Base]

    @inlinable
    init(_ rule: Rule, _ inputs: [Variable<Base>], _ values: [Base], _ outputs: [Base]) {
        self.rule = rule
        self.inputs = inputs
        self.values = values
        self.outputs = outputs
        super.init()
    }

    @inlinable
    override func pullback(_ cotangent: [Base], _ adjoints: AdjointLane<Base>) {
        let weights = rule.checkedPullback(cotangent, at: values, value: outputs)
        for (x, weight) in zip(inputs, weights) where !weight.isZero { x.seed(adjoints, weight) }
    }
}

extension Variable {
    /// The rule's values, recorded as one block.
    @inlinable
    public static func apply<Rule: VectorRule>(_ rule: Rule, to x: [Variable]) -> [Variable] {
        let values = x.map(\.value)
        let outputs = Base.apply(rule, to: values)
        let tape = x.withUnsafeBufferPointer { commonTape($0) }
        if tape.isNone || outputs.isEmpty { return outputs.map { Variable(constant: $0) } }
        let last = tape.recording().write(RuleBlock(rule, x, values, outputs), outputs: outputs.count)
        let first = last - UInt32(truncatingIfNeeded: outputs.count - 1)
        return outputs.indices.map { Variable(outputs[$0], index: first + UInt32(truncatingIfNeeded: $0), tape) }
    }
}

extension UnsafeMutablePointer<TapeHeader> {
    /// Writes a block of `outputs` variables, which the tape keeps alive, and returns the index of the last of them.
    @inlinable
    func write<Base: RealScalar>(_ block: TapeBlock<Base>, outputs: Int) -> UInt32 {
        // With a margin for the nodes that may follow in the same chunk.
        if Int(pointee.newest) + outputs + TapeChunk.largest / 16 >= TapeHeader.capacity { TapeHeader.full() }
        let node = next(TapeNode<Base>.blockBytes)
        let reference = Unmanaged.passRetained(block).toOpaque()
        node.storeBytes(of: UInt(bitPattern: reference), as: UInt.self)
        let end = node + TapeNode<Base>.blockBytes
        (end - 8).storeBytes(of: UInt32(truncatingIfNeeded: outputs), as: UInt32.self)
        (end - 4).storeBytes(of: TapeNode<Base>.block, as: UInt32.self)
        pointee.hasBlocks = true
        pointee.newest += UInt32(truncatingIfNeeded: outputs - 1)
        return pointee.newest
    }
}

extension TapeNode where Base: RealScalar {
    /// The block that ends at `end`.
    @inlinable
    static func block(endingAt end: UnsafeMutableRawPointer) -> Unmanaged<TapeBlock<Base>> {
        let bits = (end - blockBytes).load(as: UInt.self)
        return Unmanaged.fromOpaque(UnsafeRawPointer(bitPattern: bits).unsafelyUnwrapped)
    }
}
