/// log(e^x₀ + e^x₁ + …), without overflow; -∞ for no elements.
///
/// ∂/∂xᵢ = e^(xᵢ - value), the softmax. Edge: an element -∞ has no share; where all are -∞ the value is -∞ and the
/// gradient 0; with an element ∞ the value is the first such element, unless there is a nan.
@inlinable
public func logSumExp<S: RealScalar>(_ x: [S]) -> S {
    guard var k = x.indices.first else { return S(-.infinity) }
    for i in x.indices where x[i] > x[k] { k = i }
    let shift = x[k].primal
    if shift == -.infinity { return S(shift) }
    if shift == .infinity { return x.first { $0.primal.isNaN } ?? x[k] }
    // The largest term is 1, and 1 is what log1p adds: its part of the sum is e^(xₖ - shift) - 1, which is 0 but for
    // its derivatives.
    var total = expm1(x[k] - shift)
    for i in x.indices where i != k { total += exp(x[i] - shift) }
    return log1p(total) + shift
}

/// e^xᵢ / (e^x₀ + e^x₁ + …) for each element, without overflow; no elements for none.
///
/// Where all elements are -∞, or one is ∞, the result is nan.
@inlinable
public func softmax<S: RealScalar>(_ x: [S]) -> [S] {
    guard let first = x.first else { return [] }
    var shift = first.primal
    for element in x where element.primal > shift { shift = element.primal }
    let terms = x.map { exp($0 - shift) }
    let total = sum(terms)
    return terms.map { $0 / total }
}
