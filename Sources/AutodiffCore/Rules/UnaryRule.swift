/// An elementary function of one argument: its value on `Double`, and its derivative on any scalar.
///
/// The one place where a derivative is written down; every mode reads it. The built-in rules live in ``Rules``; a
/// type of your own makes a primitive that works in every mode and every nesting at once. A rule is a value, so it can
/// carry parameters:
///
///     struct Hill: UnaryRule {                      // x^n / (1 + x^n)
///         let n: Double
///         func value(_ x: Double) -> Double { 1 / (1 + pow(x, -n)) }
///         func derivative<S: RealScalar>(at x: S, value y: S) -> S { n * y * (1 - y) / x }
///     }
///     func hill<S: RealScalar>(_ x: S, n: Double) -> S { S.apply(Hill(n: n), to: x) }
///
/// - The derivative is itself differentiated when modes nest: write it with branches on the sign of `x`, never with
///   `abs(x)`, whose slope at 0 would make a higher derivative wrong there.
/// - The derivative is finite or infinite where the function has a (one-sided) derivative, and 0 at a kink.
public protocol UnaryRule {
    /// f(x).
    func value(_ x: Double) -> Double

    /// f'(x), where `y` is f(x), already computed.
    func derivative<S: RealScalar>(at x: S, value y: S) -> S

    /// f(x), with the bits of `value(x)`, and f'(x) together, for a rule whose two share work on `Double`.
    func valueAndDerivative(at x: Double) -> (value: Double, derivative: Double)

    /// The Taylor coefficients of y(t) = f(u(t)), or nil: then they follow from the derivative.
    ///
    /// A recurrence that costs O(k²), for a rule that has one; the derivative's way costs a power of k more. (2ᵏ, where
    /// derivatives lead from rule to rule and back and the rules can't be told apart: they hold references and aren't
    /// `Hashable`.)
    ///
    /// - Parameters:
    ///   - u: The coefficients of u(t): u₀, u₁, …, u_k, with k ≥ 1.
    ///   - value: f(u₀), already computed.
    /// - Returns: k + 1 coefficients, or a trap; the first is `value`.
    func series<S: RealScalar>(_ u: [S], value: S) -> [S]?
}

extension UnaryRule {
    /// f(x) and f'(x), one after the other.
    @inlinable
    public func valueAndDerivative(at x: Double) -> (value: Double, derivative: Double) {
        let y = value(x)
        return (y, derivative(at: x, value: y))
    }

    /// None of its own: the series follows from the derivative.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? { nil }
}
