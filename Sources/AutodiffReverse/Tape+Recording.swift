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
    /// Makes sure that a node of up to four operands fits.
    @inlinable
    func reserve<Base>(for base: Base.Type) {
        if pointee.coefficients > pointee.limit { grow(toFit: 4, stride: MemoryLayout<Base>.stride) }
    }

    /// Writes one operand of the node that `finish` will end.
    @inlinable
    func write<Base>(_ coefficient: Base, _ operand: UInt32) {
        pointee.coefficients.assumingMemoryBound(to: Base.self).initialize(to: coefficient)
        pointee.coefficients += MemoryLayout<Base>.stride
        pointee.operands.pointee = operand
        pointee.operands += 1
    }

    /// Ends a node of `count` operands and returns its index.
    @inlinable
    func finish(_ count: UInt32) -> UInt32 {
        pointee.operands.pointee = count
        pointee.operands += 1
        pointee.newest &+= 1
        return pointee.newest
    }
}
