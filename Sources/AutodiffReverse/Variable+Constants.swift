import AutodiffCore

// A constant beside a variable changes the value and scales the coefficients: nothing is recorded.

extension Variable {
    /// The variable with another value and the same derivatives.
    @inlinable
    func shifted(to value: Base) -> Variable {
        Variable(value, coefficient0, operand0, coefficient1, operand1, tape)
    }

    /// x + c.
    @_disfavoredOverload
    @inlinable
    public static func + (lhs: Variable, rhs: Double) -> Variable { lhs.shifted(to: lhs.value + rhs) }

    /// c + x.
    @_disfavoredOverload
    @inlinable
    public static func + (lhs: Double, rhs: Variable) -> Variable { rhs.shifted(to: lhs + rhs.value) }

    /// x - c.
    @_disfavoredOverload
    @inlinable
    public static func - (lhs: Variable, rhs: Double) -> Variable { lhs.shifted(to: lhs.value - rhs) }

    /// c - x.
    @_disfavoredOverload
    @inlinable
    public static func - (lhs: Double, rhs: Variable) -> Variable { (-rhs).shifted(to: lhs - rhs.value) }

    /// x c.
    @_disfavoredOverload
    @inlinable
    public static func * (lhs: Variable, rhs: Double) -> Variable { rhs * lhs }

    /// c x.
    @_disfavoredOverload
    @inlinable
    public static func * (lhs: Double, rhs: Variable) -> Variable {
        rhs.mapped(to: lhs * rhs.value, derivative: Base(lhs))
    }

    /// x / c.
    @_disfavoredOverload
    @inlinable
    public static func / (lhs: Variable, rhs: Double) -> Variable { apply(Rules.Divide(), to: lhs, Variable(rhs)) }

    /// c / x.
    @_disfavoredOverload
    @inlinable
    public static func / (lhs: Double, rhs: Variable) -> Variable { apply(Rules.Divide(), to: Variable(lhs), rhs) }
}
