import AutodiffCore

/// A sum over data, F(θ) = Σ f(θ, sample), whose terms were recorded once and run for sixteen samples at a time.
///
///     let loss = compile(SquaredError(), over: data, at: [0, 0])
///     let (value, slope) = valueWithGradient(at: θ, of: loss)
///
/// The verbs `gradient`, `hessian`, `hvp` and the checks take it, as any function. Data enter a term as plain `Double`s; the numbers
/// in which the samples differ were found when they were bound, and are kept in columns. A sum owns a copy of the samples: data
/// that change afterwards are bound by compiling anew.
///
/// Terms whose comparisons come out otherwise than those of others are on another path, and have a program of their own; they may
/// change paths from call to call. What depends on θ alone is computed once a call.
///
/// The value is the sum in the order of the samples, in sixteen parts, as `valueWithGradient(at:of:over:)` adds it; gradients are
/// summed by path and lane, in an order that depends on the samples, their paths and nothing else. Any number of threads may use a
/// sum at once.
public struct CompiledSum: ScalarField, Sendable {
    package let bound: BoundSum

    /// Value and gradient by another mode: for terms whose paths change too often.
    package let immediate: (@Sendable ([Double]) -> (value: Double, gradient: [Double]))?

    init(bound: BoundSum, immediate: (@Sendable ([Double]) -> (value: Double, gradient: [Double]))?) {
        self.bound = bound
        self.immediate = immediate
    }

    /// The value. On `Double` by programs; on other scalars term by term.
    public func value<S: RealScalar>(at x: [S]) -> S {
        if S.self == Double.self { return bound.value(at: x as! [Double]) as! S }
        return value(at: x, batch: Array(0..<bound.source.count))
    }

    /// The sum of the terms of some samples, term by term, in the parts and the order of the programs' sum.
    package func value<S: RealScalar>(at x: [S], batch: [Int]) -> S {
        let count = batch.count
        var total: S = 0
        for part in 0..<min(16, count) {
            var sum: S = 0
            for i in batch[count * part / min(16, count)..<count * (part + 1) / min(16, count)] {
                sum += bound.source.values(at: x, i)[0]
            }
            total += sum
        }
        return total
    }

    /// Writes the gradient to `gradient`, which needs n elements, and returns the value. Allocates nothing once the program is made and
    /// each term has been on its path before.
    ///
    /// Where the gradient is nan the verb `gradient` looks again, by the tape's conventions; this, and the form with a batch, do not.
    @discardableResult
    public func valueWithGradient(at x: [Double], into gradient: inout [Double]) -> Double {
        if gradient.count != bound.parameterCount {
            misuse(
                count: gradient.count, of: "the place of a gradient", expected: bound.parameterCount,
                "one for each parameter")
        }
        if let value = bound.run(.gradient, at: x, along: [], into: &gradient) { return value }
        let (value, slope) = immediate?(x) ?? bound.singleGradients(at: x)
        for i in slope.indices { gradient[i] = slope[i] }
        return value
    }

    /// Writes the gradient of the terms of some samples to `gradient`, and returns the sum of these terms: a step on a mini-batch.
    ///
    ///     let loss = compile(SquaredError(), over: data, at: [0, 0])
    ///     var slope = [0.0, 0.0]
    ///     loss.valueWithGradient(at: θ, batch: [3, 0, 4], into: &slope)
    ///
    /// The value has the bits of `valueWithGradient(at:of:over:)` over these samples in this order. Traps at an index that is none of
    /// a sample's. An index may stand more than once.
    @discardableResult
    public func valueWithGradient(at x: [Double], batch: [Int], into gradient: inout [Double]) -> Double {
        if gradient.count != bound.parameterCount {
            misuse(
                count: gradient.count, of: "the place of a gradient", expected: bound.parameterCount,
                "one for each parameter")
        }
        if let value = bound.run(.gradient, at: x, along: [], batch: batch, into: &gradient) { return value }
        let (value, slope) = bound.singleGradients(at: x, batch: batch)
        for i in slope.indices { gradient[i] = slope[i] }
        return value
    }

    /// The number of ways through the terms, and how many of the samples are on each.
    public var paths: [Int] { bound.current.groups.map(\.activeCount) }
}

extension CompiledSum: CustomStringConvertible {
    /// How many samples there are, on how many paths, and what their programs do; or why there are none.
    public var description: String {
        bound.description(of: .gradient, otherwise: immediate == nil ? "recorded anew in each call" : "by reverse mode")
    }
}

