import AutodiffCore

/// An entry of the tape that stands for a whole primitive: the sweep calls its pullback.
///
/// A closure and not a class to override: the methods of a generic class aren't specialised, and run two hundred times
/// slower. A closure is, where the function that makes it is.
@frozen
@usableFromInline
struct TapeBlock<Base: RealScalar> {
    /// Adds to the adjoints what the outputs' adjoints, `cotangent`, hand on to the operands.
    @usableFromInline
    let pullback: Pullback

    @usableFromInline
    typealias Pullback = (_ cotangent: AdjointLane<Base>, _ adjoints: AdjointLane<Base>) -> Void

    @inlinable
    init(pullback: @escaping Pullback) { self.pullback = pullback }
}

extension Variable {
    /// The rule's values, recorded as one block.
    @inlinable
    public static func apply<Rule: VectorRule>(_ rule: Rule, to x: [Variable]) -> [Variable] {
        let values = x.map(\.value)
        let outputs = Base.apply(rule, to: values)
        let tape = commonTape(x)
        if tape.isNone || outputs.isEmpty { return outputs.map { Variable(constant: $0) } }
        let operands = BlockOperands(x)
        return record(outputs, tape) { cotangent, adjoints in
            let cotangent = outputs.indices.map { cotangent[$0] }
            operands.add(rule.checkedPullback(cotangent, at: values, value: outputs), to: adjoints)
        }
    }

    /// The outputs, with these values, of a block that is written on `tape`.
    @inlinable
    static func record(
        _ values: [Base], _ tape: TapeIdentity, pullback: @escaping TapeBlock<Base>.Pullback
    ) -> [Variable] {
        let last = tape.recording().write(TapeBlock(pullback: pullback), outputs: values.count)
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

extension UnsafeMutablePointer<TapeHeader> {
    /// Writes a block of `outputs` variables, which the tape keeps alive, and returns the index of the last of them.
    @inlinable
    func write<Base: RealScalar>(_ block: TapeBlock<Base>, outputs: Int) -> UInt32 {
        // With a margin for the nodes that may follow in the same chunk.
        if Int(pointee.newest) + outputs + TapeChunk.largest / 16 >= TapeHeader.capacity { TapeHeader.full() }
        let node = next(TapeNode<Base>.blockBytes)
        node.initializeMemory(as: TapeBlock<Base>.self, to: block)
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
    static func block(endingAt end: UnsafeMutableRawPointer) -> UnsafeMutablePointer<TapeBlock<Base>> {
        (end - blockBytes).assumingMemoryBound(to: TapeBlock<Base>.self)
    }
}
