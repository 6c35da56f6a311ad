import AutodiffCore

/// The gradient of a sum over data, Σ f(θ, sample), by reverse mode; see ``valueWithGradient(at:ofSumOver:parts:_:)``.
///
///     let g = gradient(at: θ, ofSumOver: data) { θ, sample in pow(θ[0] * sample.x + θ[1] - sample.y, 2) }
@inlinable
public func gradient<Base: RealScalar, Samples: RandomAccessCollection>(
    at parameters: [Base], ofSumOver data: Samples, parts: Int = 16,
    _ term: ([Variable<Base>], Samples.Element) throws -> Variable<Base>
) rethrows -> [Base] {
    try valueWithGradient(at: parameters, ofSumOver: data, parts: parts, term).gradient
}

/// The value and the gradient of a sum over data, Σ f(θ, sample), by reverse mode.
///
/// A sum has no need of one tape for all: the samples are recorded and swept a few at a time, on a piece of tape that
/// stays in the processor's cache, and memory doesn't grow with the data. What all terms have in common should be
/// computed once, outside: `vjp` of that part gives the parameters of the sum, and pulls its gradient back.
///
/// The data is cut into `parts` of equal length (but for one sample), whose sums are taken one by one and added in order.
/// So the result depends on `parts`, in its last bits, and on nothing else; it is the same that
/// ``parallelValueWithGradient(at:ofSumOver:parts:tasks:_:)`` gives.
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
    at parameters: [Base], ofSumOver data: Samples, parts: Int = 16,
    _ term: ([Variable<Base>], Samples.Element) throws -> Variable<Base>
) rethrows -> (value: Base, gradient: [Base]) {
    let sums = PartialSums(parameters: parameters, data: data, parts: parts)
    let recorder = TermRecorder<Base>()
    var total = sums.zero
    for part in 0..<sums.count { sums.add(try recorder.sum(of: term, at: parameters, over: sums[part]), to: &total) }
    return total
}

/// The gradient of a sum over data, Σ f(θ, sample), on all cores; see
/// ``parallelValueWithGradient(at:ofSumOver:parts:tasks:_:)``.
@inlinable
public func parallelGradient<Base: RealScalar & Sendable, Samples: RandomAccessCollection & Sendable>(
    at parameters: [Base], ofSumOver data: Samples, parts: Int = 16, tasks: Int? = nil,
    _ term: @escaping @Sendable ([Variable<Base>], Samples.Element) throws -> Variable<Base>
) async rethrows -> [Base] {
    try await parallelValueWithGradient(at: parameters, ofSumOver: data, parts: parts, tasks: tasks, term).gradient
}

/// The value and the gradient of a sum over data, Σ f(θ, sample), on all cores: each of the parts is a task.
///
///     let (loss, gradient) = await parallelValueWithGradient(at: θ, ofSumOver: data) { θ, sample in … }
///
/// The result has the bits of ``valueWithGradient(at:ofSumOver:parts:_:)`` with as many parts, whatever the number of
/// cores and of tasks and the order in which they end. More parts than cores even out samples of different cost.
///
/// - Parameters:
///   - parameters: The point θ: n numbers. Traps if there are none.
///   - data: The samples. The sum over none is 0.
///   - parts: The number of partial sums. Traps unless it is positive.
///   - tasks: The number of parts that may be computed at once, which leaves cores to others. Traps unless it is positive;
///     nil stands for all, of which there run as many as there are cores.
///   - term: f, run once for each sample. It may keep no variable from one sample to the next.
@inlinable
public func parallelValueWithGradient<Base: RealScalar & Sendable, Samples: RandomAccessCollection & Sendable>(
    at parameters: [Base], ofSumOver data: Samples, parts: Int = 16, tasks: Int? = nil,
    _ term: @escaping @Sendable ([Variable<Base>], Samples.Element) throws -> Variable<Base>
) async rethrows -> (value: Base, gradient: [Base]) {
    let sums = PartialSums(parameters: parameters, data: data, parts: parts)
    if let tasks, tasks < 1 { misuse("a sum over data by \(tasks) tasks: there has to be at least one") }
    return try await withThrowingTaskGroup(of: (Int, (value: Base, gradient: [Base])).self) { group in
        var parts = (0..<sums.count).makeIterator()
        func startNext() {
            guard let part = parts.next() else { return }
            group.addTask { (part, try TermRecorder<Base>().sum(of: term, at: parameters, over: sums[part])) }
        }
        for _ in 0..<Swift.min(tasks ?? sums.count, sums.count) { startNext() }
        var results = [(value: Base, gradient: [Base])?](repeating: nil, count: sums.count)
        while let (part, sum) = try await group.next() {
            results[part] = sum
            startNext()
        }
        var total = sums.zero
        for case let sum? in results { sums.add(sum, to: &total) }
        return total
    }
}

/// The data in parts of equal length.
@usableFromInline
struct PartialSums<Base: RealScalar, Samples: RandomAccessCollection> {
    @usableFromInline let data: Samples
    @usableFromInline let count: Int
    @usableFromInline let zero: (value: Base, gradient: [Base])

    @inlinable
    init(parameters: [Base], data: Samples, parts: Int) {
        if parameters.isEmpty {
            misuse("gradient at an empty point: a function to differentiate has at least one input")
        }
        if parts < 1 { misuse("a sum over data in \(parts) parts: there has to be at least one") }
        self.data = data
        count = Swift.min(parts, data.count)
        zero = (.zero, [Base](repeating: .zero, count: parameters.count))
    }

    @inlinable
    subscript(part: Int) -> Samples.SubSequence {
        // In full width: parts times samples may not fit in a word.
        func index(_ part: Int) -> Samples.Index {
            let product = data.count.multipliedFullWidth(by: part)
            return data.index(data.startIndex, offsetBy: count.dividingFullWidth(product).quotient)
        }
        return data[index(part)..<index(part + 1)]
    }

    @inlinable
    func add(_ sum: (value: Base, gradient: [Base]), to total: inout (value: Base, gradient: [Base])) {
        total.value += sum.value
        for i in sum.gradient.indices { total.gradient[i] += sum.gradient[i] }
    }
}

extension PartialSums: Sendable where Base: Sendable, Samples: Sendable {}
