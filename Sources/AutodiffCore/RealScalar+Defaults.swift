// What every scalar does in the same way. It stands here once: a scalar type adds no overload of its own to the operators,
// which keeps formulas quick to type-check. The comparisons are disfavoured, so that an expression of plain `Double`s, which
// is a scalar too, goes on meaning the standard library's; a scalar finds them as the witnesses of `Comparable`.

extension RealScalar {
    /// The constant `value`, rounded to the nearest `Double` beyond 2^53.
    @_disfavoredOverload
    @inlinable
    public init(_ value: Int) { self.init(Double(value)) }

    /// A constant.
    @inlinable
    public init(floatLiteral value: Double) { self.init(value) }

    /// A constant.
    @inlinable
    public init(integerLiteral value: Int) { self.init(Double(value)) }

    /// A constant, or nil if the primal can't be `source` exactly.
    @inlinable
    public init?<Source: BinaryInteger>(exactly source: Source) {
        guard let value = Double(exactly: source) else { return nil }
        self.init(value)
        // The primal of a scalar over `Float` has been rounded again.
        if primal != value { return nil }
    }

    /// |x|, with slope 0 at 0.
    @inlinable
    public var magnitude: Self { Self.apply(Rules.Abs(), to: self) }

    /// 0.
    @inlinable
    public static var zero: Self { Self(0.0) }
}

// All five comparisons look at primals. The standard library would derive `<=` from `<` as `!(rhs < lhs)`, which holds for
// nan; a branch would go another way on a scalar than on `Double`.
extension RealScalar {
    /// Whether the primals are equal.
    @_disfavoredOverload
    @inlinable
    public static func == (lhs: Self, rhs: Self) -> Bool { _isEqual(lhs, rhs) }

    /// Whether the primals are in order.
    @_disfavoredOverload
    @inlinable
    public static func < (lhs: Self, rhs: Self) -> Bool { _isLess(lhs, rhs) }

    /// Whether the primals are in order or equal; never with nan.
    @_disfavoredOverload
    @inlinable
    public static func <= (lhs: Self, rhs: Self) -> Bool { _isLessOrEqual(lhs, rhs) }

    /// Whether the primals are in order or equal; never with nan.
    @_disfavoredOverload
    @inlinable
    public static func >= (lhs: Self, rhs: Self) -> Bool { _isLessOrEqual(rhs, lhs) }

    /// Whether the primals are in order.
    @_disfavoredOverload
    @inlinable
    public static func > (lhs: Self, rhs: Self) -> Bool { _isLess(rhs, lhs) }
}
