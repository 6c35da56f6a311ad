import AutodiffCore

extension Variable {
    /// log(Σ e^xᵢ) as a wide node, whose coefficients are the softmax.
    @inlinable
    public static func _logSumExp(_ x: [Variable], largest k: Int) -> Variable {
        let tape = commonTape(x)
        if tape.isNone { return Variable(constant: Base._logSumExp(x.map(\.value), largest: k)) }
        // The operations of the loop, on the base, each with its derivative.
        let shift = x[k].primal
        var partials: [Base] = []
        partials.reserveCapacity(x.count)
        let largest = Base._valueAndDerivative(of: Rules.Expm1(), at: Base._add(x[k].value, constant: -shift))
        var total = largest.value
        for i in x.indices {
            if i == k {
                partials.append(largest.derivative)
            } else {
                let term = exp(Base._add(x[i].value, constant: -shift))
                total += term
                partials.append(term)
            }
        }
        let (value, derivative) = Base._valueAndDerivative(of: Rules.Log1p(), at: total)
        for i in partials.indices { partials[i] *= derivative }
        return linear(Base._add(value, constant: shift), partials[...], x, tape)
    }

    /// The shares e^xᵢ / Σ e^xⱼ as a block: with shares y, x̄ᵢ = yᵢ (dᵢ - Σⱼ dⱼ yⱼ), where d = ȳ - ȳₖ. Any k will do; for the
    /// largest share the sum is one of small terms, and nothing cancels as that share goes to 1.
    @inlinable
    public static func _softmax(_ x: [Variable]) -> [Variable] {
        let shares = Base._softmax(x.map(\.value))
        if let share = shares.first, share.primal.isNaN { return undefinedShares(x) }
        let tape = commonTape(x)
        if tape.isNone { return shares.map { Variable(constant: $0) } }
        let operands = BlockOperands(x)
        let k = shares.indices.max { shares[$0] < shares[$1] } ?? 0
        return recordBlock(shares, tape) { cotangent, adjoints in
            let weights = pulledBack(shares.indices.map { cotangent[$0] }) { cotangent in
                let differences = shares.indices.map { cotangent[$0] - cotangent[k] }
                var mean = Base.zero
                for i in shares.indices { mean += Base._chain(differences[i], shares[i]) }
                return shares.indices.map { Base._chain(differences[$0] - mean, shares[$0]) }
            }
            operands.add(weights, to: adjoints)
        }
    }
}
