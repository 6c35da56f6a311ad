import AutodiffCore

/// The derivative of a function R → Rᵐ, its velocity, by forward mode: m numbers.
///
///     let velocity = derivatives(at: 0.5) { t in [cos(t), sin(t)] }
///
/// (A name of its own: an overload of `derivative` would make every closure that is given to it slow to type-check.)
///
/// Cost: one run of `f` on duals, 1 to 3 times a plain run, whatever m.
///
/// - Parameters:
///   - t: The point, a `Double` or (nested) any scalar.
///   - f: The function. It is run once.
/// - Returns: The derivatives of the m components; 0 for those that don't depend on the argument.
@inlinable
public func derivatives<Base: RealScalar>(
    at t: Base, _ f: (Dual<Base>) throws -> [Dual<Base>]
) rethrows -> [Base] {
    try directionalDerivative(at: [t], along: [1], call: .next()) { try f($0[0]) }.tangent
}

/// The derivative of a function R → Rᵐ; see ``derivatives(at:_:)``. It gets its one input as an array.
@inlinable
public func derivatives<F: Differentiable, Base: RealScalar>(at t: Base, of f: F) -> [Base] {
    jvp(at: [t], along: [1], of: f).tangent
}
