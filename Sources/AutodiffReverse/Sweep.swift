import AutodiffCore
import _AutodiffShims

extension Tape {
    /// The adjoints of all inputs, given those of the outputs, which `seed` adds: one pass backwards over the nodes,
    /// without recursion. `body` gets them, by index; those of nodes are what the sweep has left there.
    @inlinable
    func sweep<Result>(
        seed: (UnsafeMutablePointer<Base>) -> Void, _ body: (UnsafeMutablePointer<Base>) -> Result
    ) -> Result {
        let count = Int(header.pointee.newest) + 1
        let adjoints = UnsafeMutablePointer<Base>.allocate(capacity: count)
        adjoints.initialize(repeating: .zero, count: count)
        defer {
            adjoints.deinitialize(count: count)
            adjoints.deallocate()
        }
        Tape.sweep(header, adjoints, seed: seed)
        return body(adjoints)
    }

    /// Seeds the adjoints, which are zero, and sweeps. If a 0 · ∞ may have been taken for nan on the way, it is done again
    /// with care: a coefficient that is zero hands nothing on, whatever the adjoint.
    @inlinable
    static func sweep(
        _ header: UnsafeMutablePointer<TapeHeader>, _ adjoints: UnsafeMutablePointer<Base>,
        seed: (UnsafeMutablePointer<Base>) -> Void
    ) {
        seed(adjoints)
        if Base.mayHideZero(.zero) {
            sweepWithCare(header, adjoints)
            return
        }
        sweepPlainly(header, adjoints)
        let inputs = Int(header.pointee.inputs)
        // A nan spreads to every input that it can reach. (Counted, so that it is done in vectors.)
        var hidden = 0
        for i in 0..<inputs { hidden &+= Base.mayHideZero(adjoints[i + 1]) ? 1 : 0 }
        if hidden > 0 {
            adjoints.update(repeating: .zero, count: Int(header.pointee.newest) + 1)
            seed(adjoints)
            sweepWithCare(header, adjoints)
        }
    }

    @inlinable
    @inline(never)
    static func sweepPlainly(_ header: UnsafeMutablePointer<TapeHeader>, _ adjoints: UnsafeMutablePointer<Base>) {
        sweep(header, adjoints) { coefficient, adjoint in coefficient * adjoint }
    }

    @inlinable
    @inline(never)
    static func sweepWithCare(_ header: UnsafeMutablePointer<TapeHeader>, _ adjoints: UnsafeMutablePointer<Base>) {
        sweep(header, adjoints) { coefficient, adjoint in Base.chain(adjoint, coefficient) }
    }

    /// Hands each node's adjoint on to its operands, newest node first.
    @inlinable
    @inline(__always)
    static func sweep(
        _ header: UnsafeMutablePointer<TapeHeader>, _ adjoints: UnsafeMutablePointer<Base>,
        product: (_ coefficient: Base, _ adjoint: Base) -> Base
    ) {
        guard var chunk = header.pointee.chunk else { return }
        var index = Int(header.pointee.newest)
        var end = header.pointee.cursor
        // What a node hands to the one before it stays in a register: through memory it would take twice as long.
        var linked = Base.zero
        while true {
            let start = chunk.pointee.first
            while end > start {
                let adjoint = adjoints[index] + linked
                index -= 1
                autodiffPrefetch(end - 2048)
                let last = (end - 4).load(as: UInt32.self)
                if last < TapeNode<Base>.link {
                    end -= TapeNode<Base>.fullBytes
                    linked = adjoint.isZero ? .zero : sweepFull(end, adjoint, adjoints, before: index, product)
                } else if last < TapeNode<Base>.wide {
                    end -= TapeNode<Base>.linkBytes
                    linked = adjoint
                    if !adjoint.isZero { sweepLink(end, adjoint, adjoints, product) }
                } else {
                    linked = .zero
                    (end, index) = sweepWide(end, adjoint, index, adjoints, product)
                }
            }
            guard let previous = chunk.pointee.previous else { break }
            chunk = previous
            end = chunk.pointee.end
        }
        adjoints[index] += linked
    }

    /// Returns what the first operand gets, if that is the node `before`.
    @inlinable
    @inline(__always)
    static func sweepFull(
        _ node: UnsafeMutableRawPointer, _ adjoint: Base, _ adjoints: UnsafeMutablePointer<Base>, before: Int,
        _ product: (Base, Base) -> Base
    ) -> Base {
        let coefficients = node.assumingMemoryBound(to: Base.self)
        let operands = (node + (TapeNode<Base>.fullBytes - 16)).assumingMemoryBound(to: UInt32.self)
        adjoints[Int(operands[1])] += product(coefficients[1], adjoint)
        adjoints[Int(operands[2])] += product(coefficients[2], adjoint)
        adjoints[Int(operands[3])] += product(coefficients[3], adjoint)
        if Int(operands[0]) == before { return product(coefficients[0], adjoint) }
        adjoints[Int(operands[0])] += product(coefficients[0], adjoint)
        return .zero
    }

