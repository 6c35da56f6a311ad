import AutodiffCore
import AutodiffGraph

/// The solution of g(x, p) = 0 that a solver of your own has found, with derivatives by the implicit function theorem.
///
///     let anomaly = try implicit(
///         solution: { p in
///             var anomaly = p[1]
///             while abs(anomaly - p[0] * sin(anomaly) - p[1]) > 1e-6 { anomaly = p[1] + p[0] * sin(anomaly) }
///             return [anomaly]
///         }, residual: Kepler(), parameters: [0.5, 1.0])
///     print(anomaly)                                          // [1.4987011335178484]
///
/// The solver gets numbers and is a black box: another library, an iteration with any stopping test, a table. From what it returns a few
/// Newton steps are taken on the residual, so that the derivatives are those of the solution and not of a point near to it; see
/// ``root(of:near:parameters:maximumIterations:)`` for the rest.
///
/// Cost: the solver, and some steps of Newton's method on numbers; then as of ``root(of:near:parameters:maximumIterations:)``.
///
/// - Parameters:
///   - solver: From the parameters to the unknowns. It is called again where a compiled function is replayed.
///   - residual: The equations, as many as unknowns, of which the solution must be an isolated one.
///   - parameters: The parameters.
///   - refines: Whether the solution is refined. Without that it keeps the solver's bits, and the derivatives are as far off as the
///     solution is.
/// - Throws: What the solver throws, and ``ImplicitError`` if the refinement finds no root near the solution.
@inlinable
public func implicit<S: RealScalar, G: Residual>(
    solution solver: @escaping @Sendable ([Double]) throws -> [Double], residual: G, parameters: [S],
    refines: Bool = true
) throws -> [S] {
    try implicitly(residual, parameters) { p in
        let x = try solver(p)
        if !refines { return x }
        return try Newton(
            maximumIterations: 50, residual: { residual($0, p) }, jacobian: { residual._jacobian($0, p) }
        ).solve(from: x)
    }
}

/// The solution of equations that are a closure on the recording scalar; see ``implicit(solution:residual:parameters:refines:)``.
public func implicit<S: RealScalar>(
    solution solver: @escaping @Sendable ([Double]) throws -> [Double],
    residual: @escaping @Sendable (_ x: [Symbol], _ parameters: [Symbol]) -> [Symbol], parameters: [S],
    refines: Bool = true
) throws -> [S] {
    let point = parameters.map(\._peek)
    let compiled = CompiledResidual(near: try solver(point), parameters: point, residual)
    return try implicit(solution: solver, residual: compiled, parameters: parameters, refines: refines)
}
