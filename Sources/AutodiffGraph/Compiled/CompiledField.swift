import AutodiffCore

/// A function f: Rⁿ → R that was recorded once, and whose derivatives are programs made of the recording.
///
///     let f = compile(at: [-1.2, 1]) { x in 100 * pow(x[1] - x[0] * x[0], 2) + pow(1 - x[0], 2) }
///     let g = gradient(at: [0.5, 0.2], of: f)
///
/// All verbs take it: `gradient`, `hessian`, `hvp`, `jvp`, `vjp`, the checks. The program of a verb is made at the verb's first
/// use and kept. A point at which the function's comparisons come out otherwise is on another path: the function is recorded
/// there anew. Values have the bits of the function on `Double`, as far as `exactValues` asks for it.
///
/// It may be used by several threads at once, and outlives whatever the function captured.
public struct CompiledField: ScalarField, Sendable {
    package let compiled: Compiled

    package init(_ compiled: Compiled) { self.compiled = compiled }

    /// The value. On `Double` the program's; on other scalars the operations of the recording, one by one.
    public func value<S: RealScalar>(at x: [S]) -> S { compiled.values(at: x)[0] }

    /// Writes the gradient to `gradient`, which needs n elements, and returns the value. Allocates nothing once the program is
    /// made.
    ///
    /// Where the gradient is nan the verb `gradient` looks again, by the tape's conventions; this does not.
    @discardableResult
    public func valueWithGradient(at x: [Double], into gradient: inout [Double]) -> Double {
        if gradient.count != compiled.inputCount {
            misuse(
                count: gradient.count, of: "the place of a gradient", expected: compiled.inputCount,
                "one for each input")
        }
        return compiled.paths.run(at: x) { path in
            x.withUnsafeBufferPointer { x in
                path.program(.gradient).run(x) { results in
                    gradient.withUnsafeMutableBufferPointer {
                        results.copy(1..<1 + x.count, to: $0.baseAddress)
                    }
                    return results[0]
                }
            }
        }
    }
}

/// A function f: Rⁿ → Rᵐ that was recorded once, and whose derivatives are programs made of the recording; see
/// ``CompiledField``.
public struct CompiledFunction: Differentiable, Sendable {
    package let compiled: Compiled

    package init(_ compiled: Compiled) { self.compiled = compiled }

    /// The values. On `Double` the program's; on other scalars the operations of the recording, one by one.
    public func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { compiled.values(at: x) }
}

extension CompiledField {
    /// The number of paths through the function that are kept.
    public var paths: Int { compiled.paths.count }

    /// How often the function was recorded.
    public var recordings: Int { compiled.paths.recordings }
}

extension CompiledFunction {
    /// The number of paths through the function that are kept.
    public var paths: Int { compiled.paths.count }

    /// How often the function was recorded.
    public var recordings: Int { compiled.paths.recordings }
}
