import AutodiffCore

/// One step of a loop over a state: xᵢ₊₁ = step(xᵢ, θ, i), written once for every scalar.
///
///     struct Pendulum: TimeStep {                            // Euler's method, made symplectic
///         func callAsFunction<S: RealScalar>(_ x: [S], _ θ: [S], step: Int) -> [S] {
///             let velocity = x[1] - 0.01 * θ[0] * sin(x[0])
///             return [x[0] + 0.01 * velocity, velocity]
///         }
///     }
///     let end = checkpointed(steps: 1_000_000, snapshots: 50, from: [0.5, 0], parameters: [9.81], by: Pendulum())
///
/// A step depends on its arguments alone: it may be run several times. It returns as many numbers as the state has.
/// Mark it `@inlinable` if it is public in a module of its own.
public protocol TimeStep: Sendable {
    /// The state after step number `step`, counted from 0.
    func callAsFunction<S: RealScalar>(_ state: [S], _ parameters: [S], step: Int) -> [S]

    /// What runs steps, with room of its own for what it needs on the way. By `callAsFunction`, if left out.
    func _advancing<S: RealScalar>(_ parameters: [S], states: Int) -> _Advance<S>

    /// What pulls cotangents back through steps, likewise; if left out, by the step's Jacobian from forward mode, or on a tape.
    func _pullingBack<S: RealScalar>(_ parameters: [S], states: Int) -> _StepPullback<S>
}

/// Runs the steps of a range on a state, in its place, and writes the states before each of them to `kept`, if there is that.
public typealias _Advance<S> = (_ state: inout [S], _ steps: Range<Int>, _ kept: UnsafeMutablePointer<S>?) -> Void

/// Goes back through the steps of a range, from the last to the first, with the states before each of them: replaces the
/// cotangent of the state after the last by that of the state before the first, and adds to the parameters' cotangent.
public typealias _StepPullback<S> = (
    _ states: UnsafePointer<S>, _ steps: Range<Int>, _ cotangent: inout [S], _ parameterCotangent: inout [S]
) -> Void

/// Copies a state to where states are kept, which is initialised, as number `i` there.
@inlinable
func keep<S>(_ state: [S], _ i: Int, in kept: UnsafeMutablePointer<S>?) {
    guard let kept else { return }
    let place = kept + i * state.count
    for c in state.indices { place[c] = state[c] }
}

extension TimeStep {
    /// By calls of the step.
    @inlinable
    public func _advancing<S: RealScalar>(_ parameters: [S], states: Int) -> _Advance<S> {
        { state, steps, kept in
            for i in steps {
                keep(state, i - steps.lowerBound, in: kept)
                state = self(state, parameters, step: i)
                if state.count != states { misuseOfState(state.count, states) }
            }
        }
    }

    /// By the step's Jacobian in one run of forward mode, where that is one run on numbers; else on a tape.
    @inlinable
    public func _pullingBack<S: RealScalar>(_ parameters: [S], states: Int) -> _StepPullback<S> {
        if S.self == Double.self, let parameters = parameters as? [Double],
            let pullback = pullingBackInOneRun(parameters, states: states)
        {
            return pullback as! _StepPullback<S>
        }
        return pullingBackByTape(parameters, states: states)
    }
}

@usableFromInline
@inline(never)
func misuseOfState(_ count: Int, _ states: Int) -> Never {
    misuse(count: count, of: "the result of a time step", expected: states, "as many as the state has")
}
