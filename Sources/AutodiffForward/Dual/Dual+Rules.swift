import AutodiffCore

extension Dual {
    /// f(v + t·ε) = f(v) + f'(v) t·ε. Without a tangent the derivative isn't computed.
    @inlinable
    public static func apply<Rule: UnaryRule>(_ rule: Rule, to x: Dual) -> Dual {
        if x.tangent._isZero { return Dual(Base.apply(rule, to: x.value), .zero, x.perturbation) }
        let (value, derivative) = Base._valueAndDerivative(of: rule, at: x.value)
        return Dual(value, Base._chain(derivative, x.tangent), x.perturbation)
    }

    /// f(v + t·ε, w + s·ε) = f(v, w) + (∂f/∂x t + ∂f/∂y s)·ε. Only the partials that meet a tangent are computed.
    @inlinable
    public static func apply<Rule: BinaryRule>(_ rule: Rule, to x: Dual, _ y: Dual) -> Dual {
        let value = Base.apply(rule, to: x.value, y.value)
        let tangent: Base
        if y.tangent._isZero {
            tangent =
                x.tangent._isZero ? .zero : Base._chain(rule.partialX(x.value, y.value, value: value), x.tangent)
        } else if x.tangent._isZero {
            tangent = Base._chain(rule.partialY(x.value, y.value, value: value), y.tangent)
        } else {
            let (partialX, partialY) = rule.partials(x.value, y.value, value: value)
            tangent = Base._chain(partialX, x.tangent, partialY, y.tangent)
        }
        return Dual(value, tangent, x.perturbation | y.perturbation)
    }
}
