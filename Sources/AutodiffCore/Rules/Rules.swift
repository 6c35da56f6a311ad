/// The built-in rules, one type for each elementary function.
///
/// The free functions (`exp`, `sin`, `pow`, …) are the way to call them; the types are there to be passed on, as in
/// `checkRule(Rules.Exp(), over: -2...2)` or `S.apply(Rules.Exp(), to: x)`.
public enum Rules {}

/// The derivative outside a function's domain: nan, and so is every derivative of it.
@inlinable
func undefined<S: RealScalar>(_ x: S) -> S { x * Double.nan }

/// 0, with derivatives that are nan wherever one of the numbers moves: a slope set by convention at a point around which it
/// has no limit.
///
/// The slopes of √(x² + y²) at the origin are 0 by convention, and around it anything between -1 and 1. Were they the constant
/// 0, the second derivative of the square of that root would be 0, and not 2.
@inlinable
func conventionalZero<S: RealScalar>(of x: [S]) -> S { sum(x.map { S.apply(ConventionalZero(), to: $0) }) }

/// 0, with a derivative that is nan; see ``conventionalZero(of:)``.
@frozen
@usableFromInline
struct ConventionalZero: UnaryRule {
    @inlinable
    init() {}

    @inlinable
    func value(_ x: Double) -> Double { 0 }

    @inlinable
    func derivative<S: RealScalar>(at x: S, value y: S) -> S { undefined(x) }
}

/// `x`, with -0 replaced by 0: what a one-sided slope at 0 divides by.
@inlinable
func unsignedZero<S: RealScalar>(_ x: S) -> S { x + 0.0 }

/// 0, with an infinite slope along an x that is 0: a partial derivative at the edge of a domain, where it is defined to be 0, or has
/// the limit 0, and its own derivative has the limit ∞. A constant 0 would have the derivative 0.
@inlinable
func zeroOfInfiniteSlope<S: RealScalar>(_ x: S) -> S { sqrt(x) }

/// x² - fl(x²), the rounding error of a square, exactly.
@inlinable
func squareRoundingError(_ x: Double) -> Double { (-(x * x)).addingProduct(x, x) }

/// c₀ + c₁ u + c₂ u² + ….
@inline(__always)
func polynomial(_ coefficients: [Double], _ u: Double) -> Double {
    var sum = 0.0
    for c in coefficients.reversed() { sum = sum * u + c }
    return sum
}
