extension Rules {
    /// x - n·y, where n is x/y without its fraction: the C function `fmod`, exact.
    ///
    /// ∂/∂x = 1, ∂/∂y = -n, at the jumps too. Edge: nan for y = 0, for infinite x and for nan, with slopes that are nan; x itself
    /// for infinite y, with slopes 1 and 0.
    @frozen
    public struct TruncatingRemainder: BinaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// x - n·y, with the sign of x.
        @inlinable
        public func value(_ x: Double, _ y: Double) -> Double { x.truncatingRemainder(dividingBy: y) }

        /// (1, -n).
        @inlinable
        public func partials<S: RealScalar>(_ x: S, _ y: S, value: S) -> (S, S) {
            remainderPartials(x, y, value: value)
        }
    }

    /// x - n·y, where n is the whole number nearest x/y, of two the even one: the C function `remainder`, exact.
    ///
    /// ∂/∂x = 1, ∂/∂y = -n, at the jumps too. Edge: as ``TruncatingRemainder``.
    @frozen
    public struct Remainder: BinaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// x - n·y, between -|y|/2 and |y|/2.
        @inlinable
        public func value(_ x: Double, _ y: Double) -> Double { x.remainder(dividingBy: y) }

        /// (1, -n).
        @inlinable
        public func partials<S: RealScalar>(_ x: S, _ y: S, value: S) -> (S, S) {
            remainderPartials(x, y, value: value)
        }
    }
}

/// (1, -n) for a remainder r = x - n·y.
@inlinable
func remainderPartials<S: RealScalar>(_ x: S, _ y: S, value r: S) -> (S, S) {
    if r != r { return (undefined(r), undefined(r)) }
    // Rounding may bring x/y itself to the next whole number; x/y - r/y is n but for a fraction.
    return (S(1), -rint(x / y - r / y))
}

/// The remainder of a division toward zero, x - y·trunc(x/y); see ``Rules/TruncatingRemainder``.
@_disfavoredOverload
@inlinable
public func fmod<S: RealScalar>(_ x: S, _ y: S) -> S.Itself { S.apply(Rules.TruncatingRemainder(), to: x, y) }

/// The remainder of a division to the nearest whole number; see ``Rules/Remainder``.
@_disfavoredOverload
@inlinable
public func remainder<S: RealScalar>(_ x: S, _ y: S) -> S.Itself { S.apply(Rules.Remainder(), to: x, y) }

extension RealScalar where _Operand == Never {
    /// The remainder of a division toward zero; see ``Rules/TruncatingRemainder``.
    @inlinable
    public func truncatingRemainder(dividingBy other: Self) -> Self {
        Self.apply(Rules.TruncatingRemainder(), to: self, other)
    }

    /// The remainder of a division to the nearest whole number; see ``Rules/Remainder``.
    @inlinable
    public func remainder(dividingBy other: Self) -> Self { Self.apply(Rules.Remainder(), to: self, other) }

    /// Takes the remainder of a division toward zero; see ``Rules/TruncatingRemainder``.
    @inlinable
    public mutating func formTruncatingRemainder(dividingBy other: Self) {
        self = truncatingRemainder(dividingBy: other)
    }

    /// Takes the remainder of a division to the nearest whole number; see ``Rules/Remainder``.
    @inlinable
    public mutating func formRemainder(dividingBy other: Self) { self = remainder(dividingBy: other) }
}
