import AutodiffCore

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
@_disfavoredOverload
public func compile(
    at x: [Double], options: CompileOptions = CompileOptions(), of f: @escaping @Sendable ([Symbol]) -> [Symbol]
) -> CompiledFunction {
    CompiledFunction(Compiled(at: x, options, f))
}

/// The gradient of a compiled function, as a compiled function of its own: Rⁿ → Rⁿ.
///
///     let slope = gradient(of: compile(Rosenbrock(), at: x0))
///     let h = jacobian(at: x, of: slope)
///
/// Its values are the program's: where 0 · ∞ makes one nan, the verb `gradient` on `f` looks again by the conventions of the
/// other modes, this doesn't. It can be derived again, to any order. It takes the paths of the function, and compares anew where those fail.
public func gradient(of f: CompiledField) -> CompiledFunction {
    let inner = f.compiled
    return CompiledFunction(
        Compiled(at: inner.paths.first.point, inner.paths.options) { x in
            let path = inner.path(of: x)
            return Array((path.unfolded ?? path).graph(of: .gradient).values(at: x).dropFirst())
        })
}
