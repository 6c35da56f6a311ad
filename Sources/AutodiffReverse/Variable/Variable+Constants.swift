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
}
