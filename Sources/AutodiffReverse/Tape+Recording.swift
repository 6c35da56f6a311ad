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
    /// Writes a node of four operands and returns its index.
    @inlinable
    func write<Base>(
        _ c0: Base, _ i0: UInt32, _ c1: Base, _ i1: UInt32, _ c2: Base, _ i2: UInt32, _ c3: Base, _ i3: UInt32
    ) -> UInt32 {
        let stride = MemoryLayout<TapeNode<Base>>.stride
        if pointee.cursor == pointee.limit { grow(stride: stride) }
        let cursor = pointee.cursor
        let index = pointee.newest &+ 1
        pointee.cursor = cursor + stride
        pointee.newest = index
        cursor.assumingMemoryBound(to: TapeNode<Base>.self)
            .initialize(to: TapeNode(c0, i0, c1, i1, c2, i2, c3, i3))
        return index
    }

    /// Writes a node of three operands and returns its index.
    @inlinable
    func write<Base: RealScalar>(
        _ c0: Base, _ i0: UInt32, _ c1: Base, _ i1: UInt32, _ c2: Base, _ i2: UInt32
    ) -> UInt32 {
        write(c0, i0, c1, i1, c2, i2, .zero, pointee.newest &+ 1)
    }
}
