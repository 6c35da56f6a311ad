import AutodiffCore

// What is read here has been written by `TapeNode+Writing` or `WideNode`: coefficients are initialised and their memory is
// bound to `Base`; indices are loaded as raw bytes, at multiples of four. `end` is the tape's cursor, a chunk's end or the
// start of the node behind.

extension TapeNode {
    /// The coefficients of the node at `node`.
    @inlinable
    static func coefficients(_ node: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Base> {
        node.assumingMemoryBound(to: Base.self)
    }

    /// Operand number `k` of the full node at `node`.
    @inlinable
    static func fullOperand(_ k: Int, _ node: UnsafeMutableRawPointer) -> Int {
        Int((node + (firstPair + 4 * k)).load(as: UInt32.self))
    }

    /// The operands of the link at `node`, beside the node before it. (One by one: taken together they change the sweep's
    /// loop, which gets longer by an instruction for each link.)
    @inlinable
    static func linkFirst(_ node: UnsafeMutableRawPointer) -> Int { Int((node + linkPair).load(as: UInt32.self)) }

    @inlinable
    static func linkSecond(_ node: UnsafeMutableRawPointer) -> Int {
        Int((node + (linkPair + 4)).load(as: UInt32.self) & payload)
    }

    /// The size of the wide node that ends at `end`, where its runs begin, and the numbers of them and of coefficients.
    @inlinable
    static func wideShape(
        endingAt end: UnsafeMutableRawPointer
    ) -> (bytes: Int, runs: UnsafeMutableRawPointer, runCount: Int, coefficients: Int) {
        let count = Int(lastWord(end) & payload)
        let runCount = Int(wordBeforeLast(end))
        return (wideBytes(count, runs: runCount), runs(runCount, endingAt: end), runCount, count)
    }

    /// The first index and the length of the run at `run`.
    @inlinable
    static func run(at run: UnsafeMutableRawPointer) -> (first: Int, count: Int) {
        (Int(run.load(as: UInt32.self)), Int((run + 4).load(as: UInt32.self)))
    }

    /// The block that ends at `end`, and the number of its outputs.
    @inlinable
    static func block(
        endingAt end: UnsafeMutableRawPointer
    ) -> (block: UnsafeMutablePointer<TapeBlock<Base>>, outputs: Int) {
        ((end - blockBytes).assumingMemoryBound(to: TapeBlock<Base>.self), Int(wordBeforeLast(end)))
    }

    /// Ends the life of the coefficients and of the blocks between `start` and `end`; nothing to do for trivial
    /// coefficients without blocks.
    @inlinable
    static func deinitialize(
        from start: UnsafeMutableRawPointer, to end: UnsafeMutableRawPointer, hasBlocks: Bool
    ) {
        if _isPOD(Base.self) && !hasBlocks { return }
        var end = end
        while end > start {
            let (count, bytes) = shape(endingAt: end)
            if lastWord(end) == block { block(endingAt: end).block.deinitialize(count: 1) }
            end -= bytes
            coefficients(end).deinitialize(count: count)
        }
    }

    /// The number of coefficients, and the size, of the node that ends at `end`.
    @inlinable
    static func shape(endingAt end: UnsafeMutableRawPointer) -> (coefficients: Int, bytes: Int) {
        let last = lastWord(end)
        if last < link { return (4, fullBytes) }
        if last < wide { return (2, linkBytes) }
        if last == block { return (0, blockBytes) }
        let wide = wideShape(endingAt: end)
        return (wide.coefficients, wide.bytes)
    }
}
