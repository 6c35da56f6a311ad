import AutodiffCore

extension Variable {
    /// f(x), and its derivative into the coefficients.
    @inlinable
    @inline(__always)
    public static func apply<Rule: UnaryRule>(_ rule: Rule, to x: Variable) -> Variable {
        if x.tape.isNone { return Variable(constant: Base.apply(rule, to: x.value)) }
        let (value, derivative) = Base._valueAndDerivative(of: rule, at: x.value)
        return x.mapped(to: value, derivative: derivative)
    }

    /// f(x, y), and the partials of those of its arguments that aren't constant into the coefficients.
    @inlinable
    @inline(__always)
    public static func apply<Rule: BinaryRule>(_ rule: Rule, to x: Variable, _ y: Variable) -> Variable {
        let value = Base.apply(rule, to: x.value, y.value)
        if y.tape.isNone {
            if x.tape.isNone { return Variable(constant: value) }
            return x.mapped(to: value, derivative: rule.partialX(x.value, y.value, value: value))
        }
        if x.tape.isNone {
            return y.mapped(to: value, derivative: rule.partialY(x.value, y.value, value: value))
        }
        let (partialX, partialY) = rule.partials(x.value, y.value, value: value)
        return combine(x, partialX, y, partialY, value: value)
    }
}
