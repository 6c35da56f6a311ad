import AutodiffCore

/// A loop of so many steps over a state: (x₀, θ) ↦ xₙ.
@usableFromInline
struct CheckpointedLoop<Step: TimeStep>: _Block {
    @usableFromInline
    let step: Step
    @usableFromInline
    let steps: Int
    @usableFromInline
    let snapshots: Int
    @usableFromInline
    let states: Int

    @inlinable
    init(_ step: Step, steps: Int, snapshots: Int, states: Int) {
        if steps < 0 { misuse("a loop of \(steps) steps: there can't be fewer than none") }
        if snapshots < 1 { misuse("\(snapshots) snapshots of a loop: it takes at least one, the state at the start") }
        (self.step, self.steps, self.snapshots, self.states) = (step, steps, snapshots, states)
    }

    @usableFromInline
    var tangentBlock: any _Block { TangentBlock(block: self) }

    @inlinable
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        var state = Array(x[..<states])
        step._advancing(Array(x[states...]), states: states)(&state, 0..<steps, nil)
        return state
    }

    @inlinable
    func valueWithPullback<S: RealScalar>(at x: [S]) -> (value: [S], pullback: ([S]) -> [S]) {
        let parameters = Array(x[states...])
        var state = Array(x[..<states])
        let advance = step._advancing(parameters, states: states)
        var stack = SnapshotStack<S>(size: states)
        var position = 0
        if steps <= snapshots {
            stack.push(0..<steps) { advance(&state, 0..<steps, $0) }
            let reversal = Reversal(snapshots: snapshots, stack: stack, end: steps, last: state)
            return (state, { self.pulledBack($0, reversal, parameters, advance) })
        }
        // The way down of the schedule: from snapshot to snapshot until none is left.
        stack.push(state, at: 0)
        while steps - position > 1 && stack.count < snapshots {
            let next =
                position + BinomialSchedule.split(steps: steps - position, snapshots: snapshots - stack.count + 1)
            advance(&state, position..<next, nil)
            stack.push(state, at: next)
            position = next
        }
        if steps - position > 1 { advance(&state, position..<steps - 1, nil) }
        let reversal = Reversal(snapshots: snapshots, stack: stack, end: steps, last: state)
        advance(&state, steps - 1..<steps, nil)
        return (state, { self.pulledBack($0, reversal, parameters, advance) })
    }

    @inlinable
    func pulledBack<S: RealScalar>(
        _ w: [S], _ reversal: Reversal<S>, _ parameters: [S], _ advance: _Advance<S>
    ) -> [S] {
        var cotangent = w
        var slope = [S](repeating: .zero, count: parameters.count)
        reversal.pull(&cotangent, &slope, advance, step._pullingBack(parameters, states: states))
        return cotangent + slope
    }
}
