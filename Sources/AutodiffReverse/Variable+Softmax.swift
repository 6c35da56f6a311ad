import AutodiffCore

extension Variable {
    /// log(Σ e^xᵢ) as a wide node, whose coefficients are the softmax.
    @inlinable
    public static func logSumExp(_ x: ArraySlice<Variable>, largest: Int) -> Variable {
        x.withUnsafeBufferPointer { variables in
            let k = largest - x.startIndex
            let tape = commonTape(variables)
            if tape.isNone { return Variable(constant: Base.logSumExp(variables.map(\.value)[...], largest: k)) }
            // The operations of the loop on the base, each with its derivative.
            let shift = variables[k].primal
            var (total, derivative) = Base.valueAndDerivative(
                of: Rules.Expm1(), at: Base.add(variables[k].value, constant: -shift))
            var partials: [Base] = []
            partials.reserveCapacity(variables.count)
            for i in variables.indices {
                if i == k {
                    partials.append(derivative)
                } else {
                    partials.append(exp(Base.add(variables[i].value, constant: -shift)))
                    total += partials[i]
                }
            }
            var value: Base
            (value, derivative) = Base.valueAndDerivative(of: Rules.Log1p(), at: total)
            value = Base.add(value, constant: shift)
            for i in partials.indices { partials[i] *= derivative }
            return linear(value, partials, variables, tape)
        }
    }

    /// The shares e^xᵢ / Σ e^xⱼ as a block.
    @inlinable
    public static func softmax(_ x: ArraySlice<Variable>) -> [Variable] {
        let tape = x.withUnsafeBufferPointer { commonTape($0) }
        let shares = Base.softmax(x.map(\.value)[...])
        if tape.isNone { return shares.map { Variable(constant: $0) } }
        return outputs(shares, of: SoftmaxBlock(shares, BlockOperands(Array(x))), tape)
    }
}

/// The softmax y of an array on a tape: x̄ᵢ = yᵢ (ȳᵢ - Σⱼ ȳⱼ yⱼ).
@usableFromInline
final class SoftmaxBlock<Base: RealScalar>: TapeBlock<Base> {
    @usableFromInline let shares: [Base]
    @usableFromInline let operands: BlockOperands<Base>

    @inlinable
    init(_ shares: [Base], _ operands: BlockOperands<Base>) {
        self.shares = shares
        self.operands = operands
        super.init()
    }

    @inlinable
    override func pullback(_ cotangent: [Base], _ adjoints: AdjointLane<Base>) {
        var mean = Base.zero
        for (c, share) in zip(cotangent, shares) where !c.isZero { mean += Base.chain(c, share) }
        operands.add(zip(cotangent, shares).map { c, share in Base.chain(c - mean, share) }, to: adjoints)
    }
}
