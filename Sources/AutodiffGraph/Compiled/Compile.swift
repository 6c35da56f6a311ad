import AutodiffCore

/// Records a scalar field at the point `x`, for derivatives that are programs.
///
///     let f = compile(Rosenbrock(), at: [-1.2, 1])
///     let (value, slope) = valueWithGradient(at: [0.5, 0.2], of: f)
///
/// Cost: one run on a recording scalar; the program of a derivative is made when it is asked for.
public func compile<F: ScalarField & Sendable>(
    _ f: F, at x: [Double], options: CompileOptions = CompileOptions()
) -> CompiledField {
    CompiledField(Compiled(at: x, options) { [f.value(at: $0)] })
}

/// Records a function at the point `x`, for derivatives that are programs; see ``compile(_:at:options:)-field``.
public func compile<F: Differentiable & Sendable>(
    _ f: F, at x: [Double], options: CompileOptions = CompileOptions()
) -> CompiledFunction {
    CompiledFunction(Compiled(at: x, options) { f($0) })
}

/// Records a closure with one result at the point `x`, for derivatives that are programs.
///
///     let f = compile(at: [-1.2, 1]) { x in 100 * pow(x[1] - x[0] * x[0], 2) + pow(1 - x[0], 2) }
///
/// The closure is kept, for points where its comparisons come out otherwise.
public func compile(
    at x: [Double], options: CompileOptions = CompileOptions(), of f: @escaping @Sendable ([Symbol]) -> Symbol
) -> CompiledField {
    CompiledField(Compiled(at: x, options) { [f($0)] })
}

/// Records a closure with several results at the point `x`, for derivatives that are programs.
public func compile(
    at x: [Double], options: CompileOptions = CompileOptions(), of f: @escaping @Sendable ([Symbol]) -> [Symbol]
) -> CompiledFunction {
    CompiledFunction(Compiled(at: x, options, f))
}
