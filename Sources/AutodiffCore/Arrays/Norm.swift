/// The Euclidean norm √(x₀² + x₁² + …), without overflow or underflow; 0 for no elements.
///
/// ∂/∂xᵢ = xᵢ/norm. Edge: 0, a subgradient, where all elements are 0, with second derivatives that are nan; with an infinite
/// element the norm is ∞ and its gradient nan or 0.
///
/// Cost: that of a `dot`, where no square of an element is near the ends of the scalar's range.
@inlinable
public func norm<S: RealScalar>(_ x: [S]) -> S.Itself {
    let square = dot(x, x)
    if square > 1e-24 && square < 1e30 { return sqrt(square) }
    // The range above is safe in single precision too. In double precision squares are safe far beyond it; 2⁻⁵⁰⁰ is 0 on a
    // scalar of single precision.
    if square > 1e-280 && square < 1e300 && S(0x1p-500).primal != 0 { return sqrt(square) }
    let largest = largestMagnitude(x)
    if x.isEmpty { return 0 }
    if largest == 0 { return S._normAtZero(x) }
    return largest.isFinite ? normByRule(x) : sqrt(square)
}

/// The norm by a rule of its own; see ``EuclideanNorm``.
@inlinable
package func normByRule<S: RealScalar>(_ x: [S]) -> S { S.apply(EuclideanNorm(), to: x)[0] }

/// The norm where squares overflow, or vanish, or lose digits, and at the origin.
///
/// It is a rule, and not a formula on scaled elements: the scale, up to 2¹⁰⁷⁴, would multiply tangents and adjoints, and
/// overflow in their products where the derivatives don't. In the ratios xᵢ/norm it is as large as their derivatives.
@frozen
@usableFromInline
struct EuclideanNorm: VectorRule {
    @inlinable
    init() {}

    @inlinable
    func value(_ x: [Double]) -> [Double] {
        if largestMagnitude(x) == 0 { return [0] }
        let scale = rootOfScale(x)
        let scaled = x.map { $0 * scale * scale }
        return [dot(scaled, scaled).squareRoot() / scale / scale]
    }

    @inlinable
    func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] {
        ratios(x).map { S._chain($0, cotangent[0]) }
    }

    @inlinable
    func pushforward<S: RealScalar>(_ tangent: [S], at x: [S], value: [S]) -> [S] {
        let ratios = ratios(x)
        var total: S = 0
        for i in x.indices { total += S._chain(ratios[i], tangent[i]) }
        return [total]
    }

    /// xᵢ/norm, from elements whose squares are ordinary numbers; by convention 0 where all are 0.
    @inlinable
    func ratios<S: RealScalar>(_ x: [S]) -> [S] {
        if largestMagnitude(x) == 0 {
            return [S](repeating: conventionalZero(of: x), count: x.count)
        }
        let scale = rootOfScale(x)
        let scaled = x.map { $0 * scale * scale }
        let length = sqrt(dot(scaled, scaled))
        return scaled.map { $0 / length }
    }

    /// The power of two whose square brings the largest element between ½ and 4. (The square itself may overflow, in single
    /// precision too.)
    @inlinable
    func rootOfScale<S: RealScalar>(_ x: [S]) -> Double {
        Double(sign: .plus, exponent: -largestMagnitude(x).exponent / 2, significand: 1)
    }
}

/// The largest of the elements' magnitudes; nan if one is nan, 0 if there are none.
@inlinable
func largestMagnitude<S: RealScalar>(_ x: [S]) -> Double {
    var largest = 0.0
    for element in x { largest = Double._max(largest, element.primal.magnitude) }
    return largest
}
