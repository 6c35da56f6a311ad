import AutodiffCore

// A constant beside a variable changes the value and scales the coefficients: nothing is recorded.

extension Variable {
    /// x + c.
    @inlinable
    public static func _add(_ x: Variable, constant c: Double) -> Variable {
        Variable(Base._add(x.value, constant: c), x.coefficient0, x.coefficient1, x.operands, x.tape)
    }

    /// x · c.
    @inlinable
    public static func _multiply(_ x: Variable, constant c: Double) -> Variable {
        x.mapped(to: Base._multiply(x.value, constant: c), derivative: Base(c))
    }

    /// c / x.
    @inlinable
    public static func _divide(constant c: Double, by x: Variable) -> Variable {
        if Base._isRecorded || c == 0 { return quotient(Variable(c), x) }
        return apply(Rules.Inverse(c), to: x)
    }
}
