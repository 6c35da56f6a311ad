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

    /// A function recorded at the point `x`, with another way to its gradient; see ``compile(_:at:options:)``.
    ///
    /// `orElse` is taken when the function's path changes so often that recording it anew would cost more than it saves.
    public init(
        at x: [Double], options: CompileOptions = CompileOptions(), of f: @escaping @Sendable ([Symbol]) -> Symbol,
        orElse valueWithGradient: (@Sendable ([Double]) -> (value: Double, gradient: [Double]))?
    ) {
        var compiled = Compiled(at: x, options) { [f($0)] }
        compiled.immediateGradient = valueWithGradient
        self.init(compiled)
    }

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
        if compiled.paths.haveGivenUp, let immediate = compiled.immediateGradient {
            let (value, slope) = immediate(x)
            for i in slope.indices { gradient[i] = slope[i] }
            return value
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

    /// A function recorded at the point `x`, with another way to its Jacobian; see ``CompiledField/init(at:options:of:orElse:)``.
    public init(
        at x: [Double], options: CompileOptions = CompileOptions(), of f: @escaping @Sendable ([Symbol]) -> [Symbol],
        orElse valueWithJacobian: (@Sendable ([Double]) -> (value: [Double], jacobian: Matrix<Double>))?
    ) {
        var compiled = Compiled(at: x, options, f)
        compiled.immediateJacobian = valueWithJacobian
        self.init(compiled)
    }

    /// The values. On `Double` the program's; on other scalars the operations of the recording, one by one.
    public func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { compiled.values(at: x) }
}

extension CompiledFunction {
    /// Writes the Jacobian to `jacobian`, which needs m rows and n columns, and returns nothing else. Allocates nothing once the
    /// program is made; see ``CompiledField/valueWithGradient(at:into:)``.
    public func jacobian(at x: [Double], into jacobian: inout Matrix<Double>) {
        if compiled.paths.haveGivenUp, let immediate = compiled.immediateJacobian {
            jacobian = immediate(x).jacobian
            return
        }
        compiled.paths.run(at: x) { path in
            let m = path.graph.outputs.count
            if jacobian.rows != m || jacobian.columns != x.count {
                misuse(
                    """
                    the place of a Jacobian is \(jacobian.rows) × \(jacobian.columns) where \(m) × \(x.count) is needed: \
                    rows = outputs
                    """)
            }
            return x.withUnsafeBufferPointer { x in
                path.program(.jacobian).run(x) { results in
                    jacobian.storage.withUnsafeMutableBufferPointer {
                        results.copy(m..<m + m * x.count, to: $0.baseAddress)
                    }
                }
            }
        }
    }
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

extension Compiled {
    private func program(_ verb: String) -> Program {
        paths.first.program(verb == "jacobian" ? .jacobian : verb == "hessian" ? .hessian : .gradient)
    }

    /// The size of a verb's program: the nodes of its graph, the operations, and how they are done, in a few words.
    package func size(of verb: String) -> (nodes: Int, operations: Int, form: String, slots: Int) {
        let program = program(verb)
        return (program.nodeCount, program.operationCount, program.form, program.slotCount)
    }

    /// What a verb's program does.
    package func summary(of verb: String) -> String { program(verb).summary }
}
