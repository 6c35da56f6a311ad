import AutodiffCore
import AutodiffForward
import AutodiffGraph
import AutodiffReverse

/// Records the terms of a sum over data at the parameters θ, for derivatives that are programs.
///
///     struct SquaredError: DataTerm {                       // (θ₀ x + θ₁ - y)²
///         func value<S: RealScalar>(at θ: [S], for sample: (x: Double, y: Double)) -> S {
///             pow(θ[0] * sample.x + θ[1] - sample.y, 2)
///         }
///     }
///     let loss = compile(SquaredError(), over: data, at: [0, 0])
///     let (value, slope) = valueWithGradient(at: θ, of: loss)
///
/// Cost: each sample's term is run once on symbols, some ten times as long as on numbers; a gradient afterwards costs less than
/// the sum on plain numbers for most terms. If the terms take too many paths, or change them in each call, gradients go on by reverse
/// mode; `print(loss)` says so. Of a type that is a ``DataTerm`` and a ``ResidualTerm`` the result's type says which is meant:
/// `let loss: CompiledSum = compile(…)`.
@inlinable
public func compile<Term: DataTerm & Sendable, Samples: Collection<Term.Sample>>(
    _ term: Term, over data: Samples, at parameters: [Double], options: CompileOptions = CompileOptions()
) -> CompiledSum where Term.Sample: Sendable {
    let data = Array(data)
    return CompiledSum(
        term, over: data, at: parameters, options, onSymbols: { term.value(at: $0, for: $1) },
        immediate: { AutodiffReverse.valueWithGradient(at: $0, of: term, over: data) })
}

/// The gradient of a compiled sum, by its programs.
public func gradient(at x: [Double], of f: CompiledSum) -> [Double] { valueWithGradient(at: x, of: f).gradient }

/// The value and the gradient of a compiled sum, by its programs.
public func valueWithGradient(at x: [Double], of f: CompiledSum) -> (value: Double, gradient: [Double]) {
    var gradient = [Double](repeating: 0, count: f.bound.parameterCount)
    let value = f.valueWithGradient(at: x, into: &gradient)
    if gradient.hasNaN { return valueWithGradient(at: x, of: TermByTerm(f: f), mode: .reverse) }
    return (value, gradient)
}

/// The value and the gradient of the terms of some samples, by their indices: a step on a mini-batch.
///
///     let loss = compile(SquaredError(), over: data, at: [0, 0])
///     let (value, slope) = valueWithGradient(at: θ, of: loss, batch: [3, 0, 4])
public func valueWithGradient(
    at x: [Double], of f: CompiledSum, batch: [Int]
) -> (value: Double, gradient: [Double]) {
    var gradient = [Double](repeating: 0, count: f.bound.parameterCount)
    let value = f.valueWithGradient(at: x, batch: batch, into: &gradient)
    if gradient.hasNaN { return valueWithGradient(at: x, of: TermByTerm(f: f, batch: batch), mode: .reverse) }
    return (value, gradient)
}

/// The value and the gradient of a compiled sum on all cores, with the bits of ``valueWithGradient(at:of:)-(_,CompiledSum)``.
///
/// - Parameter tasks: How many parts may be computed at once, which leaves cores to others; nil stands for all.
public func parallelValueWithGradient(
    at x: [Double], of f: CompiledSum, tasks: Int? = nil
) async -> (value: Double, gradient: [Double]) {
    guard let result = await f.bound.parallelGradient(at: x, tasks: tasks),
        !result.gradient.hasNaN
    else { return valueWithGradient(at: x, of: f) }
    return result
}

/// The gradient of a compiled sum on all cores; see ``parallelValueWithGradient(at:of:tasks:)``.
public func parallelGradient(at x: [Double], of f: CompiledSum, tasks: Int? = nil) async -> [Double] {
    await parallelValueWithGradient(at: x, of: f, tasks: tasks).gradient
}

/// The Hessian of a compiled sum, by its programs: n × n.
public func hessian(at x: [Double], of f: CompiledSum) -> Matrix<Double> {
    valueWithGradientAndHessian(at: x, of: f).hessian
}

/// The value, the gradient and the Hessian of a compiled sum, by its programs.
public func valueWithGradientAndHessian(
    at x: [Double], of f: CompiledSum
) -> (value: Double, gradient: [Double], hessian: Matrix<Double>) {
    guard let result = f.bound.valueWithGradientAndHessian(at: x),
        !result.gradient.hasNaN, !result.hessian.values.hasNaN
    else { return valueWithGradientAndHessian(at: x, of: TermByTerm(f: f)) }
    return result
}

/// The gradient of a compiled sum, and the product of its Hessian and v, by its programs.
public func hvp(
    at x: [Double], along v: [Double], of f: CompiledSum
) -> (gradient: [Double], product: [Double]) {
    checkDirection(v, at: x)
    guard let result = f.bound.hvp(at: x, along: v), !result.gradient.hasNaN,
        !result.product.hasNaN
    else { return hvp(at: x, along: v, of: TermByTerm(f: f)) }
    return (result.gradient, result.product)
}

/// A compiled sum as a function like any other, for the conventions of the other modes at 0 · ∞.
private struct TermByTerm: ScalarField {
    let f: CompiledSum

    /// The samples whose terms are added; nil for all.
    var batch: [Int]?
    func value<S: RealScalar>(at x: [S]) -> S { batch.map { f.value(at: x, batch: $0) } ?? f.value(at: x) }
}
