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
    func next(_ bytes: Int) -> UnsafeMutableRawPointer {
        if pointee.limit - pointee.cursor < bytes { grow(toFit: bytes) }
        let cursor = pointee.cursor
        pointee.cursor = cursor + bytes
        pointee.newest &+= 1
        return cursor
    }

    /// Writes a node of four operands and returns its index.
    @inlinable
    func write<Base: RealScalar>(
        _ c0: Base, _ i0: UInt32, _ c1: Base, _ i1: UInt32, _ c2: Base, _ i2: UInt32, _ c3: Base, _ i3: UInt32
    ) -> UInt32 {
        let (stride, bytes) = (TapeNode<Base>.stride, TapeNode<Base>.fullBytes)
        let node = next(bytes)
        node.initializeMemory(as: Base.self, to: c0)
        (node + stride).initializeMemory(as: Base.self, to: c1)
        (node + 2 * stride).initializeMemory(as: Base.self, to: c2)
        (node + 3 * stride).initializeMemory(as: Base.self, to: c3)
        let operands = node + (bytes - 16)
        operands.storeBytes(of: i0, as: UInt32.self)
        (operands + 4).storeBytes(of: i1, as: UInt32.self)
        (operands + 8).storeBytes(of: i2, as: UInt32.self)
        (operands + 12).storeBytes(of: i3, as: UInt32.self)
        return pointee.newest
    }

    /// Writes a node of three operands and returns its index.
    @inlinable
    func write<Base: RealScalar>(
        _ c0: Base, _ i0: UInt32, _ c1: Base, _ i1: UInt32, _ c2: Base, _ i2: UInt32
    ) -> UInt32 {
        write(c0, i0, c1, i1, c2, i2, .zero, pointee.newest &+ 1)
    }

    /// Writes a node whose operands are the pair q, with coefficients b0 and b1, and p, with coefficient a.
    @inlinable
    func write<Base: RealScalar>(_ b0: Base, _ b1: Base, _ q: OperandPair, _ a: Base, _ p: UInt32) -> UInt32 {
        if p != pointee.newest || !(a - 1).isZero { return write(b0, q.first, b1, q.second, a, p) }
        let (stride, bytes) = (TapeNode<Base>.stride, TapeNode<Base>.linkBytes)
        let node = next(bytes)
        node.initializeMemory(as: Base.self, to: b0)
        (node + stride).initializeMemory(as: Base.self, to: b1)
        let operands = node + (bytes - 8)
        operands.storeBytes(of: q.first, as: UInt32.self)
        (operands + 4).storeBytes(of: q.second | TapeNode<Base>.link, as: UInt32.self)
        return pointee.newest
    }
}
