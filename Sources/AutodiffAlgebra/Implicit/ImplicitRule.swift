import AutodiffCore
import AutodiffForward
import AutodiffGraph
import AutodiffReverse

/// The solution x(p) of g(x, p) = 0, which is computed on numbers by any means, with derivatives by the implicit function theorem:
/// J ẋ = -(∂g/∂p) ṗ, and backwards p̄ = -(∂g/∂p)ᵀ J⁻ᵀ x̄, where J = ∂g/∂x.
///
/// J and ∂g/∂p are taken at the solution on whatever scalar the rule meets, so that derivatives of derivatives are right to any
/// order: nothing of the way to the solution is in them.
@usableFromInline
struct ImplicitRule<G: Residual>: VectorRule {
    @usableFromInline
    let residual: G
    @usableFromInline
    let unknowns: Int
    @usableFromInline
    let solver: @Sendable ([Double]) throws -> [Double]
    @usableFromInline
    let memory: SolutionMemory

    /// The rule with a solution that is known already.
    @inlinable
    init(
        _ residual: G, _ x: [Double], at parameters: [Double], solver: @escaping @Sendable ([Double]) throws -> [Double]
    ) {
        (self.residual, self.solver) = (residual, solver)
        unknowns = x.count
        memory = SolutionMemory(parameters, x)
    }

    /// The solution: where there is none, nan, as it may be in a replay.
    @inlinable
    func value(_ p: [Double]) -> [Double] {
        memory.solution(at: p) { (try? solver(p)) ?? [Double](repeating: .nan, count: unknowns) }
    }

    @inlinable
    func pushforward<S: RealScalar>(_ tangent: [S], at p: [S], value x: [S]) -> [S] {
        let direction = [S](repeating: 0, count: unknowns) + tangent
        let slope = jvp(at: x + p, along: direction, of: Joint(residual: residual, unknowns: unknowns)).tangent
        return solved(x, p, slope, isTransposed: false).map { -$0 }
    }

    @inlinable
    func pullback<S: RealScalar>(_ cotangent: [S], at p: [S], value x: [S]) -> [S] {
        let multipliers = solved(x, p, cotangent, isTransposed: true)
        let field = Joint(residual: residual, unknowns: unknowns)
        return vjp(at: x + p, pullingBack: [multipliers], of: field).products[0][unknowns...].map { -$0 }
    }

    /// J⁻¹b, or J⁻ᵀb.
    @inlinable
    func solved<S: RealScalar>(_ x: [S], _ p: [S], _ b: [S], isTransposed: Bool) -> [S] {
        let rule = SolveRule(GeneralSystem(order: unknowns), columns: 1, isTransposed: isTransposed, memory.factors)
        return S.apply(rule, to: jacobian(x, p) + b)
    }

    /// The entries of J, row after row.
    @inlinable
    func jacobian<S: RealScalar>(_ x: [S], _ p: [S]) -> [S] {
        if let x = x as? [Double], let p = p as? [Double] {
            return memory.jacobian(at: x + p) { residual._jacobian(x, p).values } as! [S]
        }
        let field = Joint(residual: residual, unknowns: unknowns)
        var entries = [S](repeating: 0, count: unknowns * unknowns)
        var direction = [S](repeating: 0, count: x.count + p.count)
        for j in 0..<unknowns {
            direction[j] = 1
            let column = jvp(at: x + p, along: direction, of: field).tangent
            for i in 0..<unknowns { entries[i * unknowns + j] = column[i] }
            direction[j] = 0
        }
        return entries
    }
}

/// What a rule has computed last: the levels of a nesting, and the directions of a run, ask for the same again.
@usableFromInline
final class SolutionMemory: Sendable {
    private let last: Locked<(parameters: [Double], solution: [Double])>
    private let slopes = Locked<(point: [Double], entries: [Double])?>(nil)
    @usableFromInline
    let factors = FactorStore<LUFactors>()

    @usableFromInline
    init(_ parameters: [Double], _ solution: [Double]) { last = Locked((parameters, solution)) }

    @usableFromInline
    func solution(at p: [Double], _ solve: () -> [Double]) -> [Double] {
        let known = last.withLock { $0.parameters.map(\.bitPattern) == p.map(\.bitPattern) ? $0.solution : nil }
        if let known { return known }
        let solution = solve()
        last.withLock { $0 = (p, solution) }
        return solution
    }

    @usableFromInline
    func jacobian(at point: [Double], _ compute: () -> [Double]) -> [Double] {
        let known = slopes.withLock {
            $0.flatMap { $0.point.map(\.bitPattern) == point.map(\.bitPattern) ? $0.entries : nil }
        }
        if let known { return known }
        let entries = compute()
        slopes.withLock { $0 = (point, entries) }
        return entries
    }
}

/// Solves on numbers, and puts the solution on the scalar of the parameters.
@inlinable
func implicitly<S: RealScalar, G: Residual>(
    _ residual: G, _ parameters: [S], _ solver: @escaping @Sendable ([Double]) throws -> [Double]
) throws -> [S] {
    let point = parameters.map(\._peek)
    let x = try solver(point)
    if let x = x as? [S] { return x }
    if parameters.isEmpty { return x.map { S($0) } }
    return S.apply(ImplicitRule(residual, x, at: point, solver: solver), to: parameters)
}
