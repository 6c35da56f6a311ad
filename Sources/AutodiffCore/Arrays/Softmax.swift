/// log(e^x₀ + e^x₁ + …), without overflow; -∞ for no elements.
///
/// ∂/∂xᵢ = e^(xᵢ - value), the softmax. Edge: an element -∞ has no share; where all are -∞ the value is -∞ and the
/// gradient 0; with an element ∞ the value is the first such element, unless there is a nan.
///
/// Cost: n exponentials. In reverse mode one entry of n operands.
@inlinable
public func logSumExp<S: RealScalar>(_ x: [S]) -> S {
    guard var k = x.indices.first else { return S(-.infinity) }
    for i in x.indices where x[i] > x[k] { k = i }
    let shift = x[k].primal
    if shift == -.infinity { return S(shift) }
    if shift == .infinity { return x.first { $0.primal.isNaN } ?? x[k] }
    return S._logSumExp(x, largest: k)
}

/// e^xᵢ / (e^x₀ + e^x₁ + …) for each element, without overflow; no elements for none.
///
/// ∂yᵢ/∂xⱼ = yᵢ (δᵢⱼ - yⱼ) for shares y. Edge: an element -∞ has the share 0; where all are -∞, or one is ∞, there are shares
/// that are nan.
///
/// Cost: n exponentials. In reverse mode the whole is one entry, whose sweep takes two passes over the n elements.
@inlinable
public func softmax<S: RealScalar>(_ x: [S]) -> [S] { S._softmax(x) }

extension RealScalar {
    /// The logarithm of the sum, term by term.
    @inlinable
    public static func _logSumExp(_ x: [Self], largest k: Int) -> Self {
        let shift = x[k].primal
        // The largest term is 1, and 1 is what log1p adds: its part of the sum is e^(xₖ - shift) - 1, which is 0 but for
        // its derivatives.
        var total = expm1(x[k] - shift)
        for i in x.indices where i != k { total += exp(x[i] - shift) }
        return log1p(total) + shift
    }

    /// The shares, one by one.
    @inlinable
    public static func _softmax(_ x: [Self]) -> [Self] {
        guard var k = x.indices.first else { return [] }
        for i in x.indices where x[i] > x[k] { k = i }
        // The largest term is 1 with no derivative: if it weren't, a share near 1 would have a slope of two terms that cancel.
        var terms = x.map { exp($0 - x[k]) }
        if x[k].primal.isFinite { terms[k] = 1 }
        let total = _sum(terms[...])
        for i in terms.indices { terms[i] /= total }
        return terms
    }
}
