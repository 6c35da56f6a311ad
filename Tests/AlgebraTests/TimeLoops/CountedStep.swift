import Autodiff
import Synchronization

/// Euler's method for a pendulum of two parameters, made symplectic.
struct PendulumStep: TimeStep {
    var h = 0.01

    func callAsFunction<S: RealScalar>(_ x: [S], _ p: [S], step: Int) -> [S] {
        let velocity = x[1] - h * (p[0] * sin(x[0]) + p[1] * x[1])
        return [x[0] + h * velocity, velocity]
    }
}

/// How often steps were run on numbers, and how often pulled back.
final class StepCounts: Sendable {
    let advances = Atomic<Int>(0)
    let pullbacks = Atomic<Int>(0)
}

/// A step that counts, and differs from step to step.
struct CountedStep: TimeStep {
    let counts = StepCounts()

    func callAsFunction<S: RealScalar>(_ x: [S], _ p: [S], step: Int) -> [S] {
        if S.self == Double.self {
            counts.advances.add(1, ordering: .relaxed)
        } else {
            counts.pullbacks.add(1, ordering: .relaxed)
        }
        return [x[0] + p[0] * cos(x[1]) * 0.01 + Double(step) * 1e-4, x[1] - 0.01 * x[0] * p[1]]
    }

    func reset() {
        counts.advances.store(0, ordering: .relaxed)
        counts.pullbacks.store(0, ordering: .relaxed)
    }

    var advances: Int { counts.advances.load(ordering: .relaxed) }
    var pullbacks: Int { counts.pullbacks.load(ordering: .relaxed) }
}

/// The loop itself, with a loss of its end.
struct LoopLoss<Step: TimeStep>: ScalarField {
    let step: Step
    let steps: Int

    /// With so many snapshots, or as a plain loop.
    let snapshots: Int?

    func value<S: RealScalar>(at x: [S]) -> S {
        var state = Array(x[..<2])
        let parameters = Array(x[2...])
        if let snapshots {
            state = checkpointed(steps: steps, snapshots: snapshots, from: state, parameters: parameters, by: step)
        } else {
            for i in 0..<steps { state = step(state, parameters, step: i) }
        }
        return state[0] * state[0] + sin(state[1]) * x[2]
    }
}

/// The largest difference relative to the largest element.
func relativeDifference(_ x: [Double], _ y: [Double]) -> Double {
    precondition(x.count == y.count)
    let scale = max(y.map(\.magnitude).max() ?? 0, 1e-300)
    let difference = zip(x, y).map { ($0 - $1).magnitude }.max() ?? 0
    return difference.isNaN ? .infinity : difference / scale
}
