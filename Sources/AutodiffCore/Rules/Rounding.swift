extension Rules {
    /// x, rounded to a whole number.
    ///
    /// f' = 0 everywhere, at the steps too, and nan at nan. ±∞ stay as they are; a result of 0 has the sign of x.
    @frozen
    public struct Rounded: UnaryRule {
        /// To which of the two whole numbers beside x.
        public let direction: FloatingPointRoundingRule

        /// The rule that rounds in the given direction.
        @inlinable
        public init(_ direction: FloatingPointRoundingRule) { self.direction = direction }

        /// The whole number.
        @inlinable
        public func value(_ x: Double) -> Double { x.rounded(direction) }

        /// 0.
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S { x == x ? S(0) : x }
    }
}

// Beside Foundation `floor` and the others are generic over every `FloatingPoint` type: were these not disfavoured, either
// could be meant for a `Float`.

/// The largest whole number that isn't above x, with slope 0; see ``Rules/Rounded``.
@_disfavoredOverload
@inlinable
public func floor<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Rounded(.down), to: x) }

/// The smallest whole number that isn't below x, with slope 0; see ``Rules/Rounded``.
@_disfavoredOverload
@inlinable
public func ceil<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Rounded(.up), to: x) }

/// The nearest whole number, of two the one away from zero, with slope 0; see ``Rules/Rounded``.
@_disfavoredOverload
@inlinable
public func round<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Rounded(.toNearestOrAwayFromZero), to: x) }

/// The nearest whole number, of two the even one, with slope 0; see ``Rules/Rounded``.
@_disfavoredOverload
@inlinable
public func rint<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Rounded(.toNearestOrEven), to: x) }

/// x without its fraction, with slope 0; see ``Rules/Rounded``.
@_disfavoredOverload
@inlinable
public func trunc<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Rounded(.towardZero), to: x) }

extension RealScalar where _Operand == Never {
    /// The nearest whole number, of two the one away from zero, with slope 0; see ``Rules/Rounded``.
    @inlinable
    public func rounded() -> Self { Self.apply(Rules.Rounded(.toNearestOrAwayFromZero), to: self) }

    /// The whole number beside x in the given direction, with slope 0; see ``Rules/Rounded``.
    @inlinable
    public func rounded(_ rule: FloatingPointRoundingRule) -> Self { Self.apply(Rules.Rounded(rule), to: self) }

    /// Rounds in place; see ``Rules/Rounded``.
    @inlinable
    public mutating func round(_ rule: FloatingPointRoundingRule) { self = rounded(rule) }

    /// Rounds to the nearest whole number, of two the one away from zero; see ``Rules/Rounded``.
    @inlinable
    public mutating func round() { self = rounded() }
}
