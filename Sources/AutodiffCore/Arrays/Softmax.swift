/// log(e^x₀ + e^x₁ + …), without overflow; -∞ for no elements.
///
/// ∂/∂xᵢ = e^(xᵢ - value), the softmax. Edge: an element -∞ has no share; where all are -∞ the value is -∞ and the
/// gradient 0; with an element ∞ the value is the first such element. With a nan anywhere value and gradient are nan.
///
/// Cost: n exponentials. In reverse mode one entry of n operands.
@inlinable
public func logSumExp<S: RealScalar>(_ x: [S]) -> S.Itself { S._logSumExp(x) }

/// e^xᵢ / (e^x₀ + e^x₁ + …) for each element, without overflow; no elements for none.
///
/// ∂yᵢ/∂xⱼ = yᵢ (δᵢⱼ - yⱼ) for shares y. Edge: an element -∞ has the share 0; where all are -∞, or one is ∞ or nan, all shares
/// and all their derivatives are nan.
///
/// Cost: n exponentials. In reverse mode the whole is one entry, whose sweep takes two passes over the n elements.
@inlinable
public func softmax<S: RealScalar>(_ x: [S]) -> [S] { S._softmax(x) }

extension RealScalar {
    /// Whether this is -∞: an element that has no share.
    @inlinable
    var isMasked: Bool { primal == -.infinity }

    /// The logarithm of the sum, by the largest element.
    @inlinable
    public static func _logSumExp(_ x: [Self]) -> Self {
        guard var k = x.indices.first else { return Self(-.infinity) }
        for i in x.indices where x[i] > x[k] { k = i }
        if x[k].primal.isFinite {
            // A term that is 0 has no slope, though x may be -∞ with an infinite slope: a mask that is multiplied.
            if x.contains(where: \.isMasked) && !x.contains(where: \.primal.isNaN) {
                return _logSumExp(x.filter { !$0.isMasked })
            }
            let value = _logSumExp(x, largest: k)
            if !value.primal.isNaN { return value }
        } else if !x.contains(where: \.primal.isNaN) {
            // (The search for the largest element passes over a nan, as no comparison with it holds.)
            return x[k] > 0 ? x[k] : Self(-.infinity)
        }
        return undefined(_sum(x[...]))
    }

    /// The logarithm of the sum, term by term.
    @inlinable
    public static func _logSumExp(_ x: [Self], largest k: Int) -> Self {
        let shift = x[k].primal
        // The largest term, e^(xₖ - shift), is 1, and log1p adds the 1 by itself. So this term enters the sum as
        // e^(xₖ - shift) - 1: the number 0, with the derivatives of the term.
        var total = expm1(x[k] - shift)
        for i in x.indices where i != k { total += exp(x[i] - shift) }
        return log1p(total) + shift
    }

    /// The shares, one by one.
    @inlinable
    public static func _softmax(_ x: [Self]) -> [Self] {
        guard var k = x.indices.first else { return [] }
        for i in x.indices where x[i] > x[k] { k = i }
        // The largest term, e^(xₖ - xₖ), is the constant 1. As a function of xₖ it would add two terms to the slope of its
        // share that cancel, and leave rounding errors where the share is near 1.
        // A term that is 0 has no slope, whatever slope x has.
        let isFinite = x[k].primal.isFinite
        var terms = x.map { isFinite && $0.isMasked ? Self(0) : exp($0 - x[k]) }
        if isFinite { terms[k] = 1 }
        let total = _sum(terms[...])
        if total.primal.isNaN { return undefinedShares(x) }
        for i in terms.indices { terms[i] /= total }
        return terms
    }
}

/// Shares that are nan, and so is each of their derivatives.
@inlinable
package func undefinedShares<S: RealScalar>(_ x: [S]) -> [S] { [S](repeating: undefined(sum(x)), count: x.count) }
