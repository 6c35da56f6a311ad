import AutodiffCore

/// The gradient of a sum of terms over data, Σ f(θ, sample); see ``valueWithGradient(at:ofSumOver:parts:_:)``.
@inlinable
public func gradient<Term: DataTerm, Base: RealScalar, Samples: RandomAccessCollection<Term.Sample>>(
    at parameters: [Base], of term: Term, summedOver data: Samples, parts: Int = 16
) -> [Base] {
    valueWithGradient(at: parameters, of: term, summedOver: data, parts: parts).gradient
}

/// The value and the gradient of a sum of terms over data, Σ f(θ, sample); see
/// ``valueWithGradient(at:ofSumOver:parts:_:)``.
@inlinable
public func valueWithGradient<Term: DataTerm, Base: RealScalar, Samples: RandomAccessCollection<Term.Sample>>(
    at parameters: [Base], of term: Term, summedOver data: Samples, parts: Int = 16
) -> (value: Base, gradient: [Base]) {
    valueWithGradient(at: parameters, ofSumOver: data, parts: parts) { term.value(at: $0, for: $1) }
}

/// The gradient of a sum of terms over data, on all cores; see
/// ``parallelValueWithGradient(at:ofSumOver:parts:tasks:_:)``.
@inlinable
public func parallelGradient<
    Term: DataTerm & Sendable, Base: RealScalar & Sendable, Samples: RandomAccessCollection<Term.Sample> & Sendable
>(
    at parameters: [Base], of term: Term, summedOver data: Samples, parts: Int = 16, tasks: Int? = nil
) async -> [Base] {
    await parallelValueWithGradient(at: parameters, of: term, summedOver: data, parts: parts, tasks: tasks).gradient
}

/// The value and the gradient of a sum of terms over data, on all cores; see
/// ``parallelValueWithGradient(at:ofSumOver:parts:tasks:_:)``.
@inlinable
public func parallelValueWithGradient<
    Term: DataTerm & Sendable, Base: RealScalar & Sendable, Samples: RandomAccessCollection<Term.Sample> & Sendable
>(
    at parameters: [Base], of term: Term, summedOver data: Samples, parts: Int = 16, tasks: Int? = nil
) async -> (value: Base, gradient: [Base]) {
    await parallelValueWithGradient(at: parameters, ofSumOver: data, parts: parts, tasks: tasks) {
        term.value(at: $0, for: $1)
    }
}
