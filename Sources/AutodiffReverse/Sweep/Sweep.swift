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
        let variables = Int(header.pointee.newest) + 1
        let adjoints = memory.reserve(variables, of: A.Adjoint.self)
        adjoints.initialize(repeating: A.zero, count: variables)
        sweep(arithmetic, header, adjoints) {
            for lane in 0..<count { seed(lane, AdjointLane(adjoints, lane, of: A.lanes)) }
        }
        for lane in 0..<count { read(lane, AdjointLane(adjoints, lane, of: A.lanes)) }
        adjoints.deinitialize(count: variables)
    }

    /// Seeds the adjoints, which are zero, and sweeps. If a 0 · ∞ may have been taken for nan on the way, it is done again
    /// with care: a coefficient that is zero hands nothing on, whatever the adjoint.
    @inlinable
    static func sweep<A: SweepArithmetic>(
        _ arithmetic: A.Type, _ header: UnsafeMutablePointer<TapeHeader>, _ adjoints: UnsafeMutablePointer<A.Adjoint>,
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
            hidden &+= A.mayHideZero(adjoints[i]) ? 1 : 0
            i &+= 1
        }
        if hidden > 0 {
            adjoints.update(repeating: A.zero, count: Int(header.pointee.newest) + 1)
            seed()
            sweepWithCare(arithmetic, header, adjoints)
        }
    }

    @inlinable
    @inline(never)
    static func sweepPlainly<A: SweepArithmetic>(
        _ arithmetic: A.Type, _ header: UnsafeMutablePointer<TapeHeader>, _ adjoints: UnsafeMutablePointer<A.Adjoint>
    ) where A.Base == Base {
        sweep(arithmetic, header, adjoints) { coefficient, adjoint in A.multiply(coefficient, adjoint) }
    }

    @inlinable
    @inline(never)
    static func sweepWithCare<A: SweepArithmetic>(
        _ arithmetic: A.Type, _ header: UnsafeMutablePointer<TapeHeader>, _ adjoints: UnsafeMutablePointer<A.Adjoint>
    ) where A.Base == Base {
        sweep(arithmetic, header, adjoints) { coefficient, adjoint in A.multiplyWithCare(coefficient, adjoint) }
    }

    /// Hands each node's adjoint on to its operands, newest node first.
    @inlinable
    @inline(__always)
    static func sweep<A: SweepArithmetic>(
        _ arithmetic: A.Type, _ header: UnsafeMutablePointer<TapeHeader>, _ adjoints: UnsafeMutablePointer<A.Adjoint>,
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
                var adjoint = adjoints[index]
                A.add(linked, to: &adjoint)
                index -= 1
                autodiffPrefetch(end - 2048)
                let last = (end - 4).load(as: UInt32.self)
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
        A.add(linked, to: &adjoints[index])
    }

    /// Returns what the first operand gets, if that is the node `before`.
    @inlinable
    @inline(__always)
    static func sweepFull<A: SweepArithmetic>(
        _ arithmetic: A.Type, _ node: UnsafeMutableRawPointer, _ adjoint: A.Adjoint,
        _ adjoints: UnsafeMutablePointer<A.Adjoint>, before: Int, _ product: (Base, A.Adjoint) -> A.Adjoint
    ) -> A.Adjoint {
        let coefficients = node.assumingMemoryBound(to: Base.self)
        let operands = (node + (TapeNode<Base>.fullBytes - 16)).assumingMemoryBound(to: UInt32.self)
        A.add(product(coefficients[1], adjoint), to: &adjoints[Int(operands[1])])
        A.add(product(coefficients[2], adjoint), to: &adjoints[Int(operands[2])])
        A.add(product(coefficients[3], adjoint), to: &adjoints[Int(operands[3])])
        if Int(operands[0]) == before { return product(coefficients[0], adjoint) }
        A.add(product(coefficients[0], adjoint), to: &adjoints[Int(operands[0])])
        return A.zero
    }

    @inlinable
    @inline(__always)
    static func sweepLink<A: SweepArithmetic>(
        _ arithmetic: A.Type, _ node: UnsafeMutableRawPointer, _ adjoint: A.Adjoint,
        _ adjoints: UnsafeMutablePointer<A.Adjoint>, _ product: (Base, A.Adjoint) -> A.Adjoint
    ) {
        let coefficients = node.assumingMemoryBound(to: Base.self)
        let operands = (node + (TapeNode<Base>.linkBytes - 8)).assumingMemoryBound(to: UInt32.self)
        A.add(product(coefficients[0], adjoint), to: &adjoints[Int(operands[0])])
        A.add(product(coefficients[1], adjoint), to: &adjoints[Int(operands[1] & TapeNode<Base>.payload)])
    }

    /// A wide node or a block, of which `before` + 1 is the last output. Returns its start and the index before its first
    /// output.
    @inlinable
    static func sweepWide<A: SweepArithmetic>(
        _ arithmetic: A.Type, _ end: UnsafeMutableRawPointer, _ adjoint: A.Adjoint, _ before: Int,
        _ adjoints: UnsafeMutablePointer<A.Adjoint>, _ product: (Base, A.Adjoint) -> A.Adjoint
    ) -> (start: UnsafeMutableRawPointer, index: Int) where A.Base == Base {
        if (end - 4).load(as: UInt32.self) == TapeNode<Base>.block {
            return sweepBlock(arithmetic, end, adjoint, before, adjoints)
        }
        let (bytes, runs, runCount, _) = TapeNode<Base>.wideShape(endingAt: end)
        let node = end - bytes
        if A.isZero(adjoint) { return (node, before) }
        var coefficients = node.assumingMemoryBound(to: Base.self)
        for run in 0..<runCount {
            let operands = adjoints + Int(runs[2 * run])
            let count = Int(runs[2 * run + 1])
            for k in 0..<count { A.add(product(coefficients[k], adjoint), to: &operands[k]) }
            coefficients += count
        }
        return (node, before)
    }

    /// Pulls back one cotangent after the other.
    @inlinable
    @inline(never)
    static func sweepBlock<A: SweepArithmetic>(
        _ arithmetic: A.Type, _ end: UnsafeMutableRawPointer, _ adjoint: A.Adjoint, _ before: Int,
        _ adjoints: UnsafeMutablePointer<A.Adjoint>
    ) -> (start: UnsafeMutableRawPointer, index: Int) where A.Base == Base {
        let count = Int((end - 8).load(as: UInt32.self))
        let first = before + 2 - count
        adjoints[before + 1] = adjoint
        for lane in 0..<A.lanes {
            let adjoints = AdjointLane<Base>(adjoints, lane, of: A.lanes)
            let cotangent = AdjointLane(adjoints, from: first)
            if (0..<count).contains(where: { !cotangent[$0].isZero }) {
                TapeNode<Base>.block(endingAt: end).pointee.pullback(cotangent, adjoints)
            }
        }
        return (end - TapeNode<Base>.blockBytes, first - 1)
    }
}
