import AutodiffCore

extension TapeIdentity {
    /// The tape, to write on. Traps if its life is over.
    @inlinable
    func recording() -> UnsafeMutablePointer<TapeHeader> {
        let header = header
        if header.pointee.identity != self { TapeIdentity.ended() }
        return header
    }

    /// Traps unless `other`, the identity of another variable in the same operation, is the same.
    @inlinable
    func check(_ other: TapeIdentity) {
        if self != other { TapeIdentity.mixed(self, other) }
    }

    @usableFromInline
    @inline(never)
    static func ended() -> Never {
        misuse(
            """
            a Variable was used after the gradient, vjp or Tape that made it had ended: \
            keep its value (variable.value) instead, or compute inside the closure
            """)
    }

    @usableFromInline
    @inline(never)
    static func mixed(_ first: TapeIdentity, _ second: TapeIdentity) -> Never {
        if first.header.pointee.identity != first || second.header.pointee.identity != second { ended() }
        misuse(
            """
            variables of two tapes met in one operation. To the inner gradient the outer variable is a constant: lift \
            it one level, as in gradient(at: [x]) { y in Variable(constant: x) * y[0] }
            """)
    }
}

extension UnsafeMutablePointer<TapeHeader> {
    /// Room for `bytes` more, for the variable of the next index.
    @inlinable
    @inline(__always)
    func next(_ bytes: Int) -> UnsafeMutableRawPointer {
        if pointee.limit - pointee.cursor < bytes { grow(toFit: bytes) }
        let cursor = pointee.cursor
        pointee.cursor = cursor + bytes
        pointee.newest &+= 1
        return cursor
    }

    /// Writes a node of four operands, the pairs p and q, and returns its index.
    @inlinable
    @inline(__always)
    func write<Base: RealScalar>(
        _ a0: Base, _ a1: Base, _ p: OperandPair, _ b0: Base, _ b1: Base, _ q: OperandPair
    ) -> UInt32 {
        let stride = TapeNode<Base>.stride
        let node = pointee.cursor
        let end = node + TapeNode<Base>.fullBytes
        if end > pointee.limit { return writeOnNextChunk(a0, a1, p, b0, b1, q) }
        let index = pointee.newest &+ 1
        pointee.newest = index
        pointee.cursor = end
        node.initializeMemory(as: Base.self, to: a0)
        (node + stride).initializeMemory(as: Base.self, to: a1)
        (node + 2 * stride).initializeMemory(as: Base.self, to: b0)
        (node + 3 * stride).initializeMemory(as: Base.self, to: b1)
        (end - 16).storeBytes(of: p.bits, as: UInt64.self)
        (end - 8).storeBytes(of: q.bits, as: UInt64.self)
        return index
    }

    /// Writes a node whose operands are the pair q, with coefficients b0 and b1, and p, with coefficient a; as a link where
    /// it can be one.
    @inlinable
    @inline(__always)
    func write<Base: RealScalar>(_ b0: Base, _ b1: Base, _ q: OperandPair, _ a: Base, _ p: UInt32) -> UInt32 {
        let newest = pointee.newest
        if p != newest || !a._isOne {
            // The sweep hands on in a register what the first operand gets, if that is the node before.
            return q.second == newest
                ? write(b1, b0, q.swapped, a, .zero, OperandPair(p, newest &+ 1))
                : write(b0, b1, q, a, .zero, OperandPair(p, newest &+ 1))
        }
        let node = pointee.cursor
        let end = node + TapeNode<Base>.linkBytes
        if end > pointee.limit { return writeOnNextChunk(b0, b1, q, a, .zero, OperandPair(p, newest &+ 1)) }
        pointee.newest = newest &+ 1
        pointee.cursor = end
        node.initializeMemory(as: Base.self, to: b0)
        (node + TapeNode<Base>.stride).initializeMemory(as: Base.self, to: b1)
        (end - 8).storeBytes(of: q.bits | UInt64(TapeNode<Base>.link) << 32, as: UInt64.self)
        return newest &+ 1
    }

    /// Writes a node of four operands where there is no room on this chunk. (The only call in the way of a node: what it
    /// leaves in no register would have to be saved around it otherwise.)
    @inlinable
    @inline(never)
    func writeOnNextChunk<Base: RealScalar>(
        _ a0: Base, _ a1: Base, _ p: OperandPair, _ b0: Base, _ b1: Base, _ q: OperandPair
    ) -> UInt32 {
        grow(toFit: TapeNode<Base>.fullBytes)
        return write(a0, a1, p, b0, b1, q)
    }
}
