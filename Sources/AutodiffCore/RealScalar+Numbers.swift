// What a `Double` has by name, so that code over `Double` becomes generic by its signature alone. Everything is written with
// the requirements of `RealScalar`. What the standard library has for every `FloatingPoint` type is disfavoured here: on a plain
// `Double` the standard library's is meant.

extension RealScalar {
    /// π, the nearest number to it.
    @_disfavoredOverload
    @inlinable
    public static var pi: Self { Self(Double.pi) }

    /// ∞.
    @_disfavoredOverload
    @inlinable
    public static var infinity: Self { Self(Double.infinity) }

    /// Not a number.
    @_disfavoredOverload
    @inlinable
    public static var nan: Self { Self(Double.nan) }

    /// The distance from 1 to the next number: 2⁻⁵², or 2⁻²³ where the innermost number is a `Float`.
    @_disfavoredOverload
    @inlinable
    public static var ulpOfOne: Self { Self(Self(1 + Double.ulpOfOne).primal > 1 ? Double.ulpOfOne : 0x1p-23) }

    /// The smallest number that has all its digits: 2⁻¹⁰²², or 2⁻¹²⁶ where the innermost number is a `Float`.
    @_disfavoredOverload
    @inlinable
    public static var leastNormalMagnitude: Self {
        Self(Self(Double.leastNormalMagnitude).primal > 0 ? Double.leastNormalMagnitude : 0x1p-126)
    }

    /// The largest number.
    @_disfavoredOverload
    @inlinable
    public static var greatestFiniteMagnitude: Self {
        Self(
            Self(Double.greatestFiniteMagnitude).primal < .infinity
                ? Double.greatestFiniteMagnitude : Double(Float.greatestFiniteMagnitude))
    }

    /// √x; see ``Rules/Sqrt``.
    @_disfavoredOverload
    @inlinable
    public func squareRoot() -> Self { Self.apply(Rules.Sqrt(), to: self) }

    /// Takes the square root; see ``Rules/Sqrt``.
    @_disfavoredOverload
    @inlinable
    public mutating func formSquareRoot() { self = squareRoot() }

    /// Whether the value isn't a number.
    @_disfavoredOverload
    @inlinable
    public var isNaN: Bool { self != self }

    /// Whether the value is neither infinite nor nan.
    @_disfavoredOverload
    @inlinable
    public var isFinite: Bool { self < .infinity && self > -.infinity }

    /// Whether the value is ∞ or -∞.
    @_disfavoredOverload
    @inlinable
    public var isInfinite: Bool { self == .infinity || self == -.infinity }

    /// The sign of the value, of a zero too.
    @_disfavoredOverload
    @inlinable
    public var sign: FloatingPointSign { primal.sign }
}
