import AutodiffCore

// A constant beside a variable changes the value and scales the coefficients: nothing is recorded.

extension Variable {
    /// x + c.
    @inlinable
    public static func add(_ x: Variable, constant c: Double) -> Variable {
        Variable(Base.add(x.value, constant: c), x.coefficient0, x.coefficient1, x.operands, x.tape)
    }

    /// x · c.
    @inlinable
    public static func multiply(_ x: Variable, constant c: Double) -> Variable {
        x.mapped(to: Base.multiply(x.value, constant: c), derivative: Base(c))
    }
}
