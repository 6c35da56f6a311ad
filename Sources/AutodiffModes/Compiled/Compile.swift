import AutodiffCore
import AutodiffGraph
import AutodiffReverse

// A function that is a value of a type can be run on a tape as well: where its path changes at nearly every call, that is faster
// than to record it anew.

/// Records a scalar field at the point `x`, for derivatives that are programs.
///
///     let f = compile(Rosenbrock(), at: [-1.2, 1])
///     let (value, slope) = valueWithGradient(at: [0.5, 0.2], of: f)
///
/// Cost: one run on a recording scalar; the program of a derivative is made when it is asked for. If more than a fifth of the
/// calls meet a path that isn't known, gradients go on by reverse mode.
@inlinable
public func compile<F: ScalarField & Sendable>(
    _ f: F, at x: [Double], options: CompileOptions = CompileOptions()
) -> CompiledField {
    CompiledField(at: x, options: options, of: { f.value(at: $0) }, orElse: { reverseGradient(at: $0, of: f) })
}

/// Records a function at the point `x`, for derivatives that are programs; see ``CompiledFunction``.
@inlinable
public func compile<F: Differentiable & Sendable>(
    _ f: F, at x: [Double], options: CompileOptions = CompileOptions()
) -> CompiledFunction {
    CompiledFunction(
        at: x, options: options, of: { f($0) }, orElse: { valueWithJacobian(at: $0, of: f, mode: .reverse) })
}
