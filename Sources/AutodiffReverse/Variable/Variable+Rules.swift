import AutodiffCore

extension Variable {
    /// f(x), and its derivative into the coefficients.
    @inlinable
    @inline(__always)
    public static func apply<Rule: UnaryRule>(_ rule: Rule, to x: Variable) -> Variable {
        if x.tape.isNone { return Variable(constant: Base.apply(rule, to: x.value)) }
        let (value, derivative) = Base._valueAndDerivative(of: rule, at: x.value)
        if Rule._hasSlopes, _slowPath(!Base._is(.normal, derivative)), !Base._is(.zero, x.value),
            Base._is(.finite, x.value)
        {
            return x.mapped(to: value, derivative: derivative, of: rule)
        }
        return x.mapped(to: value, derivative: derivative)
    }

    /// f(x, y), and the partials of those of its arguments that aren't constant into the coefficients.
    @inlinable
    @inline(__always)
    public static func apply<Rule: BinaryRule>(_ rule: Rule, to x: Variable, _ y: Variable) -> Variable {
        let value = Base.apply(rule, to: x.value, y.value)
        if y.tape.isNone {
            if x.tape.isNone { return Variable(constant: value) }
            let partialX = rule.partialX(x.value, y.value, value: value)
            if Rule._hasSlopes, _slowPath(!Base._is(.normal, partialX)), !Base._is(.zero, x.value) {
                return combine(x, partialX, y, .zero, value: value, of: rule)
            }
            return x.mapped(to: value, derivative: partialX)
        }
        if x.tape.isNone {
            let partialY = rule.partialY(x.value, y.value, value: value)
            if Rule._hasSlopes, _slowPath(!Base._is(.normal, partialY)), !Base._is(.zero, x.value) {
                return combine(x, .zero, y, partialY, value: value, of: rule)
            }
            return y.mapped(to: value, derivative: partialY)
        }
        let (partialX, partialY) = rule.partials(x.value, y.value, value: value)
        if Rule._hasSlopes, _slowPath(!(Base._is(.normal, partialX) && Base._is(.normal, partialY))),
            !Base._is(.zero, x.value)
        {
            return combine(x, partialX, y, partialY, value: value, of: rule)
        }
        return combine(x, partialX, y, partialY, value: value)
    }

    /// f(x), where the derivative isn't a normal number: it is multiplied by what x carries along as the rule does it.
    @usableFromInline
    @inline(never)
    func mapped<Rule: UnaryRule>(to value: Base, derivative: Base, of rule: Rule) -> Variable {
        func product(_ coefficient: Base) -> Base {
            rule._product(derivative, coefficient, at: self.value, value: value)
        }
        return Variable(value, product(coefficient0), product(coefficient1), operands, tape)
    }

    /// f(x, y), where a partial isn't a normal number, likewise.
    @usableFromInline
    @inline(never)
    static func combine<Rule: BinaryRule>(
        _ x: Variable, _ partialX: Base, _ y: Variable, _ partialY: Base, value: Base, of rule: Rule
    ) -> Variable {
        func productX(_ t: Base) -> Base { rule._productX(partialX, t, at: x.value, y.value, value: value) }
        func productY(_ t: Base) -> Base { rule._productY(partialY, t, at: x.value, y.value, value: value) }
        // A sum of what has the products for coefficients.
        return sum(
            Variable(x.value, productX(x.coefficient0), productX(x.coefficient1), x.operands, x.tape),
            Variable(y.value, productY(y.coefficient0), productY(y.coefficient1), y.operands, y.tape), value: value)
    }
}
