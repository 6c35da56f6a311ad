import AutodiffCore
import AutodiffGraph
import AutodiffModes

// The sparse verbs on compiled functions: every entry is a result of the program, and no colours are needed. Where 0 · ∞ makes an
// entry nan it is taken again by colours, on the recorded operations, with the conventions of the other modes. By colours as well if the
// points take new paths too often, for each of which a program would be made.

/// The sparse Jacobian of a compiled function, by its program. The pattern is that of the point's path, exactly: entries that cancel
/// aren't in it.
///
/// Cost: that of the program; at the first call that of making it, about a microsecond an operation.
public func sparseJacobian(at x: [Double], of f: CompiledFunction) -> SparseMatrix<Double> {
    valueWithSparseJacobian(at: x, of: f).jacobian
}

/// The value and the sparse Jacobian of a compiled function, by its program.
public func valueWithSparseJacobian(
    at x: [Double], of f: CompiledFunction
) -> (value: [Double], jacobian: SparseMatrix<Double>) {
    if f.compiled.hasGivenUp { return valueWithSparseJacobian(at: x, of: ReplayedFunction(f: f)) }
    let (value, matrix, hasNaN) = f.compiled.withSparseJacobian(at: x) { read($0) }
    return hasNaN ? valueWithSparseJacobian(at: x, of: ReplayedFunction(f: f)) : (value, matrix)
}

/// The sparse Hessian of a compiled function, by its program; see ``sparseJacobian(at:of:)``.
public func sparseHessian(at x: [Double], of f: CompiledField) -> SparseMatrix<Double> {
    valueWithGradientAndSparseHessian(at: x, of: f).hessian
}

/// The value, the gradient and the sparse Hessian of a compiled function, by its program.
///
///     let f = compile(Chain(), at: grid)
///     let (value, slope, h) = valueWithGradientAndSparseHessian(at: grid, of: f)
///
/// Cost: that of the Hessian.
public func valueWithGradientAndSparseHessian(
    at x: [Double], of f: CompiledField
) -> (value: Double, gradient: [Double], hessian: SparseMatrix<Double>) {
    if f.compiled.hasGivenUp { return valueWithGradientAndSparseHessian(at: x, of: ReplayedField(f: f)) }
    let (leading, matrix, hasNaN) = f.compiled.withSparseHessian(at: x) { read($0) }
    if hasNaN { return valueWithGradientAndSparseHessian(at: x, of: ReplayedField(f: f)) }
    return (leading[0], Array(leading.dropFirst()), matrix)
}

private func read(_ results: SparseResults) -> (leading: [Double], matrix: SparseMatrix<Double>, hasNaN: Bool) {
    var matrix = SparseMatrix<Double>(pattern: results.pattern)
    let hasNaN = matrix.storage.withUnsafeMutableBufferPointer { results.copyEntries(to: $0.baseAddress) }
    return (results.leading(), matrix, hasNaN)
}

/// A compiled function as a function like any other: its recorded operations, on whatever scalar.
private struct ReplayedFunction: Differentiable {
    let f: CompiledFunction
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { f(x) }
}

private struct ReplayedField: ScalarField {
    let f: CompiledField
    func value<S: RealScalar>(at x: [S]) -> S { f.value(at: x) }
}

// Of a closure, or a function by its name. It is recorded once, and the recording serves the verb; for many points `compile` it.

/// The sparse Jacobian of a closure.
///
///     sparseJacobian(at: x) { x in (1..<x.count).map { i in x[i] * sin(x[i - 1]) } }
public func sparseJacobian(at x: [Double], of f: ([Symbol]) -> [Symbol]) -> SparseMatrix<Double> {
    recorded(at: x, f) { sparseJacobian(at: x, of: $0) }
}

/// The value and the sparse Jacobian of a closure.
public func valueWithSparseJacobian(
    at x: [Double], of f: ([Symbol]) -> [Symbol]
) -> (value: [Double], jacobian: SparseMatrix<Double>) {
    recorded(at: x, f) { valueWithSparseJacobian(at: x, of: $0) }
}

/// The sparse Hessian of a closure.
public func sparseHessian(at x: [Double], of f: ([Symbol]) -> Symbol) -> SparseMatrix<Double> {
    recorded(at: x, f) { sparseHessian(at: x, of: $0) }
}

/// The value, the gradient and the sparse Hessian of a closure.
public func valueWithGradientAndSparseHessian(
    at x: [Double], of f: ([Symbol]) -> Symbol
) -> (value: Double, gradient: [Double], hessian: SparseMatrix<Double>) {
    recorded(at: x, f) { valueWithGradientAndSparseHessian(at: x, of: $0) }
}

/// The pattern of a closure's Jacobian: which output depends on which input.
public func jacobianSparsity(at x: [Double], of f: ([Symbol]) -> [Symbol]) -> Sparsity {
    recorded(at: x, f) { jacobianSparsity(at: x, of: $0) }
}

/// The pattern of a closure's Hessian.
///
///     print(hessianSparsity(at: [1, 2, 3]) { x in x[0] * x[1] + x[2] * x[2] }.pattern.row(0))         // [1]
public func hessianSparsity(at x: [Double], of f: ([Symbol]) -> Symbol) -> Sparsity {
    recorded(at: x, f) { hessianSparsity(at: x, of: $0) }
}
