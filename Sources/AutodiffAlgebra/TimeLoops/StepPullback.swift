import AutodiffCore
import AutodiffForward
import AutodiffReverse

// How a step pulls back that says nothing of its own.

extension TimeStep {
    /// On a tape that is swept at once.
    @inlinable
    func pullingBackByTape<S: RealScalar>(_ parameters: [S], states: Int) -> _StepPullback<S> {
        { kept, steps, cotangent, parameterCotangent in
            if states + parameters.count == 0 { return }
            for step in steps.reversed() {
                let field = StepField(step: self, number: step, states: states)
                let state = UnsafeBufferPointer(start: kept + (step - steps.lowerBound) * states, count: states)
                let pulled = vjp(at: Array(state) + parameters, pullingBack: [cotangent], of: field).products[0]
                for i in 0..<states { cotangent[i] = pulled[i] }
                for i in parameters.indices { parameterCotangent[i] += pulled[states + i] }
            }
        }
    }

    /// By numbers with as many directions as the step has inputs, for up to 16 of them; otherwise nil.
    @inlinable
    func pullingBackInOneRun(_ parameters: [Double], states: Int) -> _StepPullback<Double>? {
        switch states + parameters.count {
        case ...2: pullback(SIMD2<Double>.self, parameters, states)
        case ...4: pullback(SIMD4<Double>.self, parameters, states)
        case ...8: pullback(SIMD8<Double>.self, parameters, states)
        case ...16: pullback(SIMD16<Double>.self, parameters, states)
        default: nil
        }
    }

    @inlinable
    func pullback<Partials: PartialsVector>(
        _ type: Partials.Type, _ parameters: [Double], _ states: Int
    ) -> _StepPullback<Double> {
        let parameters = seeded(type, parameters, from: states)
        let units = seeded(type, [Double](repeating: 0, count: states), from: 0)
        return { kept, steps, cotangent, parameterCotangent in
            var inputs = units
            for step in steps.reversed() {
                let state = kept + (step - steps.lowerBound) * states
                for i in 0..<states { inputs[i] = MultiDual(state[i], units[i].partials) }
                let outputs = self(inputs, parameters, step: step)
                if outputs.count != states { misuseOfState(outputs.count, states) }
                var sum = Partials(repeating: 0)
                for i in 0..<states where cotangent[i] != 0 {
                    sum = Partials._add(sum, Partials._chain(cotangent[i], outputs[i].partials))
                }
                scatter(sum, states, &cotangent, &parameterCotangent, adds: false)
            }
        }
    }
}

/// The numbers, each with a direction of its own: the lanes from `first` on.
@inlinable
func seeded<Partials: PartialsVector>(
    _ type: Partials.Type, _ x: [Double], from first: Int
) -> [MultiDual<Partials>] {
    x.indices.map { i in
        var unit = Partials(repeating: 0)
        unit[first + i] = 1
        return MultiDual(x[i], unit)
    }
}

/// Writes the first lanes to the state's cotangent, or adds them, and adds the rest to the parameters'.
@inlinable
func scatter<Partials: PartialsVector>(
    _ sum: Partials, _ states: Int, _ cotangent: inout [Double], _ parameterCotangent: inout [Double], adds: Bool
) {
    // (A lane of a number that isn't known in advance is reached much faster in memory than in a register.)
    withUnsafeBytes(of: sum) { bytes in
        let lanes = bytes.assumingMemoryBound(to: Double.self)
        for i in cotangent.indices { cotangent[i] = adds ? cotangent[i] + lanes[i] : lanes[i] }
        for i in parameterCotangent.indices { parameterCotangent[i] += lanes[states + i] }
    }
}

/// A step as a function of the state and the parameters, in this order.
@usableFromInline
struct StepField<Step: TimeStep>: Differentiable {
    @usableFromInline
    let step: Step
    @usableFromInline
    let number: Int
    @usableFromInline
    let states: Int

    @inlinable
    init(step: Step, number: Int, states: Int) {
        (self.step, self.number, self.states) = (step, number, states)
    }

    @inlinable
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        let result = step(Array(x[..<states]), Array(x[states...]), step: number)
        if result.count != states { misuseOfState(result.count, states) }
        return result
    }
}
