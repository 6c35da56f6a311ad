import AutodiffCore

/// The gradient of a sum over data, Σ f(θ, sample), by reverse mode; see ``valueWithGradient(at:over:parts:_:)``.
///
///     let g = gradient(at: θ, over: data) { θ, sample in pow(θ[0] * sample.x + θ[1] - sample.y, 2) }
@inlinable
public func gradient<Base: RealScalar, Samples: RandomAccessCollection>(
    at parameters: [Base], over data: Samples, parts: Int = 16,
    _ term: ([Variable<Base.Itself>], Samples.Element) throws -> Variable<Base.Itself>
) rethrows -> [Base] {
    try valueWithGradient(at: parameters, over: data, parts: parts, term).gradient
}

/// The value and the gradient of a sum over data, Σ f(θ, sample), by reverse mode.
///
/// A sum has no need of one tape for all: the samples are recorded and swept a few at a time, on a piece of tape that
/// stays in the processor's cache, and memory doesn't grow with the data. What all terms have in common should be
/// computed once, outside: `vjp` of that part gives the parameters of the sum, and pulls its gradient back.
///
/// The data is cut into `parts` of equal length (but for one sample), whose sums are taken one by one and added in order.
/// So the result depends on `parts`, in its last bits, and on nothing else; it is the same that
/// ``parallelValueWithGradient(at:over:parts:tasks:_:)`` gives.
///
/// Cost: the gradients of the terms; nothing of the size of the data is kept.
///
/// - Parameters:
///   - parameters: The point θ: n numbers. Traps if there are none.
///   - data: The samples. The sum over none is 0.
///   - parts: The number of partial sums. Traps unless it is positive.
///   - term: f, run once for each sample. It may keep no variable from one sample to the next.
@inlinable
public func valueWithGradient<Base: RealScalar, Samples: RandomAccessCollection>(
    at parameters: [Base], over data: Samples, parts: Int = 16,
    _ term: ([Variable<Base.Itself>], Samples.Element) throws -> Variable<Base.Itself>
) rethrows -> (value: Base, gradient: [Base]) {
    let sums = PartialSums(parameters: parameters, data: data, parts: parts)
    let recorder = TermRecorder<Base>()
    var total = sums.zero
    for part in 0..<sums.count {
        recorder.begin(at: parameters)
        for sample in sums[part] { recorder.add(try term(recorder.inputs, sample), at: parameters) }
        sums.add(recorder.end(), to: &total)
    }
    return total
}

/// The gradient of a sum of terms over data, Σ f(θ, sample); see ``valueWithGradient(at:over:parts:_:)``.
///
///     let g = gradient(at: θ, of: SquaredError(), over: data)
@inlinable
public func gradient<Term: DataTerm, Base: RealScalar, Samples: RandomAccessCollection<Term.Sample>>(
    at parameters: [Base], of term: Term, over data: Samples, parts: Int = 16
) -> [Base] {
    valueWithGradient(at: parameters, of: term, over: data, parts: parts).gradient
}

/// The value and the gradient of a sum of terms over data, Σ f(θ, sample); see ``valueWithGradient(at:over:parts:_:)``.
@inlinable
public func valueWithGradient<Term: DataTerm, Base: RealScalar, Samples: RandomAccessCollection<Term.Sample>>(
    at parameters: [Base], of term: Term, over data: Samples, parts: Int = 16
) -> (value: Base, gradient: [Base]) {
    let sums = PartialSums(parameters: parameters, data: data, parts: parts)
    let recorder = TermRecorder<Base>()
    var total = sums.zero
    for part in 0..<sums.count { sums.add(recorder.sum(of: term, at: parameters, over: sums[part]), to: &total) }
    return total
}

/// The data in parts of equal length.
@usableFromInline
package struct PartialSums<Base: RealScalar, Samples: RandomAccessCollection> {
    @usableFromInline let data: Samples
    @usableFromInline package let count: Int
    @usableFromInline package let zero: (value: Base, gradient: [Base])

    @inlinable
    package init(parameters: [Base], data: Samples, parts: Int) {
        Tape.checkPoint(parameters, for: "gradient")
        if parts < 1 { misuse("a sum over data in \(parts) parts: there has to be at least one") }
        self.data = data
        count = Swift.min(parts, data.count)
        zero = (.zero, [Base](repeating: .zero, count: parameters.count))
    }

    @inlinable
    package subscript(part: Int) -> Samples.SubSequence {
        // In full width: parts times samples may not fit in a word.
        func index(_ part: Int) -> Samples.Index {
            let product = data.count.multipliedFullWidth(by: part)
            return data.index(data.startIndex, offsetBy: count.dividingFullWidth(product).quotient)
        }
        return data[index(part)..<index(part + 1)]
    }

    @inlinable
    package func add(_ sum: (value: Base, gradient: [Base]), to total: inout (value: Base, gradient: [Base])) {
        total.value += sum.value
        for i in sum.gradient.indices { total.gradient[i] += sum.gradient[i] }
    }
}

extension PartialSums: Sendable where Base: Sendable, Samples: Sendable {}
