import AutodiffCore
import _AutodiffShims

extension Tape {
    /// Sweeps back as many cotangents at once as `arithmetic` has lanes: one pass backwards over the nodes, without
    /// recursion. `seed` adds those of the outputs, lane by lane, in the first `count` lanes; `read` gets the adjoints that
    /// they lead to: those of inputs by index, and where nodes have been, what the sweep has left there.
    @inlinable
    static func sweep<A: SweepArithmetic>(
        _ arithmetic: A.Type, _ header: UnsafeMutablePointer<TapeHeader>, _ count: Int = 1,
        in memory: inout AdjointMemory, seed: (_ lane: Int, AdjointLane<Base>) -> Void,
        read: (_ lane: Int, AdjointLane<Base>) -> Void
    ) where A.Base == Base {
        let numbers = (Int(header.pointee.newest) + 1) * A.lanes
        let adjoints = memory.reserve(numbers, of: Base.self)
        adjoints.initialize(repeating: .zero, count: numbers)
        sweep(arithmetic, header, adjoints) {
            for lane in 0..<count { seed(lane, AdjointLane(adjoints, lane, of: A.lanes)) }
        }
        for lane in 0..<count { read(lane, AdjointLane(adjoints, lane, of: A.lanes)) }
        adjoints.deinitialize(count: numbers)
    }

    /// Seeds the adjoints, which are zero, and sweeps. If a 0 · ∞ may have been taken for nan on the way, it is done again
    /// with care: a coefficient that is zero hands nothing on, whatever the adjoint.
    @inlinable
    static func sweep<A: SweepArithmetic>(
        _ arithmetic: A.Type, _ header: UnsafeMutablePointer<TapeHeader>, _ adjoints: UnsafeMutablePointer<Base>,
        seed: () -> Void
    ) where A.Base == Base {
        seed()
        if A.mayHideZero(A.zero) {
            sweepWithCare(arithmetic, header, adjoints)
            return
        }
        sweepPlainly(arithmetic, header, adjoints)
        let inputs = Int(header.pointee.inputs)
        // A nan spreads to every input that it can reach, and from one made later to index 0. (Counted, so that it is done
        // in vectors.)
        var hidden = 0
        var i = 0
        while i <= inputs {
            hidden &+= A.mayHideZero(A.load(adjoints, i)) ? 1 : 0
            i &+= 1
        }
        if hidden > 0 {
            adjoints.update(repeating: .zero, count: (Int(header.pointee.newest) + 1) * A.lanes)
            seed()
            sweepWithCare(arithmetic, header, adjoints)
        }
    }

    @inlinable
    @inline(never)
    static func sweepPlainly<A: SweepArithmetic>(
        _ arithmetic: A.Type, _ header: UnsafeMutablePointer<TapeHeader>, _ adjoints: UnsafeMutablePointer<Base>
    ) where A.Base == Base {
        sweep(arithmetic, header, adjoints) { coefficient, adjoint in A.multiply(coefficient, adjoint) }
    }

    @inlinable
    @inline(never)
    static func sweepWithCare<A: SweepArithmetic>(
        _ arithmetic: A.Type, _ header: UnsafeMutablePointer<TapeHeader>, _ adjoints: UnsafeMutablePointer<Base>
    ) where A.Base == Base {
        sweep(arithmetic, header, adjoints) { coefficient, adjoint in A.multiplyWithCare(coefficient, adjoint) }
    }

    /// Hands each node's adjoint on to its operands, newest node first.
    @inlinable
    @inline(__always)
    static func sweep<A: SweepArithmetic>(
        _ arithmetic: A.Type, _ header: UnsafeMutablePointer<TapeHeader>, _ adjoints: UnsafeMutablePointer<Base>,
        product: (_ coefficient: Base, _ adjoint: A.Adjoint) -> A.Adjoint
    ) where A.Base == Base {
        guard var chunk = header.pointee.chunk else { return }
        var index = Int(header.pointee.newest)
        var end = header.pointee.cursor
        // What a node hands to the one before it stays in a register: through memory it would take twice as long.
        var linked = A.zero
        while true {
            let start = chunk.pointee.first
            while end > start {
                let adjoint = A.sum(A.load(adjoints, index), linked)
                // (Unchecked: there are as many indices as nodes.)
                index &-= 1
                // A tape that doesn't fit in the cache is read as it comes. The address may lie before the chunk: asking for
                // memory that isn't there does nothing.
                autodiffPrefetch(end - 2048)
                let last = TapeNode<Base>.lastWord(end)
                if last < TapeNode<Base>.link {
                    end -= TapeNode<Base>.fullBytes
                    linked =
                        A.isZero(adjoint)
                        ? A.zero : sweepFull(arithmetic, end, adjoint, adjoints, before: index, product)
                } else if last < TapeNode<Base>.wide {
                    end -= TapeNode<Base>.linkBytes
                    linked = adjoint
                    if !A.isZero(adjoint) { sweepLink(arithmetic, end, adjoint, adjoints, product) }
                } else {
                    linked = A.zero
                    (end, index) = sweepWide(arithmetic, end, adjoint, index, adjoints, product)
                }
            }
            guard let previous = chunk.pointee.previous else { break }
            chunk = previous
            end = chunk.pointee.end
        }
        if index != Int(header.pointee.inputs) { Recording.writtenByTwoThreads() }
        A.add(linked, to: adjoints, index)
    }

