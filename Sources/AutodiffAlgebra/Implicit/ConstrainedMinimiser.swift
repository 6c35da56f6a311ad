import AutodiffCore
import AutodiffGraph
import AutodiffReverse

/// A minimum under constraints.
public struct ConstrainedMinimum<S: RealScalar> {
    /// The unknowns.
    public let x: [S]

    /// Lagrange's multipliers μ, one for each constraint: ∇F + Σ μₖ ∇cₖ = 0.
    public let multipliers: [S]

    @inlinable
    init(_ unknowns: [S], count: Int) {
        x = Array(unknowns[..<count])
        multipliers = Array(unknowns[count...])
    }
}

/// The minimum x of F(x, p) where m constraints c(x, p) = 0 hold, with Lagrange's multipliers, as a function of the parameters.
///
///     let least = try minimiser(of: Distance(), subjectTo: Circle(), near: [1, 0], parameters: [2.0])
///
/// Newton's method on the conditions of Lagrange, from multipliers that fit them best at the start. The multipliers are the price of the
/// constraints: the minimum of F changes by μₖ where constraint k becomes cₖ + ε. Derivatives as of ``root(of:near:parameters:maximumIterations:)``.
///
/// - Parameters:
///   - objective: The function.
///   - constraints: The constraints, fewer than unknowns, with slopes that are independent of one another.
///   - start: Where the search begins; the constraints need not hold there.
///   - parameters: What both depend on besides.
///   - maximumIterations: The most steps.
/// - Throws: ``ImplicitError`` if no minimum is found, or what is found is none.
@inlinable
public func minimiser<S: RealScalar, F: Objective, C: Residual>(
    of objective: F, subjectTo constraints: C, near start: [Double], parameters: [S], maximumIterations: Int = 200
) throws -> ConstrainedMinimum<S> {
    let lagrange = LagrangeResidual(objective: objective, constraints: constraints, unknowns: start.count)
    let solution = try implicitly(lagrange, parameters) { p in
        let x = try Newton(
            maximumIterations: maximumIterations, residual: { lagrange($0, p) }, jacobian: { lagrange._jacobian($0, p) }
        ).solve(from: start + lagrange.multipliers(start, p))
        try checkConstrained(lagrange._jacobian(x, p), x, unknowns: start.count)
        return x
    }
    return ConstrainedMinimum(solution, count: start.count)
}

/// The minimum of a closure where constraints that are a closure hold, both on the recording scalar.
public func minimiser<S: RealScalar>(
    of objective: @escaping @Sendable (_ x: [Symbol], _ parameters: [Symbol]) -> Symbol,
    subjectTo constraints: @escaping @Sendable (_ x: [Symbol], _ parameters: [Symbol]) -> [Symbol],
    near start: [Double], parameters: [S], maximumIterations: Int = 200
) throws -> ConstrainedMinimum<S> {
    let point = parameters.map(\._peek)
    return try minimiser(
        of: CompiledObjective(near: start, parameters: point, objective),
        subjectTo: CompiledConstraints(near: start, parameters: point, constraints), near: start,
        parameters: parameters, maximumIterations: maximumIterations)
}

/// Constraints that were recorded.
struct CompiledConstraints: Residual {
    let function: CompiledFunction

    init(
        near x: [Double], parameters: [Double], _ constraints: @escaping @Sendable ([Symbol], [Symbol]) -> [Symbol]
    ) {
        let n = x.count
        function = CompiledFunction(
            at: x + parameters, of: { constraints(Array($0[..<n]), Array($0[n...])) }, orElse: nil)
    }

    func callAsFunction<S: RealScalar>(_ x: [S], _ parameters: [S]) -> [S] { function(x + parameters) }
}

/// ∇F + Σ μₖ ∇cₖ and c, as functions of x and μ.
@usableFromInline
struct LagrangeResidual<F: Objective, C: Residual>: Residual {
    @usableFromInline
    let objective: F
    @usableFromInline
    let constraints: C
    @usableFromInline
    let unknowns: Int

    @inlinable
    init(objective: F, constraints: C, unknowns: Int) {
        (self.objective, self.constraints, self.unknowns) = (objective, constraints, unknowns)
    }

    @inlinable
    func callAsFunction<S: RealScalar>(_ z: [S], _ parameters: [S]) -> [S] {
        let (x, multipliers) = (Array(z[..<unknowns]), Array(z[unknowns...]))
        let constants = parameters.map { Variable(constant: $0) }
        let (values, pullback) = vjp(at: x, of: { self.constraints($0, constants) })
        let slope = objective._gradient(x, parameters)
        let pulled = pullback(multipliers)
        return x.indices.map { slope[$0] + pulled[$0] } + values
    }

    /// The multipliers that fit the conditions best at a point.
    @inlinable
    func multipliers(_ x: [Double], _ parameters: [Double]) -> [Double] {
        let constants = parameters.map { Variable(constant: $0) }
        let slopes = jacobian(at: x, of: { self.constraints($0, constants) })
        let gradient = objective._gradient(x, parameters).map { -$0 }
        return (try? leastSquares(slopes.transposed, gradient)) ?? [Double](repeating: 0, count: slopes.rows)
    }
}

/// Throws unless a stationary point of Lagrange's function is a minimum: its matrix of second derivatives has as many positive
/// eigenvalues as there are unknowns, and as many negative ones as constraints.
@usableFromInline
func checkConstrained(_ matrix: Matrix<Double>, _ z: [Double], unknowns: Int) throws {
    let values = try symmetricEigenvalues(matrix)
    if values.filter({ $0 > 0 }).count != unknowns || values.filter({ $0 < 0 }).count != z.count - unknowns {
        throw ImplicitError.notAMinimum(point: Array(z[..<unknowns]))
    }
}
