import AutodiffCore

/// The gradient of a sum over data, Σ f(θ, sample), on all cores; see
/// ``parallelValueWithGradient(at:over:parts:tasks:_:)``.
///
///     let slope = await parallelGradient(at: θ, over: data) { θ, sample in pow(θ[0] * sample.x + θ[1] - sample.y, 2) }
///
/// Cost: that of the gradient, shared among the cores.
@inlinable
public func parallelGradient<Base: RealScalar & Sendable, Samples: RandomAccessCollection & Sendable>(
    at parameters: [Base], over data: Samples, parts: Int = 16, tasks: Int? = nil,
    _ term: @escaping @Sendable ([Variable<Base.Itself>], Samples.Element) throws -> Variable<Base.Itself>
) async rethrows -> [Base] {
    try await parallelValueWithGradient(at: parameters, over: data, parts: parts, tasks: tasks, term).gradient
}

/// The value and the gradient of a sum over data, Σ f(θ, sample), on all cores: each of the parts is a task.
///
///     let (loss, slope) = await parallelValueWithGradient(at: θ, over: data) { θ, sample in
///         pow(θ[0] * sample.x + θ[1] - sample.y, 2)
///     }
///
/// The result has the bits of ``valueWithGradient(at:over:parts:_:)`` with as many parts, whatever the number of
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
    at parameters: [Base], over data: Samples, parts: Int = 16, tasks: Int? = nil,
    _ term: @escaping @Sendable ([Variable<Base.Itself>], Samples.Element) throws -> Variable<Base.Itself>
) async rethrows -> (value: Base, gradient: [Base]) {
    let sums = PartialSums(parameters: parameters, data: data, parts: parts)
    return try await sums.parallelTotal(tasks: tasks) { part in
        let recorder = TermRecorder<Base>()
        recorder.begin(at: parameters)
        for sample in sums[part] { recorder.add(try term(recorder.inputs, sample), at: parameters) }
        return recorder.end()
    }
}

/// The gradient of a sum of terms over data, on all cores; see ``parallelValueWithGradient(at:over:parts:tasks:_:)``.
@inlinable
public func parallelGradient<
    Term: DataTerm & Sendable, Base: RealScalar & Sendable, Samples: RandomAccessCollection<Term.Sample> & Sendable
>(
    at parameters: [Base], of term: Term, over data: Samples, parts: Int = 16, tasks: Int? = nil
) async -> [Base] {
    await parallelValueWithGradient(at: parameters, of: term, over: data, parts: parts, tasks: tasks).gradient
}

/// The value and the gradient of a sum of terms over data, on all cores; see
/// ``parallelValueWithGradient(at:over:parts:tasks:_:)``.
@inlinable
public func parallelValueWithGradient<
    Term: DataTerm & Sendable, Base: RealScalar & Sendable, Samples: RandomAccessCollection<Term.Sample> & Sendable
>(
    at parameters: [Base], of term: Term, over data: Samples, parts: Int = 16, tasks: Int? = nil
) async -> (value: Base, gradient: [Base]) {
    let sums = PartialSums(parameters: parameters, data: data, parts: parts)
    return await sums.parallelTotal(tasks: tasks) { part in
        TermRecorder<Base>().sum(of: term, at: parameters, over: sums[part])
    }
}

extension PartialSums where Base: Sendable, Samples: Sendable {
    /// The total of the sums of all parts, each of which is a task, no more than `tasks` of them at once.
    @inlinable
    package func parallelTotal(
        tasks: Int?, _ sum: @escaping @Sendable (_ part: Int) throws -> (value: Base, gradient: [Base])
    ) async rethrows -> (value: Base, gradient: [Base]) {
        if let tasks, tasks < 1 { misuse("a sum over data by \(tasks) tasks: there has to be at least one") }
        return try await withThrowingTaskGroup(of: (Int, (value: Base, gradient: [Base])).self) { group in
            var parts = (0..<count).makeIterator()
            func startNext() {
                guard let part = parts.next() else { return }
                group.addTask { (part, try sum(part)) }
            }
            for _ in 0..<Swift.min(tasks ?? count, count) { startNext() }
            var results = [(value: Base, gradient: [Base])?](repeating: nil, count: count)
            while let (part, sum) = try await group.next() {
                results[part] = sum
                startNext()
            }
            var total = zero
            for case let sum? in results { add(sum, to: &total) }
            return total
        }
    }
}
