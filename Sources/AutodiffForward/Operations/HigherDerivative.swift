import AutodiffCore

/// The k-th derivative f⁽ᵏ⁾(x) of a function of one variable, by a Taylor series.
///
///     print(derivative(at: 0.5, order: 3) { x in sin(x) } + cos(0.5))         // 0.0
///
/// It is k! times a coefficient of the series, neither of which needs to be a number that a `Double` can hold: the series is
/// that of t ↦ f(x + 2ᵉ t), for which 2ᵉᵏ is about k!. So the 200th derivative of e^(x/10) is right, too; one that is too large
/// for a `Double` is infinite. Where f isn't smooth, what ``taylor(at:order:of:)`` says holds.
///
/// Cost: one run of `f` on series of k + 1 coefficients, O(k²) an operation; see ``Taylor``.
///
/// - Parameters:
///   - x: The point, a `Double` or (nested) any scalar.
///   - order: The order k: 0 for the value. Traps if it is negative, or above 2²⁴.
///   - f: The function. It is run once, or again where a coefficient is nan.
@inlinable
public func derivative<Base: RealScalar>(
    at x: Base, order: Int, @ResultOf<Taylor<Base>> of f: (Taylor<Base.Itself>) throws -> Taylor<Base.Itself>
) rethrows -> Base {
    let factorial = Factorial(of: order)
    let coefficients = try taylor(at: [x], along: [Base(factorial.scale)], order: order, of: { try f($0[0]) })
    return factorial.times(coefficients[order])
}

/// The k-th derivative of a scalar field of one input, by a Taylor series; see ``derivative(at:order:of:)``.
@inlinable
public func derivative<F: ScalarField, Base: RealScalar>(at x: Base, order: Int, of f: F) -> Base {
    let factorial = Factorial(of: order)
    let coefficients: [Base] = taylor(at: [x], along: [Base(factorial.scale)], order: order, of: f)
    return factorial.times(coefficients[order])
}

/// k! as 2ᵉᵏ · 2ʳ · m with 1 ≤ m < 2 and 0 ≤ r < k. Up to 22! it is exact.
@frozen
@usableFromInline
struct Factorial {
    @usableFromInline
    var significand = 1.0
    @usableFromInline
    var exponent = 0
    @usableFromInline
    let scaleExponent: Int

    @usableFromInline
    init(of k: Int) {
        if k < 0 { misuse("derivative of order \(k): the order can't be negative") }
        if k > 1 << 24 { misuse("derivative of order \(k): an operation costs its square; 2^24 is the largest") }
        for j in stride(from: 2, through: k, by: 1) {
            let product = significand * Double(j)
            significand = product.significand
            exponent += Int(product.exponent)
        }
        scaleExponent = k == 0 ? 0 : exponent / k
        exponent -= scaleExponent * k
    }

    /// 2ᵉ.
    @inlinable
    var scale: Double { Double(sign: .plus, exponent: scaleExponent, significand: 1) }

    /// c · 2ʳ · m, by powers of two that a `Double` can hold.
    @inlinable
    func times<Base: RealScalar>(_ c: Base) -> Base {
        var product = c
        for rest in stride(from: exponent, to: 0, by: -1000) {
            product = product * Double(sign: .plus, exponent: Swift.min(rest, 1000), significand: 1)
        }
        return product * significand
    }
}
