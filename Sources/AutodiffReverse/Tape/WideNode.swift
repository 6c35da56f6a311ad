import AutodiffCore

/// A wide node that is being written: its operands one by one, on the tape itself.
///
/// The coefficients go to where they stay; the runs wait behind the room for all coefficients, and move up to them at the
/// end. Nothing else may be recorded on the tape meanwhile.
@frozen
@usableFromInline
struct WideNode<Base: RealScalar> {
    @usableFromInline let header: UnsafeMutablePointer<TapeHeader>
    @usableFromInline let start: UnsafeMutableRawPointer
    @usableFromInline let runs: UnsafeMutablePointer<UInt32>
    @usableFromInline var coefficient: UnsafeMutablePointer<Base>

    /// The run that is being written, the index that would continue it, and its length so far.
    @usableFromInline var run: UnsafeMutablePointer<UInt32>
    @usableFromInline var following: UInt32 = 0
    @usableFromInline var length: UInt32 = 0

    /// More terms than this are left to another node.
    @inlinable
    static var largest: Int { 1 << 9 }

    /// A node for up to `capacity` operands.
    @inlinable
    init(_ tape: TapeIdentity, capacity: Int) {
        header = tape.recording()
        let bytes = TapeNode<Base>.wideBytes(capacity, runs: capacity)
        start = header.next(bytes)
        coefficient = start.assumingMemoryBound(to: Base.self)
        runs = (start + capacity * TapeNode<Base>.stride).assumingMemoryBound(to: UInt32.self)
        run = runs
    }

    /// The operand of index `index`. (Index 0 never comes: it is no variable.)
    @inlinable
    @inline(__always)
    mutating func append(_ value: Base, _ index: UInt32) {
        coefficient.initialize(to: value)
        coefficient += 1
        if index != following {
            if length != 0 { endRun() }
            run[0] = index
        }
        length += 1
        following = index + 1
    }

    @inlinable
    @inline(__always)
    mutating func endRun() {
        run[1] = length
        run += 2
        length = 0
    }

    /// The operands of `x`, if it isn't constant, where the sum's derivative with respect to `x` is `partial`.
    @inlinable
    @inline(__always)
    mutating func append(_ partial: Base, _ x: Variable<Base>) {
        if x.isConstant { return }
        append(Base._chain(partial, x.coefficient0), x.operands.first)
        if !x.operands.isSingle { append(Base._chain(partial, x.coefficient1), x.operands.second) }
    }

    /// Ends the node and returns its index.
    @inlinable
    mutating func finish() -> UInt32 {
        endRun()
        let count = UnsafeMutableRawPointer(coefficient) - start
        let (coefficients, runCount) = (count / TapeNode<Base>.stride, (run - runs) / 2)
        let bytes = TapeNode<Base>.wideBytes(coefficients, runs: runCount)
        let end = start + bytes
        (end - 8 - 8 * runCount).copyMemory(from: runs, byteCount: 8 * runCount)
        (end - 8).storeBytes(of: UInt32(truncatingIfNeeded: runCount), as: UInt32.self)
        (end - 4).storeBytes(of: TapeNode<Base>.wide | UInt32(truncatingIfNeeded: coefficients), as: UInt32.self)
        header.pointee.cursor = end
        return header.pointee.newest
    }
}
