import AutodiffCore

extension Tape {
    /// ∂output/∂x for each x of `inputs`, by one sweep.
    ///
    /// - Parameters:
    ///   - output: A variable computed on this tape (or a constant, whose derivatives are 0). Traps if it is of another.
    ///   - inputs: Variables made by this tape's `variable` or `variables`. Traps for constants, for results (but x + c, which
    ///     stands for x), and for variables of another tape.
    @inlinable
    public func gradient(of output: Variable<Base>, withRespectTo inputs: [Variable<Base>]) -> [Base] {
        pullback([1], from: [output], to: inputs)
    }

    /// The products vᵀ·∂outputs/∂x for each x of `inputs`, by one sweep, where v is `cotangent`.
    ///
    /// - Parameters:
    ///   - cotangent: One weight for each output, or a trap with both numbers.
    ///   - outputs: Variables computed on this tape, or constants.
    ///   - inputs: Variables made by this tape's `variable` or `variables`. Traps for constants, for results (but x + c, which
    ///     stands for x), and for variables of another tape.
    @inlinable
    public func pullback(
        _ cotangent: [Base], from outputs: [Variable<Base>], to inputs: [Variable<Base>]
    ) -> [Base] {
        pullback([cotangent], from: outputs, to: inputs)[0]
    }

    /// The products vᵀ·∂outputs/∂x for each x of `inputs` and each v of `cotangents`.
    ///
    /// Each product has the bits of a pullback of its own. Cost: a sweep for each cotangent; over `Double` one sweep for
    /// eight of them, and narrower ones for those left over.
    ///
    /// - Parameters:
    ///   - cotangents: One weight for each output in each of them, or a trap with both numbers.
    ///   - outputs: Variables computed on this tape, or constants.
    ///   - inputs: Variables made by this tape's `variable` or `variables`. Traps for constants, for results (but x + c, which
    ///     stands for x), and for variables of another tape.
    @inlinable
    public func pullback(
        _ cotangents: [[Base]], from outputs: [Variable<Base>], to inputs: [Variable<Base>]
    ) -> [[Base]] {
        for (k, cotangent) in cotangents.enumerated() where cotangent.count != outputs.count {
            let name = cotangents.count == 1 ? "the cotangent" : "cotangent \(k)"
            misuse(count: cotangent.count, of: name, expected: outputs.count, "one for each output")
        }
        for output in outputs where !output.isConstant { output.tape.check(identity) }
        for input in inputs {
            if input.isConstant { misuse("a gradient is taken with respect to a tape's variables, not to a constant") }
            input.tape.check(identity)
            if !isInput(input) {
                misuse("a gradient is taken with respect to a tape's own variables, not to results computed from them")
            }
        }
        var memory = AdjointMemory()
        var products: [[Base]] = []
        products.reserveCapacity(cotangents.count)
        sweep(cotangents: cotangents.count, in: &memory) { k, adjoints in
            for (output, weight) in zip(outputs, cotangents[k]) where !weight._isZero { output.seed(adjoints, weight) }
        } read: { _, adjoints in
            products.append(inputs.map { adjoints[Int($0.operands.first)] })
        }
        return products
    }
}
