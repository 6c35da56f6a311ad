import AutodiffCore

/// The derivative f'(x) of a function of one variable, by forward mode.
///
///     let slope = derivative(at: 0.5) { x in sin(x) * x }
///
/// Calls nest: inside, a second `derivative` works on duals of duals, and the outer variable enters it as a constant.
///
///     let slope = derivative(at: 1.0) { x in
///         x * derivative(at: 1) { y in Dual(constant: x) + y }
///     }
///     print(slope)                                                   // 1.0
///
/// Without `Dual(constant:)` this doesn't compile (different bases) or traps (the same base). It never silently gives 2.
///
/// Cost: one run of `f` on duals, 1 to 3 times a plain run.
///
/// - Parameters:
///   - x: The point, a `Double` or (nested) any scalar.
///   - f: The function. It is run once.
/// - Returns: f'(x); 0 where f doesn't depend on its argument.
@inlinable
public func derivative<Base: RealScalar>(
    at x: Base, @ResultOf<Dual<Base>> of f: (Dual<Base.Itself>) throws -> Dual<Base.Itself>
) rethrows -> Base {
    try valueWithDerivative(at: x, of: f).derivative
}

/// The value f(x) and the derivative f'(x) of a function of one variable; see ``derivative(at:of:)``.
///
///     print(valueWithDerivative(at: 3) { x in x * x })                // (value: 9.0, derivative: 6.0)
///
/// Cost: one run of `f` on duals.
@inlinable
public func valueWithDerivative<Base: RealScalar>(
    at x: Base, @ResultOf<Dual<Base>> of f: (Dual<Base.Itself>) throws -> Dual<Base.Itself>
) rethrows -> (value: Base, derivative: Base) {
    let call = Perturbation.next()
    return try f(Dual(x, 1, call)).parts(in: call)
}

/// The derivative of a scalar field of one input, by forward mode; see ``derivative(at:of:)``.
///
/// The field gets its input as an array of one.
@inlinable
public func derivative<F: ScalarField, Base: RealScalar>(at x: Base, of f: F) -> Base {
    valueWithDerivative(at: x, of: f).derivative
}

/// The value and the derivative of a scalar field of one input, by forward mode; see ``derivative(at:of:)``.
@inlinable
public func valueWithDerivative<F: ScalarField, Base: RealScalar>(
    at x: Base, of f: F
) -> (value: Base, derivative: Base) {
    f.value(at: [Dual(x, 1, .sealed)]).parts(in: .sealed)
}

extension Dual {
    /// The value and the tangent of a result of the call of mark `call`, or a trap.
    ///
    /// Adding 0 makes a tangent of zero +0: which sign a product of zeros has depends on how many directions are computed at
    /// once.
    @inlinable
    func parts(in call: Perturbation) -> (value: Base, derivative: Base) {
        perturbation.check(in: call)
        return (value, tangent + 0)
    }
}
