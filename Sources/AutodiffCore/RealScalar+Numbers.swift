// What a `Double` has by name, on scalars that carry something; see ``_NumberMembers``.

extension RealScalar where _Operand == Never {
    /// π, the nearest number to it.
    @inlinable
    public static var pi: Self { Self(Double.pi) }

    /// ∞.
    @inlinable
    public static var infinity: Self { Self(Double.infinity) }

    /// Not a number.
    @inlinable
    public static var nan: Self { Self(Double.nan) }

    /// The distance from 1 to the next number: 2⁻⁵², or 2⁻²³ where the innermost number is a `Float`.
    @inlinable
    public static var ulpOfOne: Self { Self(Self(1 + Double.ulpOfOne).primal > 1 ? Double.ulpOfOne : 0x1p-23) }

    /// The smallest number that has all its digits: 2⁻¹⁰²², or 2⁻¹²⁶ where the innermost number is a `Float`.
    @inlinable
    public static var leastNormalMagnitude: Self {
        Self(Self(Double.leastNormalMagnitude).primal > 0 ? Double.leastNormalMagnitude : 0x1p-126)
    }

    /// The largest number.
    @inlinable
    public static var greatestFiniteMagnitude: Self {
        Self(
            Self(Double.greatestFiniteMagnitude).primal < .infinity
                ? Double.greatestFiniteMagnitude : Double(Float.greatestFiniteMagnitude))
    }

    /// √x; see ``Rules/Sqrt``.
    @inlinable
    public func squareRoot() -> Self { Self.apply(Rules.Sqrt(), to: self) }

    /// Takes the square root; see ``Rules/Sqrt``.
    @inlinable
    public mutating func formSquareRoot() { self = squareRoot() }

    /// Whether the value isn't a number.
    @inlinable
    public var isNaN: Bool { self != self }

    /// Whether the value is neither infinite nor nan.
    @inlinable
    public var isFinite: Bool { self < .infinity && self > -.infinity }

    /// Whether the value is ∞ or -∞.
    @inlinable
    public var isInfinite: Bool { primal.isInfinite }

    /// The sign of the value, of a zero too.
    @inlinable
    public var sign: FloatingPointSign { primal.sign }
}
