import AutodiffCore
import AutodiffReverse

/// The gradient of a sum over data, Σ f(θ, sample), with respect to named parameters; see
/// ``valueWithGradient(at:over:parts:of:)``.
///
///     let slope = gradient(at: line, over: points) { line, point in pow(line.slope * point.x + line.offset - point.y, 2) }
@_disfavoredOverload
@inlinable
public func gradient<P: Parameters, Samples: RandomAccessCollection>(
    at parameters: P, over data: Samples, parts: Int = 16,
    @ResultOf<Variable<P.Scalar>> of term: (P.OnVariables, Samples.Element) throws -> Variable<P.Scalar>
) rethrows -> P {
    try valueWithGradient(at: parameters, over: data, parts: parts, of: term).gradient
}

/// The value and the gradient of a sum over data, Σ f(θ, sample), with respect to named parameters, by reverse mode.
///
/// The samples are recorded and swept a few at a time; the result has the bits that the same sum over an array of parameters
/// gives, ``valueWithGradient(at:over:parts:_:)``, where the arguments are described.
///
/// Cost: the gradients of the terms, and once `map` for every few of them.
@_disfavoredOverload
@inlinable
public func valueWithGradient<P: Parameters, Samples: RandomAccessCollection>(
    at parameters: P, over data: Samples, parts: Int = 16,
    @ResultOf<Variable<P.Scalar>> of term: (P.OnVariables, Samples.Element) throws -> Variable<P.Scalar>
) rethrows -> (value: P.Scalar, gradient: P) {
    let x = parameters.point()
    let sums = PartialSums(parameters: x, data: data, parts: parts)
    let recorder = TermRecorder<P.Scalar>()
    var total = sums.zero
    for part in 0..<sums.count {
        recorder.begin(at: x)
        var (theta, life) = (parameters.on(recorder.inputs), recorder.life)
        for sample in sums[part] {
            if life != recorder.life { (theta, life) = (parameters.on(recorder.inputs), recorder.life) }
            recorder.add(try term(theta, sample), at: x)
        }
        sums.add(recorder.end(), to: &total)
    }
    return (total.value, parameters.filled(with: total.gradient))
}

/// The gradient of a sum over data with respect to named parameters, on all cores; see
/// ``parallelValueWithGradient(at:over:parts:tasks:of:)``.
@_disfavoredOverload
@inlinable
public func parallelGradient<P: Parameters & Sendable, Samples: RandomAccessCollection & Sendable>(
    at parameters: P, over data: Samples, parts: Int = 16, tasks: Int? = nil,
    @ResultOf<Variable<P.Scalar>> of term:
        @escaping @Sendable (P.OnVariables, Samples.Element) throws -> Variable<P.Scalar>
) async rethrows -> P where P.Scalar: Sendable {
    try await parallelValueWithGradient(at: parameters, over: data, parts: parts, tasks: tasks, of: term).gradient
}

/// The value and the gradient of a sum over data with respect to named parameters, on all cores: each of the parts is a task.
///
/// The result has the bits of ``valueWithGradient(at:over:parts:of:)`` with as many parts; the arguments are those of
/// ``parallelValueWithGradient(at:over:parts:tasks:_:)``.
@_disfavoredOverload
@inlinable
public func parallelValueWithGradient<P: Parameters & Sendable, Samples: RandomAccessCollection & Sendable>(
    at parameters: P, over data: Samples, parts: Int = 16, tasks: Int? = nil,
    @ResultOf<Variable<P.Scalar>> of term:
        @escaping @Sendable (P.OnVariables, Samples.Element) throws -> Variable<P.Scalar>
) async rethrows -> (value: P.Scalar, gradient: P) where P.Scalar: Sendable {
    let x = parameters.point()
    let sums = PartialSums(parameters: x, data: data, parts: parts)
    let total = try await sums.parallelTotal(tasks: tasks) { part in
        let recorder = TermRecorder<P.Scalar>()
        recorder.begin(at: x)
        var (theta, life) = (parameters.on(recorder.inputs), recorder.life)
        for sample in sums[part] {
            if life != recorder.life { (theta, life) = (parameters.on(recorder.inputs), recorder.life) }
            recorder.add(try term(theta, sample), at: x)
        }
        return recorder.end()
    }
    return (total.value, parameters.filled(with: total.gradient))
}