    @inlinable
    @inline(__always)
    static func sweepLink(
        _ node: UnsafeMutableRawPointer, _ adjoint: Base, _ adjoints: UnsafeMutablePointer<Base>,
        _ product: (Base, Base) -> Base
    ) {
        let coefficients = node.assumingMemoryBound(to: Base.self)
        let operands = (node + (TapeNode<Base>.linkBytes - 8)).assumingMemoryBound(to: UInt32.self)
        adjoints[Int(operands[0])] += product(coefficients[0], adjoint)
        adjoints[Int(operands[1] & TapeNode<Base>.payload)] += product(coefficients[1], adjoint)
    }

    /// A wide node or a block, of which `before` + 1 is the last output. Returns its start and the index before its first
    /// output.
    @inlinable
    static func sweepWide(
        _ end: UnsafeMutableRawPointer, _ adjoint: Base, _ before: Int, _ adjoints: UnsafeMutablePointer<Base>,
        _ product: (Base, Base) -> Base
    ) -> (start: UnsafeMutableRawPointer, index: Int) {
        if (end - 4).load(as: UInt32.self) == TapeNode<Base>.block {
            return sweepBlock(end, adjoint, before, adjoints)
        }
        let (bytes, runs, runCount, _) = TapeNode<Base>.wideShape(endingAt: end)
        let node = end - bytes
        if adjoint.isZero { return (node, before) }
        var coefficients = node.assumingMemoryBound(to: Base.self)
        for run in 0..<runCount {
            let operands = adjoints + Int(runs[2 * run])
            let count = Int(runs[2 * run + 1])
            for k in 0..<count { operands[k] += product(coefficients[k], adjoint) }
            coefficients += count
        }
        return (node, before)
    }

    @inlinable
    @inline(never)
    static func sweepBlock(
        _ end: UnsafeMutableRawPointer, _ adjoint: Base, _ before: Int, _ adjoints: UnsafeMutablePointer<Base>
    ) -> (start: UnsafeMutableRawPointer, index: Int) {
        let count = Int((end - 8).load(as: UInt32.self))
        let first = before + 2 - count
        var cotangent = Array(UnsafeBufferPointer(start: adjoints + first, count: count))
        cotangent[count - 1] = adjoint
        if !cotangent.allSatisfy(\.isZero) {
            TapeNode<Base>.block(endingAt: end).takeUnretainedValue().pullback(cotangent, adjoints)
        }
        return (end - TapeNode<Base>.blockBytes, first - 1)
    }

    /// ∂output/∂x for each x of `inputs`, by one sweep.
    ///
    /// - Parameters:
    ///   - output: A variable computed on this tape (or a constant, whose derivatives are 0). Traps if it is of another.
    ///   - inputs: Variables made by this tape's `variable` or `variables`. Traps for any other.
    @inlinable
    public func gradient(of output: Variable<Base>, withRespectTo inputs: [Variable<Base>]) -> [Base] {
        pullback([1], from: [output], to: inputs)
    }

    /// The products vᵀ·∂outputs/∂x for each x of `inputs`, by one sweep, where v is `cotangent`.
    ///
    /// - Parameters:
    ///   - cotangent: One weight for each output, or a trap with both numbers.
    ///   - outputs: Variables computed on this tape, or constants.
    ///   - inputs: Variables made by this tape's `variable` or `variables`. Traps for any other.
    @inlinable
    public func pullback(
        _ cotangent: [Base], from outputs: [Variable<Base>], to inputs: [Variable<Base>]
    ) -> [Base] {
        if cotangent.count != outputs.count {
            misuse(count: cotangent.count, of: "the cotangent", expected: outputs.count, "one for each output")
        }
        for output in outputs where !output.isConstant { output.tape.check(identity) }
        for input in inputs {
            if input.isConstant { misuse("a gradient is taken with respect to a tape's variables, not to a constant") }
            input.tape.check(identity)
            if !isInput(input) {
                misuse("a gradient is taken with respect to a tape's own variables, not to results computed from them")
            }
        }
        return sweep { adjoints in
            for (output, weight) in zip(outputs, cotangent) where !weight.isZero { output.seed(adjoints, weight) }
        } _: { adjoints in
            inputs.map { adjoints[Int($0.operands.first)] }
        }
    }
}
