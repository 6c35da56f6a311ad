import AutodiffCore
import AutodiffGraph

/// A time step that was recorded from a closure, once for all steps: it is run by its program, and pulled back by the program of
/// its pullback.
///
///     let step = CompiledStep(from: [0.5, 0], parameters: [9.81]) { x, θ, i in
///         let velocity = x[1] - 0.01 * θ[0] * sin(x[0])
///         return [x[0] + 0.01 * velocity, velocity]
///     }
///     let end = checkpointed(steps: 1_000_000, snapshots: 50, from: [0.5, 0], parameters: [9.81], by: step)
///
/// The number of the step is a symbol as well: a comparison with it is a branch, met and recorded when it comes out otherwise.
/// A program does an operation in 2 to 4 ns; a step that is a value of a type runs as fast as Swift does.
public struct CompiledStep: TimeStep {
    let function: CompiledFunction
    let states: Int
    let parameters: Int

    /// Records the step at a state and parameters, as step number 0.
    ///
    /// Traps if the closure doesn't return as many numbers as the state has, at least one.
    public init(
        from state: [Double], parameters: [Double] = [], options: CompileOptions = CompileOptions(),
        _ step: @escaping @Sendable (_ state: [Symbol], _ parameters: [Symbol], _ step: Symbol) -> [Symbol]
    ) {
        let (n, q) = (state.count, parameters.count)
        if n == 0 { misuse("a time step on an empty state: there is nothing to compute") }
        states = n
        self.parameters = q
        function = CompiledFunction(
            at: state + parameters + [0], options: options,
            of: { x in
                let result = step(Array(x[..<n]), Array(x[n..<n + q]), x[n + q])
                if result.count != n { misuseOfState(result.count, n) }
                return result
            }, orElse: nil)
    }

    /// The state after step number `step`.
    public func callAsFunction<S: RealScalar>(_ state: [S], _ parameters: [S], step: Int) -> [S] {
        function(inputs(state, parameters, step))
    }

    /// On numbers by the program of the pullback.
    public func _pullingBack<S: RealScalar>(_ parameters: [S], states: Int) -> _StepPullback<S> {
        guard let parameters = parameters as? [Double] else { return pullingBackByTape(parameters, states: states) }
        let pullback: _StepPullback<Double> = { kept, steps, cotangent, parameterCotangent in
            for step in steps.reversed() {
                let state = UnsafeBufferPointer(start: kept + (step - steps.lowerBound) * states, count: states)
                let x = inputs(Array(state), parameters, step)
                let pulled = function.compiled.vjp(at: x, pullingBack: cotangent).product
                for i in 0..<states { cotangent[i] = pulled[i] }
                for i in parameters.indices { parameterCotangent[i] += pulled[states + i] }
            }
        }
        return pullback as! _StepPullback<S>
    }

    private func inputs<S: RealScalar>(_ state: [S], _ parameters: [S], _ step: Int) -> [S] {
        if state.count != states || parameters.count != self.parameters {
            misuse(
                """
                a compiled step was recorded with \(states) numbers of a state and \(self.parameters) parameters, and got \
                \(state.count) and \(parameters.count)
                """)
        }
        return state + parameters + [S(Double(step))]
    }
}

/// The state after a loop of steps that are a closure; see ``checkpointed(steps:snapshots:from:parameters:by:)``.
///
///     let end = checkpointed(steps: 1000, snapshots: 20, from: [0.5, 0], parameters: [9.81]) { x, θ, i in
///         [x[0] + 0.01 * x[1], x[1] - 0.01 * θ[0] * sin(x[0])]
///     }
///
/// The closure is on the recording scalar, whatever scalar the state is on: it is recorded once a call, and replayed for each step.
/// For many calls make a ``CompiledStep`` once.
public func checkpointed<S: RealScalar>(
    steps: Int, snapshots: Int, from state: [S], parameters: [S],
    _ step: @escaping @Sendable (_ state: [Symbol], _ parameters: [Symbol], _ step: Symbol) -> [Symbol]
) -> [S] {
    let compiled = CompiledStep(from: state.map(\._peek), parameters: parameters.map(\._peek), step)
    return checkpointed(steps: steps, snapshots: snapshots, from: state, parameters: parameters, by: compiled)
}

/// The state after a loop of steps without parameters that are a closure.
public func checkpointed<S: RealScalar>(
    steps: Int, snapshots: Int, from state: [S],
    _ step: @escaping @Sendable (_ state: [Symbol], _ step: Symbol) -> [Symbol]
) -> [S] {
    checkpointed(steps: steps, snapshots: snapshots, from: state, parameters: []) { x, _, i in step(x, i) }
}
