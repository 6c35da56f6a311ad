import AutodiffCore

/// What ``CompiledField`` and ``CompiledFunction`` have in common: the verbs on `Double`.
package struct Compiled: Sendable {
    let paths: Paths

    /// Value and gradient, or values and Jacobian, by another mode: for a function whose path changes too often.
    var immediateGradient: (@Sendable ([Double]) -> (value: Double, gradient: [Double]))?
    var immediateJacobian: (@Sendable ([Double]) -> (value: [Double], jacobian: Matrix<Double>))?

    package init(at x: [Double], _ options: CompileOptions, _ record: @escaping @Sendable ([Symbol]) -> [Symbol]) {
        if x.isEmpty { misuse("a function of no inputs can't be compiled: the point has at least one number") }
        paths = Paths(at: x, options, record)
    }

    package var inputCount: Int { paths.inputCount }

    /// f(x) on any scalar.
    func values<S: RealScalar>(at x: [S]) -> [S] {
        if S.self == Double.self { return values(at: x as! [Double]) as! [S] }
        return path(of: x).graph.values(at: x)
    }

    /// The path of a point on any scalar.
    func path<S: RealScalar>(of x: [S]) -> Path {
        let point = x.map(\._peek)
        return paths.run(at: point) { path in
            point.withUnsafeBufferPointer { path.program(.value).run($0) { _ in path } }
        }
    }

    /// f(x).
    package func values(at x: [Double]) -> [Double] { run(.value, at: x) { $0.array(0..<$1) } }

    /// f(x) and its gradient.
    package func valueWithGradient(at x: [Double]) -> (value: Double, gradient: [Double]) {
        if paths.haveGivenUp, let immediate = immediateGradient { return immediate(x) }
        return run(.gradient, at: x) { results, _ in (results[0], results.array(1..<1 + x.count)) }
    }

    /// f(x) and its Jacobian.
    package func valueWithJacobian(at x: [Double]) -> (value: [Double], jacobian: Matrix<Double>) {
        if paths.haveGivenUp, let immediate = immediateJacobian { return immediate(x) }
        return run(.jacobian, at: x) { results, m in
            (
                results.array(0..<m),
                Matrix(rows: m, columns: x.count, values: results.array(m..<m + m * x.count))
            )
        }
    }

    /// f(x), its gradient and its Hessian.
    package func valueWithGradientAndHessian(
        at x: [Double]
    ) -> (value: Double, gradient: [Double], hessian: Matrix<Double>) {
        run(.hessian, at: x) { results, _ in
            let n = x.count
            var hessian = Matrix<Double>(rows: n, columns: n, repeating: 0)
            var next = 1 + n
            for i in 0..<n {
                for j in i..<n {
                    hessian[i, j] = results[next]
                    hessian[j, i] = results[next]
                    next += 1
                }
            }
            return (results[0], results.array(1..<1 + n), hessian)
        }
    }

    /// The gradient and the Hessian's product with v.
    package func hvp(at x: [Double], along v: [Double]) -> (gradient: [Double], product: [Double]) {
        run(.hvp, at: x, v) { results, _ in
            (results.array(1..<1 + x.count), results.array(1 + x.count..<1 + 2 * x.count))
        }
    }

    /// f(x) and Jv.
    package func jvp(at x: [Double], along v: [Double]) -> (value: [Double], tangent: [Double]) {
        run(.jvp, at: x, v) { results, m in (results.array(0..<m), results.array(m..<2 * m)) }
    }

    /// f(x) and wᵀJ.
    package func vjp(at x: [Double], pullingBack w: [Double]) -> (value: [Double], product: [Double]) {
        run(.vjp, at: x, w) { results, m in (results.array(0..<m), results.array(m..<m + x.count)) }
    }

    /// All results of a verb that takes a point alone.
    func results(of verb: Verb, at x: [Double]) -> [Double] {
        run(verb, at: x) { results, _ in results.array(0..<results.outputs.slots.count) }
    }

    /// Runs a verb's program of the point's path; `read` gets the results and the number of the function's own.
    private func run<Result>(
        _ verb: Verb, at x: [Double], _ more: [Double] = [], _ read: (Results, Int) -> Result
    ) -> Result {
        paths.run(at: x) { path in
            let program = path.program(verb)
            if x.count + more.count != program.inputCount {
                misuse(
                    """
                    \(more.count) numbers for a direction or cotangents where \(program.inputCount - x.count) are \
                    needed: one for each input or output
                    """)
            }
            return x.withUnsafeBufferPointer { x in
                more.withUnsafeBufferPointer { more in
                    program.run(x, more) { read($0, path.graph.outputs.count) }
                }
            }
        }
    }
}
