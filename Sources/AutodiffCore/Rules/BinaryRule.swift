/// An elementary function of two arguments: its value on `Double`, and its partial derivatives on any scalar.
///
/// See ``UnaryRule``; the same holds here.
public protocol BinaryRule: _SendableMetatype {
    /// f(x, y).
    func value(_ x: Double, _ y: Double) -> Double

    /// (∂f/∂x, ∂f/∂y), where `value` is f(x, y), already computed.
    func partials<S: RealScalar>(_ x: S, _ y: S, value: S) -> (S, S)

    /// ∂f/∂x alone, for when `y` is a constant.
    func partialX<S: RealScalar>(_ x: S, _ y: S, value: S) -> S

    /// ∂f/∂y alone, for when `x` is a constant.
    func partialY<S: RealScalar>(_ x: S, _ y: S, value: S) -> S

    /// The Taylor coefficients of y(t) = f(u(t), v(t)); or nil, and `Taylor` derives them from the partials. If left out, nil;
    /// see ``UnaryRule/series(_:value:)``.
    ///
    /// - Parameters:
    ///   - u: The coefficients of u(t): u₀, u₁, …, u_k, with k ≥ 1, or u₀ alone for a constant.
    ///   - v: Those of v(t), as many, or v₀ alone for a constant. At least one of the two is not constant.
    ///   - value: f(u₀, v₀), already computed.
    /// - Returns: k + 1 coefficients, or a trap; the first is `value`.
    func series<S: RealScalar>(_ u: [S], _ v: [S], value: S) -> [S]?

    /// Whether the rule answers `_slopeX` or `_slopeY`. If left out, false.
    static var _hasSlopes: Bool { get }

    /// ∂f/∂x t for an x other than 0; see ``UnaryRule/_slope(at:value:along:)``.
    func _slopeX<S: RealScalar>(_ x: S, _ y: S, value: S, along t: S) -> S

    /// ∂f/∂y t for an x other than 0, likewise.
    func _slopeY<S: RealScalar>(_ x: S, _ y: S, value: S, along t: S) -> S
}

extension BinaryRule {
    /// The first of `partials`.
    @inlinable
    public func partialX<S: RealScalar>(_ x: S, _ y: S, value: S) -> S { partials(x, y, value: value).0 }

    /// The second of `partials`.
    @inlinable
    public func partialY<S: RealScalar>(_ x: S, _ y: S, value: S) -> S { partials(x, y, value: value).1 }

    /// No.
    @inlinable
    public static var _hasSlopes: Bool { false }

    /// The product with the partial.
    @inlinable
    public func _slopeX<S: RealScalar>(_ x: S, _ y: S, value: S, along t: S) -> S {
        S._chain(partialX(x, y, value: value), t)
    }

    /// The product with the partial.
    @inlinable
    public func _slopeY<S: RealScalar>(_ x: S, _ y: S, value: S, along t: S) -> S {
        S._chain(partialY(x, y, value: value), t)
    }

    /// None of its own: the series follows from the partials.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], _ v: [S], value: S) -> [S]? { nil }
}
