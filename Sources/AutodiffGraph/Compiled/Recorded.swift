import AutodiffCore

/// Calls `body` with a closure as a compiled function, recorded at `x`: for a verb that needs more than one scalar. The closure
/// need not be sendable, since it is called while the caller waits, on its thread.
package func recorded<Result>(
    at x: [Double], _ f: ([Symbol]) -> Symbol, _ body: (CompiledField) -> Result
) -> Result {
    withoutActuallyEscaping(f) { f in
        let f = OnThisThread(call: f)
        var options = CompileOptions()
        options.exactValues = true
        return body(CompiledField(Compiled(at: x, options) { [f.call($0)] }))
    }
}

/// The same of a closure with several results.
package func recorded<Result>(
    at x: [Double], _ f: ([Symbol]) -> [Symbol], _ body: (CompiledFunction) -> Result
) -> Result {
    withoutActuallyEscaping(f) { f in
        let f = OnThisThread(call: f)
        var options = CompileOptions()
        options.exactValues = true
        return body(CompiledFunction(Compiled(at: x, options) { f.call($0) }))
    }
}

private struct OnThisThread<Output>: @unchecked Sendable {
    let call: ([Symbol]) -> Output
}
