import AutodiffCore
import AutodiffGraph

/// Records the residuals of samples at the parameters θ, for least squares; see ``CompiledResiduals``.
///
/// Cost: each sample's residuals are run once on symbols, some ten times as long as on numbers.
@inlinable
public func compile<Term: ResidualTerm & Sendable, Samples: Collection<Term.Sample>>(
    _ term: Term, over data: Samples, at parameters: [Double], options: CompileOptions = CompileOptions()
) -> CompiledResiduals where Term.Sample: Sendable {
    CompiledResiduals(
        term, over: Array(data), at: parameters, options, onSymbols: { term.residuals(at: $0, for: $1) })
}

/// The Jacobian of the residuals, by their programs: rows = residuals, with the entries that aren't always zero.
public func sparseJacobian(at x: [Double], of f: CompiledResiduals) -> SparseMatrix<Double> {
    valueWithSparseJacobian(at: x, of: f).jacobian
}

/// The residuals and their Jacobian; see ``sparseJacobian(at:of:)-(_,CompiledResiduals)``.
///
///     let residuals = compile(over: data, at: [1, 1]) { θ, s in [θ[0] * exp(-θ[1] * s.x) - s.y] }
///     let (r, j) = valueWithSparseJacobian(at: θ, of: residuals)
///
/// Cost: that of the Jacobian.
public func valueWithSparseJacobian(
    at x: [Double], of f: CompiledResiduals
) -> (value: [Double], jacobian: SparseMatrix<Double>) {
    var jacobian = SparseMatrix<Double>(pattern: SparsityPattern(columns: 0, rows: []))
    if let value = f.bound.residualsWithJacobian(at: x, into: &jacobian) { return (value, jacobian) }
    let (value, dense) = valueWithJacobian(at: x, of: OneByOne(f: f))
    return (value, SparseMatrix(dense))
}

/// The Jacobian of the residuals in the place of a matrix: again and again, as long as the samples stay on their paths. If its pattern
/// isn't the right one the matrix gets another.
public func sparseJacobian(at x: [Double], of f: CompiledResiduals, into jacobian: inout SparseMatrix<Double>) {
    if f.bound.residualsWithJacobian(at: x, wantsResiduals: false, into: &jacobian) == nil {
        jacobian = sparseJacobian(at: x, of: f)
    }
}

/// ½|r|², its gradient Jᵀr, and JᵀJ, without J: what a step of Gauss and Newton solves.
///
///     let residuals = compile(over: data, at: [1, 1]) { θ, s in [θ[0] * exp(-θ[1] * s.x) - s.y] }
///     let (value, slope, matrix) = normalEquations(at: θ, of: residuals)
///     let step = try solve(matrix.dense, slope.map(-))                // of Gauss and Newton
///
/// Cost: about the Jacobian's, and one addition for each pair of parameters that a sample has.
public func normalEquations(
    at x: [Double], of f: CompiledResiduals
) -> (value: Double, gradient: [Double], matrix: SparseMatrix<Double>) {
    var matrix = SparseMatrix<Double>(pattern: SparsityPattern(columns: 0, rows: []))
    if let (value, gradient) = f.bound.writeSecond(of: true, at: x, into: &matrix),
        !gradient.hasNaN, !matrix.values.hasNaN
    {
        return (value, gradient, matrix)
    }
    let (r, j) = valueWithJacobian(at: x, of: OneByOne(f: f))
    return (0.5 * dot(r, r), j.transposed.times(r), SparseMatrix(j.transposed.times(j)))
}

/// The same with JᵀJ in the place of a matrix, again and again; see ``sparseJacobian(at:of:into:)-(_,CompiledResiduals,_)``.
public func normalEquations(
    at x: [Double], of f: CompiledResiduals, into matrix: inout SparseMatrix<Double>
) -> (value: Double, gradient: [Double]) {
    if let (value, gradient) = f.bound.writeSecond(of: true, at: x, into: &matrix),
        !gradient.hasNaN, !matrix.values.hasNaN
    {
        return (value, gradient)
    }
    let (value, gradient, again) = normalEquations(at: x, of: f)
    matrix = again
    return (value, gradient)
}

/// The Hessian of a compiled sum, with the entries that aren't always zero.
///
/// Cost: for terms of a few parameters each a few times the gradient's, whatever the number of parameters.
public func sparseHessian(at x: [Double], of f: CompiledSum) -> SparseMatrix<Double> {
    var matrix = SparseMatrix<Double>(pattern: SparsityPattern(columns: 0, rows: []))
    if f.bound.writeSecond(of: false, at: x, into: &matrix) != nil, !matrix.values.hasNaN {
        return matrix
    }
    return SparseMatrix(hessian(at: x, of: f))
}

/// The Hessian of a compiled sum in the place of a matrix; see ``sparseJacobian(at:of:into:)-(_,CompiledResiduals,_)``.
public func sparseHessian(at x: [Double], of f: CompiledSum, into hessian: inout SparseMatrix<Double>) {
    if f.bound.writeSecond(of: false, at: x, into: &hessian) != nil, !hessian.values.hasNaN { return }
    hessian = sparseHessian(at: x, of: f)
}

/// The residuals as a function like any other.
private struct OneByOne: Differentiable {
    let f: CompiledResiduals
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { f(x) }
}