    /// Returns what the first operand gets, if that is the node `before`.
    @inlinable
    @inline(__always)
    static func sweepFull<A: SweepArithmetic>(
        _ arithmetic: A.Type, _ node: UnsafeMutableRawPointer, _ adjoint: A.Adjoint,
        _ adjoints: UnsafeMutablePointer<Base>, before: Int, _ product: (Base, A.Adjoint) -> A.Adjoint
    ) -> A.Adjoint where A.Base == Base {
        let coefficients = TapeNode<Base>.coefficients(node)
        A.add(product(coefficients[1], adjoint), to: adjoints, TapeNode<Base>.fullOperand(1, node))
        A.add(product(coefficients[2], adjoint), to: adjoints, TapeNode<Base>.fullOperand(2, node))
        A.add(product(coefficients[3], adjoint), to: adjoints, TapeNode<Base>.fullOperand(3, node))
        let first = TapeNode<Base>.fullOperand(0, node)
        if first == before { return product(coefficients[0], adjoint) }
        A.add(product(coefficients[0], adjoint), to: adjoints, first)
        return A.zero
    }

    @inlinable
    @inline(__always)
    static func sweepLink<A: SweepArithmetic>(
        _ arithmetic: A.Type, _ node: UnsafeMutableRawPointer, _ adjoint: A.Adjoint,
        _ adjoints: UnsafeMutablePointer<Base>, _ product: (Base, A.Adjoint) -> A.Adjoint
    ) where A.Base == Base {
        let coefficients = TapeNode<Base>.coefficients(node)
        A.add(product(coefficients[0], adjoint), to: adjoints, TapeNode<Base>.linkFirst(node))
        A.add(product(coefficients[1], adjoint), to: adjoints, TapeNode<Base>.linkSecond(node))
    }

    /// A wide node or a block, of which `before` + 1 is the last output. Returns its start and the index before its first
    /// output.
    @inlinable
    static func sweepWide<A: SweepArithmetic>(
        _ arithmetic: A.Type, _ end: UnsafeMutableRawPointer, _ adjoint: A.Adjoint, _ before: Int,
        _ adjoints: UnsafeMutablePointer<Base>, _ product: (Base, A.Adjoint) -> A.Adjoint
    ) -> (start: UnsafeMutableRawPointer, index: Int) where A.Base == Base {
        if TapeNode<Base>.lastWord(end) == TapeNode<Base>.block {
            return sweepBlock(arithmetic, end, adjoint, before, adjoints)
        }
        let (bytes, runs, runCount, _) = TapeNode<Base>.wideShape(endingAt: end)
        let node = end - bytes
        if A.isZero(adjoint) { return (node, before) }
        var coefficients = TapeNode<Base>.coefficients(node)
        for k in 0..<runCount {
            let (first, count) = TapeNode<Base>.run(at: runs + 8 * k)
            let operands = adjoints + first * A.lanes
            for i in 0..<count { A.add(product(coefficients[i], adjoint), to: operands, i) }
            coefficients += count
        }
        return (node, before)
    }

    /// Pulls back one cotangent after the other.
    @inlinable
    @inline(never)
    static func sweepBlock<A: SweepArithmetic>(
        _ arithmetic: A.Type, _ end: UnsafeMutableRawPointer, _ adjoint: A.Adjoint, _ before: Int,
        _ adjoints: UnsafeMutablePointer<Base>
    ) -> (start: UnsafeMutableRawPointer, index: Int) where A.Base == Base {
        let (block, count) = TapeNode<Base>.block(endingAt: end)
        let first = before + 2 - count
        A.store(adjoint, to: adjoints, before + 1)
        for lane in 0..<A.lanes {
            let adjoints = AdjointLane<Base>(adjoints, lane, of: A.lanes)
            let cotangent = AdjointLane(adjoints, from: first)
            if (0..<count).contains(where: { !cotangent[$0]._isZero }) {
                block.pointee.pullback(cotangent, adjoints)
            }
        }
        return (end - TapeNode<Base>.blockBytes, first - 1)
    }
}
