import AutodiffCore

// Coefficients are initialised in place, which binds their memory to `Base`: whatever an earlier tape had there has been
// deinitialised. Indices are stored as raw bytes. Whether there is room has been seen to before anything is written.

extension Recording {
    /// Writes a full node whose operands are the pairs p and q, and returns its index.
    @inlinable
    @inline(__always)
    func writeFull<Base: RealScalar>(
        _ a0: Base, _ a1: Base, _ p: OperandPair, _ b0: Base, _ b1: Base, _ q: OperandPair
    ) -> UInt32 {
        let stride = TapeNode<Base>.stride
        let node = header.pointee.cursor
        let end = node + TapeNode<Base>.fullBytes
        if end > header.pointee.limit { return writeOnNextChunk(a0, a1, p, b0, b1, q) }
        let index = header.pointee.newest &+ 1
        header.pointee.newest = index
        header.pointee.cursor = end
        node.initializeMemory(as: Base.self, to: a0)
        (node + stride).initializeMemory(as: Base.self, to: a1)
        (node + 2 * stride).initializeMemory(as: Base.self, to: b0)
        (node + 3 * stride).initializeMemory(as: Base.self, to: b1)
        (node + TapeNode<Base>.firstPair).storeBytes(of: p.bits, as: UInt64.self)
        (node + TapeNode<Base>.secondPair).storeBytes(of: q.bits, as: UInt64.self)
        return index
    }

    /// Writes a full node where there is no room on this chunk. (The only call in the way of a node: what it leaves in no
    /// register would have to be saved around it otherwise.)
    @inlinable
    @inline(never)
    func writeOnNextChunk<Base: RealScalar>(
        _ a0: Base, _ a1: Base, _ p: OperandPair, _ b0: Base, _ b1: Base, _ q: OperandPair
    ) -> UInt32 {
        grow(toFit: TapeNode<Base>.fullBytes)
        return writeFull(a0, a1, p, b0, b1, q)
    }

    /// Writes a node of three operands, the pair q with coefficients b0 and b1, and p with coefficient a: a link where it
    /// can be one, a full node otherwise.
    @inlinable
    @inline(__always)
    func writeTriple<Base: RealScalar>(_ b0: Base, _ b1: Base, _ q: OperandPair, _ a: Base, _ p: UInt32) -> UInt32 {
        let newest = header.pointee.newest
        if p != newest || !a._isOne {
            // The sweep hands on in a register what the first operand gets, if that is the node before.
            return q.second == newest
                ? writeFull(b1, b0, q.swapped, a, .zero, OperandPair(p, newest &+ 1))
                : writeFull(b0, b1, q, a, .zero, OperandPair(p, newest &+ 1))
        }
        let node = header.pointee.cursor
        let end = node + TapeNode<Base>.linkBytes
        // A full node does as well, and is rare.
        if end > header.pointee.limit { return writeOnNextChunk(b0, b1, q, a, .zero, OperandPair(p, newest &+ 1)) }
        header.pointee.newest = newest &+ 1
        header.pointee.cursor = end
        node.initializeMemory(as: Base.self, to: b0)
        (node + TapeNode<Base>.stride).initializeMemory(as: Base.self, to: b1)
        (node + TapeNode<Base>.linkPair).storeBytes(
            of: q.bits | UInt64(TapeNode<Base>.link) << 32, as: UInt64.self)
        return newest &+ 1
    }

    /// Writes a block of `outputs` variables, which the tape keeps alive, and returns the index of the last of them.
    @inlinable
    func writeBlock<Base: RealScalar>(_ block: TapeBlock<Base>, outputs: Int) -> UInt32 {
        // With a margin for the nodes that may follow in the same chunk.
        if Int(header.pointee.newest) + outputs + TapeChunk.largest / 16 >= TapeHeader.capacity { TapeHeader.full() }
        let node = next(TapeNode<Base>.blockBytes)
        node.initializeMemory(as: TapeBlock<Base>.self, to: block)
        TapeNode<Base>.storeLastWords(
            UInt32(truncatingIfNeeded: outputs), TapeNode<Base>.block, endingAt: node + TapeNode<Base>.blockBytes)
        header.pointee.hasBlocks = true
        header.pointee.newest += UInt32(truncatingIfNeeded: outputs - 1)
        return header.pointee.newest
    }
}
