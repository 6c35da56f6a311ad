/// What a `Double` has by name, and every scalar has too, so that code over `Double` becomes generic by its signature alone.
///
/// They are requirements, which `Double` and `Float` meet by members of their own; the other scalars have them by extensions that
/// don't reach `Double`. Were `pi` a member of every `RealScalar` by an extension, there would be two `Double.pi`, and a formula with
/// one in it was refused by the type-checker.
public protocol _NumberMembers {
    /// self + x·y with one rounding; see ``fma(_:_:_:)``.
    func addingProduct(_ x: Self, _ y: Self) -> Self

    /// Adds x·y with one rounding; see ``fma(_:_:_:)``.
    mutating func addProduct(_ x: Self, _ y: Self)

    /// The remainder of a division toward zero; see ``Rules/TruncatingRemainder``.
    func truncatingRemainder(dividingBy other: Self) -> Self

    /// The remainder of a division to the nearest whole number; see ``Rules/Remainder``.
    func remainder(dividingBy other: Self) -> Self

    /// Takes the remainder of a division toward zero; see ``Rules/TruncatingRemainder``.
    mutating func formTruncatingRemainder(dividingBy other: Self)

    /// Takes the remainder of a division to the nearest whole number; see ``Rules/Remainder``.
    mutating func formRemainder(dividingBy other: Self)

    /// The nearest whole number, of two the one away from zero, with slope 0; see ``Rules/Rounded``.
    func rounded() -> Self

    /// The whole number beside x in the given direction, with slope 0; see ``Rules/Rounded``.
    func rounded(_ rule: FloatingPointRoundingRule) -> Self

    /// Rounds in place; see ``Rules/Rounded``.
    mutating func round(_ rule: FloatingPointRoundingRule)

    /// Rounds to the nearest whole number, of two the one away from zero.
    mutating func round()

    /// π, the nearest number to it.
    static var pi: Self { get }

    /// ∞.
    static var infinity: Self { get }

    /// Not a number.
    static var nan: Self { get }

    /// The distance from 1 to the next number: 2⁻⁵², or 2⁻²³ where the innermost number is a `Float`.
    static var ulpOfOne: Self { get }

    /// The smallest number that has all its digits: 2⁻¹⁰²², or 2⁻¹²⁶ where the innermost number is a `Float`.
    static var leastNormalMagnitude: Self { get }

    /// The largest number.
    static var greatestFiniteMagnitude: Self { get }

    /// √x; see ``Rules/Sqrt``.
    func squareRoot() -> Self

    /// Takes the square root; see ``Rules/Sqrt``.
    mutating func formSquareRoot()

    /// Whether the value isn't a number.
    var isNaN: Bool { get }

    /// Whether the value is neither infinite nor nan.
    var isFinite: Bool { get }

    /// Whether the value is ∞ or -∞.
    var isInfinite: Bool { get }

    /// The sign of the value, of a zero too.
    var sign: FloatingPointSign { get }
}
