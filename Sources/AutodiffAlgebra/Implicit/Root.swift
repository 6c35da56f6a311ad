import AutodiffCore
import AutodiffGraph

// Every function of this folder solves on numbers, and differentiates by the theorem: see `ImplicitRule`.

/// The root x of g(x, p) = 0 that Newton's method finds from a starting point, as a function of the parameters.
///
///     let anomaly = try root(of: Kepler(), near: [1], parameters: [0.5, 1.0])[0]
///     print(anomaly)                                          // 1.4987011335178484
///
/// The equations are solved on numbers until rounding leaves no better point; then the derivatives come by the implicit function theorem, of
/// any order, on any scalar and nesting. They don't depend on the starting point, the path or the last step: started at the
/// root itself they are the same. In reverse mode the root is one entry on the tape, in a compiled function one node,
/// which solves again at each point, from the same start; where that fails the result is nan, as a replay can't throw.
///
/// At a multiple root J is singular, and there is no derivative: the root comes out to half the digits, and the derivatives are
/// infinite, nan or large.
///
/// Cost: the solution on numbers; then a Jacobian with its factors, and for each sweep or direction a solve with them and one evaluation.
///
/// - Parameters:
///   - residual: The equations, as many as unknowns.
///   - start: Where the search begins.
///   - parameters: What the equations depend on besides.
///   - maximumIterations: The most steps.
/// - Throws: ``ImplicitError`` if no root is found.
@inlinable
public func root<S: RealScalar, G: Residual>(
    of residual: G, near start: [Double], parameters: [S], maximumIterations: Int = 200
) throws -> [S] {
    try implicitly(residual, parameters) { p in
        try Newton(
            maximumIterations: maximumIterations, residual: { residual($0, p) }, jacobian: { residual._jacobian($0, p) }
        ).solve(from: start)
    }
}

/// The root of equations that are a closure on the recording scalar; see ``root(of:near:parameters:maximumIterations:)``.
///
///     let x = try root(of: { x, p in [x[0] * x[0] + x[1] - p[0], x[0] - x[1] * p[1]] }, near: [1, 1], parameters: θ)
///
/// The closure is recorded once a call; for many calls make a ``CompiledResidual``.
public func root<S: RealScalar>(
    of residual: @escaping @Sendable (_ x: [Symbol], _ parameters: [Symbol]) -> [Symbol], near start: [Double],
    parameters: [S], maximumIterations: Int = 200
) throws -> [S] {
    let compiled = CompiledResidual(near: start, parameters: parameters.map(\._peek), residual)
    return try root(of: compiled, near: start, parameters: parameters, maximumIterations: maximumIterations)
}

/// The root of one equation that is a closure on the recording scalar; see ``root(of:near:parameters:maximumIterations:)``.
///
///     let squareRoot = try root(of: { x, p in x * x - p[0] }, near: 1, parameters: [2.0])
///     print(squareRoot)                                       // 1.4142135623730951
public func root<S: RealScalar>(
    of residual: @escaping @Sendable (_ x: Symbol, _ parameters: [Symbol]) -> Symbol, near start: Double,
    parameters: [S], maximumIterations: Int = 200
) throws -> S {
    try root(
        of: { x, p in [residual(x[0], p)] }, near: [start], parameters: parameters, maximumIterations: maximumIterations
    )[0]
}

/// The root of one equation in an interval at whose ends it has different signs, which is found for certain.
///
///     let x = try root(of: { x, p in cos(x) - p[0] * x }, in: 0...2, parameters: [0.5])
///
/// Of several roots one is found. See ``root(of:near:parameters:maximumIterations:)`` for derivatives.
///
/// - Throws: ``ImplicitError`` if the signs are the same, or change by a jump or a pole.
@inlinable
public func root<S: RealScalar, G: Residual>(
    of residual: G, in interval: ClosedRange<Double>, parameters: [S]
) throws -> S {
    try implicitly(residual, parameters) { p in
        [try bracketedRoot(in: interval, { residual([$0], p)[0] }, { residual._jacobian([$0], p)[0, 0] })]
    }[0]
}

/// The root of one equation that is a closure on the recording scalar, in an interval.
public func root<S: RealScalar>(
    of residual: @escaping @Sendable (_ x: Symbol, _ parameters: [Symbol]) -> Symbol, in interval: ClosedRange<Double>,
    parameters: [S]
) throws -> S {
    checkFinite(interval)
    let middle = interval.lowerBound + (interval.upperBound - interval.lowerBound) / 2
    let compiled = CompiledResidual(near: [middle], parameters: parameters.map(\._peek)) { x, p in [residual(x[0], p)] }
    return try root(of: compiled, in: interval, parameters: parameters)
}
