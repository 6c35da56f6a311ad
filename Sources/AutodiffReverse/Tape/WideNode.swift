import AutodiffCore

/// A wide node that is being written: its operands one by one, on the tape itself.
///
/// The coefficients go to where they stay; the runs wait behind the room for all coefficients, and move up to them at the
/// end. Nothing else may be recorded on the tape meanwhile.
@frozen
@usableFromInline
struct WideNode<Base: RealScalar> {
    @usableFromInline let recording: Recording
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
        recording = tape.recording()
        start = recording.next(TapeNode<Base>.wideBytes(capacity, runs: capacity))
        // There is room for as many coefficients and, in the worst case, runs. Both parts are uninitialised until they are
        // written in order; `finish` moves the runs as raw bytes.
        coefficient = start.bindMemory(to: Base.self, capacity: capacity)
        runs = (start + capacity * TapeNode<Base>.stride).bindMemory(to: UInt32.self, capacity: 2 * capacity)
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
        // (Unchecked: there are fewer than 2^30 variables, and a run has no more of them.)
        length &+= 1
        following = index &+ 1
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

    /// Ends the node and returns its index; nil if it has no operands, and isn't written.
    @inlinable
    mutating func finish() -> UInt32? {
        if length == 0 {
            recording.takeBack(start)
            return nil
        }
        endRun()
        let count = UnsafeMutableRawPointer(coefficient) - start
        let (coefficients, runCount) = (count / TapeNode<Base>.stride, (run - runs) / 2)
        let end = start + TapeNode<Base>.wideBytes(coefficients, runs: runCount)
        // Downwards, to where perhaps runs have been: a copy that may overlap.
        TapeNode<Base>.runs(runCount, endingAt: end).copyMemory(from: runs, byteCount: 8 * runCount)
        TapeNode<Base>.storeLastWords(
            UInt32(truncatingIfNeeded: runCount), TapeNode<Base>.wide | UInt32(truncatingIfNeeded: coefficients),
            endingAt: end)
        recording.header.pointee.cursor = end
        return recording.header.pointee.newest
    }
}