extension BoundSum {
    func run(
        _ verb: SumVerb, at x: [Double], along v: [Double], batch: [Int]? = nil, into totals: inout [Double]
    ) -> Double? {
        x.withUnsafeBufferPointer { x in
            v.withUnsafeBufferPointer { v in
                totals.withUnsafeMutableBufferPointer { totals in
                    guard let place = totals.baseAddress else {
                        var nothing = 0.0
                        return run(verb, at: x, along: v, batch: batch, into: &nothing)
                    }
                    return run(verb, at: x, along: v, batch: batch, into: place)
                }
            }
        }
    }

    func value(at x: [Double]) -> Double {
        var none: [Double] = []
        if let value = run(.value, at: x, along: [], into: &none) { return value }
        let place = valuePool.take(source.count)
        defer { valuePool.give(place) }
        for i in 0..<source.count { place[i] = source.values(at: x, i)[0] }
        return BoundSum.total(place, source.count)
    }

    /// The value and the gradient by recording each term at x.
    package func singleGradients(at x: [Double], batch: [Int]? = nil) -> (value: Double, gradient: [Double]) {
        var gradient = [Double](repeating: 0, count: x.count)
        let samples = batch ?? Array(0..<source.count)
        var values = [Double](repeating: 0, count: max(samples.count, 1))
        for (place, i) in samples.enumerated() {
            let recording = Recording(options)
            recording.setOutputs(source.term(at: recording.inputs(x), i))
            recording.isOpen = false
            let derivation = Derivation(of: recording.graph, at: x, options)
            values[place] = derivation.results[0].value
            for (k, slope) in derivation.gradient(of: 0).enumerated() { gradient[k] += slope.value }
        }
        let count = samples.count
        return (values.withUnsafeMutableBufferPointer { BoundSum.total($0.baseAddress!, count) }, gradient)
    }

    /// The value, the gradient, and the Hessian's product with v.
    package func hvp(at x: [Double], along v: [Double]) -> (value: Double, gradient: [Double], product: [Double])? {
        let n = parameterCount
        var totals = [Double](repeating: 0, count: 2 * n)
        guard let value = run(.hvp, at: x, along: v, into: &totals) else { return nil }
        return (value, Array(totals[..<n]), Array(totals[n...]))
    }

    /// The value, the gradient and the Hessian.
    package func valueWithGradientAndHessian(
        at x: [Double]
    ) -> (value: Double, gradient: [Double], hessian: Matrix<Double>)? {
        let n = parameterCount
        var totals = [Double](repeating: 0, count: SumVerb.hessian.resultCount(n))
        guard let value = run(.hessian, at: x, along: [], into: &totals) else { return nil }
        return (value, Array(totals[..<n]), Matrix(rows: n, columns: n, values: Array(totals[n...])))
    }
}

/// Records the terms of a sum over data at the parameters θ, by a closure on symbols.
///
///     let loss = compile(over: data, at: [0, 0]) { θ, sample in pow(θ[0] * sample.x + θ[1] - sample.y, 2) }
///
/// Cost: each sample's term is run once on symbols, some ten times as long as on numbers. The closure is kept, for terms whose
/// comparisons come out otherwise.
public func compile<Samples: Collection>(
    over data: Samples, at parameters: [Double], options: CompileOptions = CompileOptions(),
    of term: @escaping @Sendable ([Symbol], Samples.Element) -> Symbol
) -> CompiledSum where Samples.Element: Sendable {
    CompiledSum(
        bound: BoundSum(ClosureSource({ [term($0, $1)] }, Array(data), options), at: parameters, options),
        immediate: nil)
}

extension CompiledSum {
    /// Records the terms of a sum over data; see ``compile(_:over:at:options:)``, which passes the term on symbols and another way to
    /// the gradient.
    @usableFromInline
    package init<Term: DataTerm & Sendable>(
        _ term: Term, over data: [Term.Sample], at parameters: [Double], _ options: CompileOptions,
        onSymbols: @escaping @Sendable ([Symbol], Term.Sample) -> Symbol,
        immediate: @escaping @Sendable ([Double]) -> (value: Double, gradient: [Double])
    ) where Term.Sample: Sendable {
        let source = GenericSource(TermOfOne(term: term), data, onSymbols: { [onSymbols($0, $1)] })
        self.init(bound: BoundSum(source, at: parameters, options), immediate: immediate)
    }
}
