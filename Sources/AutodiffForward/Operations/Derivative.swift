import AutodiffCore

/// The derivative f'(x) of a function of one variable, by forward mode.
///
///     let slope = derivative(at: 0.5) { x in sin(x) * x }
///
/// Calls nest: inside, a second `derivative` works on duals of duals, and the outer variable enters it as a constant.
///
///     derivative(at: 1.0) { x in
///         x * derivative(at: 1) { y in Dual(constant: x) + y }       // 1
///     }
///
/// Left out, the lifting doesn't compile, or the inner call traps; it never answers 2.
///
/// - Parameters:
///   - x: The point, a `Double` or (nested) any scalar.
///   - f: The function. It is run once.
/// - Returns: f'(x); 0 where f doesn't depend on its argument.
@inlinable
public func derivative<Base: RealScalar>(
    at x: Base, _ f: (Dual<Base>) throws -> Dual<Base>
) rethrows -> Base {
    try valueWithDerivative(at: x, f).derivative
}

/// The value f(x) and the derivative f'(x) of a function of one variable, by forward mode; see ``derivative(at:_:)``.
///
/// Cost: one run of `f` on duals, 1 to 3 times a plain run.
@inlinable
public func valueWithDerivative<Base: RealScalar>(
    at x: Base, _ f: (Dual<Base>) throws -> Dual<Base>
) rethrows -> (value: Base, derivative: Base) {
    let call = Perturbation.next()
    let y = try f(Dual(x, 1, call))
    y.perturbation.check(in: call)
    return (y.value, y.tangent)
}
