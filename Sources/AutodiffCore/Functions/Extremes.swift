/// What `max` and `min` are for: every scalar, and `Int`.
///
/// That an integer is one too decides what `max(x, 0)` means. The compiler asks first whether the literal fits a parameter as the `Int`
/// that it would be by itself, and where `Int` doesn't fit it takes the standard library's `max`, for which any `Comparable` will do, whose
/// tie has the slope of one argument. An overload for `Int` would take `max(x, 5 / 2)` for max(x, 2).
public protocol _Extremes: Comparable {
    /// The type itself: what the operators and functions of scalars return.
    ///
    /// It is the same type as `Self`, named in a way that the type-checker resolves as soon as it knows the argument's type,
    /// and that it doesn't guess from what stands around. Formulas check many times faster for it; `Notes/type-checking.md`.
    associatedtype Itself = Self where Itself == Self

    /// The larger of two.
    static func _max(_ x: Self, _ y: Self) -> Self

    /// The smaller of two.
    static func _min(_ x: Self, _ y: Self) -> Self

    /// The largest of three.
    static func _max(_ x: Self, _ y: Self, _ z: Self) -> Self

    /// The smallest of three.
    static func _min(_ x: Self, _ y: Self, _ z: Self) -> Self

    /// The largest of at least one.
    static func _max(of x: [Self]) -> Self

    /// The smallest of at least one.
    static func _min(of x: [Self]) -> Self
}

extension RealScalar {
    /// The larger of two; at a tie the rule's.
    @inlinable
    public static func _max(_ x: Self, _ y: Self) -> Self {
        if x > y { return x }
        return x < y ? y : apply(Rules.Max(), to: x, y)
    }

    /// The largest of three.
    @inlinable
    public static func _max(_ x: Self, _ y: Self, _ z: Self) -> Self {
        if x > y && x > z { return x }
        if y > x && y > z { return y }
        return z > x && z > y ? z : extreme([x, y, z], isLarger: true)
    }

    /// The largest of all.
    @inlinable
    public static func _max(of x: [Self]) -> Self { extreme(x, isLarger: true) }

    /// The smaller of two; at a tie the rule's.
    @inlinable
    public static func _min(_ x: Self, _ y: Self) -> Self {
        if x < y { return x }
        return x > y ? y : apply(Rules.Min(), to: x, y)
    }

    /// The smallest of three.
    @inlinable
    public static func _min(_ x: Self, _ y: Self, _ z: Self) -> Self {
        if x < y && x < z { return x }
        if y < x && y < z { return y }
        return z < x && z < y ? z : extreme([x, y, z], isLarger: false)
    }

    /// The smallest of all.
    @inlinable
    public static func _min(of x: [Self]) -> Self { extreme(x, isLarger: false) }
}

extension Int: _Extremes {
    /// The standard library's.
    @inlinable
    public static func _max(_ x: Int, _ y: Int) -> Int { Swift.max(x, y) }

    /// The standard library's.
    @inlinable
    public static func _max(_ x: Int, _ y: Int, _ z: Int) -> Int { Swift.max(x, y, z) }

    /// The standard library's.
    @inlinable
    public static func _max(of x: [Int]) -> Int { x.dropFirst().reduce(x[0]) { Swift.max($0, $1) } }

    /// The standard library's.
    @inlinable
    public static func _min(_ x: Int, _ y: Int) -> Int { Swift.min(x, y) }

    /// The standard library's.
    @inlinable
    public static func _min(_ x: Int, _ y: Int, _ z: Int) -> Int { Swift.min(x, y, z) }

    /// The standard library's.
    @inlinable
    public static func _min(of x: [Int]) -> Int { x.dropFirst().reduce(x[0]) { Swift.min($0, $1) } }
}
