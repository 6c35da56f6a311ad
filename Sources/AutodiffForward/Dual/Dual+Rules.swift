import AutodiffCore

extension Dual {
    /// f(v + t·ε) = f(v) + f'(v) t·ε. Without a tangent the derivative isn't computed.
    @inlinable
    public static func apply<Rule: UnaryRule>(_ rule: Rule, to x: Dual) -> Dual {
        if x.tangent._isZero { return Dual(Base.apply(rule, to: x.value), .zero, x.perturbation) }
        let (value, derivative) = Base._valueAndDerivative(of: rule, at: x.value)
        if Rule._hasSlopes, _slowPath(!Base._is(.normal, derivative)), !Base._is(.zero, x.value),
            Base._is(.finite, x.value)
        {
            return Dual(value, rule._product(derivative, x.tangent, at: x.value, value: value), x.perturbation)
        }
        return Dual(value, Base._chain(derivative, x.tangent), x.perturbation)
    }

    /// f(v + t·ε, w + s·ε) = f(v, w) + (∂f/∂x t + ∂f/∂y s)·ε. Only the partials that meet a tangent are computed.
    @inlinable
    public static func apply<Rule: BinaryRule>(_ rule: Rule, to x: Dual, _ y: Dual) -> Dual {
        let value = Base.apply(rule, to: x.value, y.value)
        let tangent: Base
        if y.tangent._isZero {
            if x.tangent._isZero { return Dual(value, .zero, x.perturbation | y.perturbation) }
            let partialX = rule.partialX(x.value, y.value, value: value)
            if Rule._hasSlopes, _slowPath(!Base._is(.normal, partialX)), !Base._is(.zero, x.value) {
                tangent = rule._productX(partialX, x.tangent, at: x.value, y.value, value: value)
            } else {
                tangent = Base._chain(partialX, x.tangent)
            }
        } else if x.tangent._isZero {
            let partialY = rule.partialY(x.value, y.value, value: value)
            if Rule._hasSlopes, _slowPath(!Base._is(.normal, partialY)), !Base._is(.zero, x.value) {
                tangent = rule._productY(partialY, y.tangent, at: x.value, y.value, value: value)
            } else {
                tangent = Base._chain(partialY, y.tangent)
            }
        } else {
            let (partialX, partialY) = rule.partials(x.value, y.value, value: value)
            if Rule._hasSlopes, _slowPath(!(Base._is(.normal, partialX) && Base._is(.normal, partialY))),
                !Base._is(.zero, x.value)
            {
                tangent = rule._products(
                    partialX, x.tangent, partialY, y.tangent, at: x.value, y.value, value: value)
            } else {
                tangent = Base._chain(partialX, x.tangent, partialY, y.tangent)
            }
        }
        return Dual(value, tangent, x.perturbation | y.perturbation)
    }
}
