import AutodiffCore

extension Tape {
    /// The adjoints of all variables on the tape, given those of the outputs: one pass backwards over the nodes, without
    /// recursion. `body` gets them, by index (0 is a place that absorbs what leads nowhere).
    @inlinable
    func sweep<Result>(
        from outputs: [Variable<Base>], cotangent: [Base], _ body: (UnsafeMutablePointer<Base>) -> Result
    ) -> Result {
        let count = variableCount + 1
        let adjoints = UnsafeMutablePointer<Base>.allocate(capacity: count)
        adjoints.initialize(repeating: .zero, count: count)
        defer {
            adjoints.deinitialize(count: count)
            adjoints.deallocate()
        }
        for (output, weight) in zip(outputs, cotangent) where !output.isConstant && !weight.isZero {
            output.tape.check(identity)
            adjoints[Int(output.operand0)] += output.coefficient0 * weight
            if output.operand1 != 0 { adjoints[Int(output.operand1)] += output.coefficient1 * weight }
        }
        Tape.sweep(header, adjoints)
        return body(adjoints)
    }

    /// Hands each node's adjoint on to its operands, newest node first.
    @inlinable
    static func sweep(_ header: UnsafeMutablePointer<TapeHeader>, _ adjoints: UnsafeMutablePointer<Base>) {
        guard let newest = header.pointee.chunk else { return }
        var node = Int(header.pointee.newest)
        var chunk = newest
        var coefficient = header.pointee.coefficients.assumingMemoryBound(to: Base.self)
        var operand = header.pointee.operands
        while true {
            let start = chunk.pointee.operands
            while operand > start {
                operand -= 1
                let count = Int(operand.pointee)
                operand -= count
                coefficient -= count
                let adjoint = adjoints[node]
                node -= 1
                if adjoint.isZero { continue }
                for k in 0..<count { adjoints[Int(operand[k])] += coefficient[k] * adjoint }
            }
            guard let previous = chunk.pointee.previous else { return }
            chunk = previous
            coefficient = chunk.pointee.coefficientsEnd.assumingMemoryBound(to: Base.self)
            operand = chunk.pointee.operandsEnd
        }
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
            if input.operand1 != 0 || input.coefficient0 - 1 != 0 {
                misuse("a gradient is taken with respect to a tape's own variables, not to results computed from them")
            }
        }
        return sweep(from: outputs, cotangent: cotangent) { adjoints in
            inputs.map { adjoints[Int($0.operand0)] }
        }
    }
}
