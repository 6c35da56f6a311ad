import AutodiffCore

/// The terms of a sum, whose type the source alone knows. It owns a copy of the samples.
class TermSource: @unchecked Sendable {
    var count: Int { 0 }

    /// The term of a sample on symbols.
    func term(at x: [Symbol], _ sample: Int) -> Symbol { fatalError() }

    /// The term of a sample on any scalar.
    func value<S: RealScalar>(at x: [S], _ sample: Int) -> S { fatalError() }
}

/// A term that is written for every scalar. Its form on symbols is a closure of its own, made where the compiler sees the term.
final class DataTermSource<Term: DataTerm & Sendable>: TermSource, @unchecked Sendable where Term.Sample: Sendable {
    private let term: Term
    private let samples: [Term.Sample]
    private let onSymbols: @Sendable ([Symbol], Term.Sample) -> Symbol

    init(
        _ term: Term, _ samples: [Term.Sample], onSymbols: @escaping @Sendable ([Symbol], Term.Sample) -> Symbol
    ) {
        self.term = term
        self.samples = samples
        self.onSymbols = onSymbols
    }

    override var count: Int { samples.count }
    override func term(at x: [Symbol], _ sample: Int) -> Symbol { onSymbols(x, samples[sample]) }
    override func value<S: RealScalar>(at x: [S], _ sample: Int) -> S { term.value(at: x, for: samples[sample]) }
}

/// A term that is a closure on symbols. On other scalars it is recorded first, and the recording run.
final class ClosureSource<Sample: Sendable>: TermSource, @unchecked Sendable {
    private let term: @Sendable ([Symbol], Sample) -> Symbol
    private let samples: [Sample]
    private let options: CompileOptions

    init(_ term: @escaping @Sendable ([Symbol], Sample) -> Symbol, _ samples: [Sample], _ options: CompileOptions) {
        self.term = term
        self.samples = samples
        self.options = options
    }

    override var count: Int { samples.count }
    override func term(at x: [Symbol], _ sample: Int) -> Symbol { term(x, samples[sample]) }
    override func value<S: RealScalar>(at x: [S], _ sample: Int) -> S {
        if let x = x as? [Symbol] { return term(x, samples[sample]) as! S }
        let recording = Recording(options)
        recording.setOutputs([term(recording.inputs(x.map(\._peek)), samples[sample])])
        recording.isOpen = false
        return recording.graph.values(at: x)[0]
    }
}
