import AutodiffCore

/// The terms of a sum, whose type the source alone knows. It owns a copy of the samples.
class TermSource: @unchecked Sendable {
    var count: Int { 0 }

    /// The term of a sample on symbols: one result, or the residuals.
    func term(at x: [Symbol], _ sample: Int) -> [Symbol] { fatalError() }

    /// The term of a sample on any scalar.
    func values<S: RealScalar>(at x: [S], _ sample: Int) -> [S] { fatalError() }
}

/// Terms that are written for every scalar. Their form on symbols is a closure of its own, made where the compiler sees the type.
final class GenericSource<Terms: ScalarTerms>: TermSource, @unchecked Sendable {
    private let terms: Terms
    private let samples: [Terms.Sample]
    private let onSymbols: @Sendable ([Symbol], Terms.Sample) -> [Symbol]

    init(
        _ terms: Terms, _ samples: [Terms.Sample],
        onSymbols: @escaping @Sendable ([Symbol], Terms.Sample) -> [Symbol]
    ) {
        self.terms = terms
        self.samples = samples
        self.onSymbols = onSymbols
    }

    override var count: Int { samples.count }
    override func term(at x: [Symbol], _ sample: Int) -> [Symbol] { onSymbols(x, samples[sample]) }
    override func values<S: RealScalar>(at x: [S], _ sample: Int) -> [S] { terms.values(at: x, samples[sample]) }
}

/// What a term of one result and a term of several residuals have in common.
protocol ScalarTerms<Sample>: Sendable {
    associatedtype Sample: Sendable
    func values<S: RealScalar>(at x: [S], _ sample: Sample) -> [S]
}

struct TermOfOne<Term: DataTerm & Sendable>: ScalarTerms where Term.Sample: Sendable {
    let term: Term
    func values<S: RealScalar>(at x: [S], _ sample: Term.Sample) -> [S] { [term.value(at: x, for: sample)] }
}

struct TermOfSeveral<Term: ResidualTerm & Sendable>: ScalarTerms where Term.Sample: Sendable {
    let term: Term
    func values<S: RealScalar>(at x: [S], _ sample: Term.Sample) -> [S] { term.residuals(at: x, for: sample) }
}

/// Terms that are a closure on symbols. On other scalars they are recorded first, and the recording run.
final class ClosureSource<Sample: Sendable>: TermSource, @unchecked Sendable {
    private let term: @Sendable ([Symbol], Sample) -> [Symbol]
    private let samples: [Sample]
    private let options: CompileOptions

    init(_ term: @escaping @Sendable ([Symbol], Sample) -> [Symbol], _ samples: [Sample], _ options: CompileOptions) {
        self.term = term
        self.samples = samples
        self.options = options
    }

    override var count: Int { samples.count }
    override func term(at x: [Symbol], _ sample: Int) -> [Symbol] { term(x, samples[sample]) }
    override func values<S: RealScalar>(at x: [S], _ sample: Int) -> [S] {
        if let x = x as? [Symbol] { return term(x, samples[sample]) as! [S] }
        let recording = Recording(options)
        recording.setOutputs(term(recording.inputs(x.map(\._peek)), samples[sample]))
        recording.isOpen = false
        return recording.graph.values(at: x)
    }
}
