/// An elementary function of two arguments: its value on `Double`, and its partial derivatives on any scalar.
///
/// See ``UnaryRule``; the same holds here.
public protocol BinaryRule {
    /// f(x, y).
    func value(_ x: Double, _ y: Double) -> Double

    /// (∂f/∂x, ∂f/∂y), where `value` is f(x, y), already computed.
    func partials<S: RealScalar>(_ x: S, _ y: S, value: S) -> (S, S)

    /// ∂f/∂x alone, for when `y` is a constant.
    func partialX<S: RealScalar>(_ x: S, _ y: S, value: S) -> S

    /// ∂f/∂y alone, for when `x` is a constant.
    func partialY<S: RealScalar>(_ x: S, _ y: S, value: S) -> S
}

extension BinaryRule {
    /// The first of `partials`.
    @inlinable
    public func partialX<S: RealScalar>(_ x: S, _ y: S, value: S) -> S { partials(x, y, value: value).0 }

    /// The second of `partials`.
    @inlinable
    public func partialY<S: RealScalar>(_ x: S, _ y: S, value: S) -> S { partials(x, y, value: value).1 }
}
