/// The built-in rules, one type for each elementary function.
///
/// The free functions (`exp`, `sin`, `pow`, …) are the way to call them; the types are there to be passed on, as in
/// `checkRule(Rules.Exp(), over: -2...2)` or `S.apply(Rules.Exp(), to: x)`.
public enum Rules {}

/// The derivative outside a function's domain: nan, and so is every derivative of it.
@inlinable
func undefined<S: RealScalar>(_ x: S) -> S { x * Double.nan }

/// `x`, with -0 replaced by 0: what a one-sided slope at 0 divides by.
@inlinable
func unsignedZero<S: RealScalar>(_ x: S) -> S { x + 0.0 }

/// A partial derivative at the point (x, y), an edge, where its formula would be 0 · ∞: its value, and its own slopes along x
/// and y. A slope that isn't 0 has derivatives that are nan: an edge's third derivatives are not known.
@inlinable
func edge<S: RealScalar>(_ value: Double, at x: S, of slopeX: Double, _ y: S, of slopeY: Double) -> S {
    // Exactly 0, with the derivatives of x and y: tangents, of which those that are 0 contribute nothing.
    let (dx, dy) = (x - S(x.primal), y - S(y.primal))
    let beyond = S._chain(S(.nan), dx) + S._chain(S(.nan), dy)
    func term(_ slope: Double, _ tangent: S) -> S { slope == 0 ? 0 : S._chain(slope + beyond, tangent) }
    return value + (term(slopeX, dx) + term(slopeY, dy))
}

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
