import AutodiffCore
import AutodiffGraph

/// The minimum x of F(x, p) that a descent finds from a starting point, as a function of the parameters.
///
///     let ridge = Ridge(a: design, b: observations)
///     let weights = try minimiser(of: ridge, near: [0, 0], parameters: [0.1])
///     let response = try derivative(at: 0.1) { λ in norm(try minimiser(of: ridge, near: [0, 0], parameters: [λ])) }
///
/// Found on numbers by Newton's method with a Hessian that is made positive, with more than 32 unknowns by L-BFGS first; then made exact as a
/// root of the gradient. Derivatives by the implicit function theorem, x' = -H⁻¹ ∂²F/∂x∂p, of any order on any scalar; see
/// ``root(of:near:parameters:maximumIterations:)``.
///
/// Cost: a gradient, a Hessian and a factorisation on numbers for each step; then as of ``root(of:near:parameters:maximumIterations:)``.
///
/// - Parameters:
///   - objective: The function.
///   - start: Where the search begins.
///   - parameters: What the function depends on besides.
///   - maximumIterations: The most steps of Newton's method.
/// - Throws: ``ImplicitError`` if no minimum with a positive Hessian is found.
@inlinable
public func minimiser<S: RealScalar, F: Objective>(
    of objective: F, near start: [Double], parameters: [S], maximumIterations: Int = 200
) throws -> [S] {
    try implicitly(GradientResidual(objective: objective), parameters) { p in
        try Descent(
            maximumIterations: maximumIterations, value: { objective.value(at: $0, p) },
            gradient: { objective._gradient($0, p) }, hessian: { objective._hessian($0, p) }
        ).minimum(from: start)
    }
}

/// The minimum of a closure on the recording scalar; see ``minimiser(of:near:parameters:maximumIterations:)``.
///
///     let x = try minimiser(of: { x, p in pow(x[0] - p[0], 2) + pow(x[1] - x[0] * p[1], 2) }, near: [0, 0], parameters: θ)
///
/// The closure is recorded once a call; for many calls make a ``CompiledObjective``.
public func minimiser<S: RealScalar>(
    of objective: @escaping @Sendable (_ x: [Symbol], _ parameters: [Symbol]) -> Symbol, near start: [Double],
    parameters: [S], maximumIterations: Int = 200
) throws -> [S] {
    let compiled = CompiledObjective(near: start, parameters: parameters.map(\._peek), objective)
    return try minimiser(of: compiled, near: start, parameters: parameters, maximumIterations: maximumIterations)
}
