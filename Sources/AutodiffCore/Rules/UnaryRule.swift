/// An elementary function of one argument: its value on `Double`, and its derivative on any scalar.
///
/// A rule is the one place where a derivative is written down: forward mode, reverse mode and Taylor series all read it. The
/// built-in rules are in ``Rules``. A rule of your own makes a primitive that works in every mode and in every nesting of
/// modes. It is a value, so it can carry parameters:
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
public protocol UnaryRule: _SendableMetatype {
    /// f(x).
    func value(_ x: Double) -> Double

    /// f'(x), where `y` is f(x), already computed.
    func derivative<S: RealScalar>(at x: S, value y: S) -> S

    /// f(x) and f'(x) together, for a rule that computes both from one intermediate result: sine and cosine from one
    /// reduced argument, for example. The value must have the bits of `value(x)`. If left out, one after the other.
    func valueAndDerivative(at x: Double) -> (value: Double, derivative: Double)

    /// The Taylor coefficients of y(t) = f(u(t)); or nil, and `Taylor` derives them from the rule's derivative. If left out,
    /// nil.
    ///
    /// Many functions satisfy a differential equation that gives each coefficient from those before it at a cost of O(k) for
    /// one, O(k²) for all. The exponential, for example: y' = y u', so that j yⱼ = u₁ yⱼ₋₁ + 2 u₂ yⱼ₋₂ + … + j uⱼ y₀. The way
    /// by the derivative costs O(k³) or more; `Notes/rules.md` says when more.
    ///
    /// - Parameters:
    ///   - u: The coefficients of u(t): u₀, u₁, …, u_k, with k ≥ 1.
    ///   - value: f(u₀), already computed.
    /// - Returns: k + 1 coefficients, or a trap; the first is `value`.
    func series<S: RealScalar>(_ u: [S], value: S) -> [S]?

    /// f''(x), given f(x) and f'(x), where that takes less than a run of `derivative` on a dual number. If left out, nil.
    func _secondDerivative(at x: Double, value: Double, first: Double) -> Double?

    /// Whether the rule answers `_slope(at:value:along:)`. If left out, false.
    static var _hasSlopes: Bool { get }

    /// f'(x) t for a finite x other than 0, where f'(x) itself isn't a normal number and the product may be one: the tangent t is
    /// multiplied in on the way. If left out, the product with the derivative.
    func _slope<S: RealScalar>(at x: S, value y: S, along t: S) -> S
}

extension UnaryRule {
    /// f(x) and f'(x), one after the other.
    @inlinable
    public func valueAndDerivative(at x: Double) -> (value: Double, derivative: Double) {
        let y = value(x)
        return (y, derivative(at: x, value: y))
    }

    /// None: it follows from the derivative.
    @inlinable
    public func _secondDerivative(at x: Double, value: Double, first: Double) -> Double? { nil }

    /// No.
    @inlinable
    public static var _hasSlopes: Bool { false }

    /// The product with the derivative.
    @inlinable
    public func _slope<S: RealScalar>(at x: S, value y: S, along t: S) -> S {
        S._chain(derivative(at: x, value: y), t)
    }

    /// None of its own: the series follows from the derivative.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? { nil }
}
