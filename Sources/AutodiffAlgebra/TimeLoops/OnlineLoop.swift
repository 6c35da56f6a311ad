import AutodiffCore

/// A loop that ends by a condition: (x₀, θ) ↦ the first state at which it holds.
///
/// Snapshots are placed as Wang, Moin and Iaccarino (2009) do, who don't have to know the length: of two snapshots that are
/// equally far down, the earlier gives way. When the length is known each piece between two snapshots is reversed by the
/// binomial schedule.
@usableFromInline
struct OnlineLoop<Step: TimeStep>: _Block {
    @usableFromInline
    let step: Step
    @usableFromInline
    let ends: @Sendable ([Double], Int) -> Bool
    @usableFromInline
    let snapshots: Int
    @usableFromInline
    let maximum: Int
    @usableFromInline
    let states: Int

    @inlinable
    init(
        _ step: Step, until ends: @escaping @Sendable ([Double], Int) -> Bool, snapshots: Int, maximum: Int, states: Int
    ) {
        if snapshots < 1 { misuse("\(snapshots) snapshots of a loop: it takes at least one, the state at the start") }
        (self.step, self.ends, self.snapshots, self.maximum, self.states) = (step, ends, snapshots, maximum, states)
    }

    @usableFromInline
    var tangentBlock: any _Block { TangentBlock(block: self) }

    @inlinable
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        var state = Array(x[..<states])
        let advance = step._advancing(Array(x[states...]), states: states)
        var position = 0
        while !hasEnded(state, position) {
            advance(&state, position..<position + 1, nil)
            position += 1
        }
        return state
    }

    @inlinable
    func hasEnded<S: RealScalar>(_ state: [S], _ position: Int) -> Bool {
        if ends(state.map(\.primal), position) { return true }
        if position >= maximum { noEnd(position) }
        return false
    }

    @inlinable
    func valueWithPullback<S: RealScalar>(at x: [S]) -> (value: [S], pullback: ([S]) -> [S]) {
        let parameters = Array(x[states...])
        var state = Array(x[..<states])
        let advance = step._advancing(parameters, states: states)
        var kept = OnlineSnapshots<S>(limit: snapshots, size: states)
        var last = state
        var position = 0
        while !hasEnded(state, position) {
            kept.keep(state, at: position)
            for i in 0..<states { last[i] = state[i] }
            advance(&state, position..<position + 1, nil)
            position += 1
        }
        let reversal = Reversal(snapshots: snapshots, stack: kept.stack, end: position, last: last)
        return (
            state,
            { w in
                var cotangent = w
                var slope = [S](repeating: .zero, count: parameters.count)
                reversal.pull(&cotangent, &slope, advance, step._pullingBack(parameters, states: states))
                return cotangent + slope
            }
        )
    }
}

@usableFromInline
@inline(never)
func noEnd(_ steps: Int) -> Never {
    misuse("a loop had not ended after \(steps) steps: check its condition, or raise maximumSteps")
}

/// The snapshots of a loop whose length isn't known, each with its level.
@frozen
@usableFromInline
struct OnlineSnapshots<S: RealScalar> {
    @usableFromInline
    let limit: Int
    @usableFromInline
    let size: Int
    @usableFromInline
    var entries: [(position: Int, level: Int, state: [S])] = []

    @inlinable
    init(limit: Int, size: Int) { (self.limit, self.size) = (limit, size) }

    /// Keeps a state, which is later than all that are kept, for which another may have to go.
    @inlinable
    mutating func keep(_ state: [S], at position: Int) {
        var entry = (position: position, level: entries.isEmpty ? Int.max : 0, state: state)
        if entries.count < limit {
            entries.append(entry)
            return
        }
        if limit == 1 { return }
        // One with a later one of a higher level has no more to do. The first never goes.
        var highest = entries[limit - 1].level
        for i in stride(from: limit - 2, to: 0, by: -1) {
            if entries[i].level < highest {
                entries.remove(at: i)
                entries.append(entry)
                return
            }
            highest = max(highest, entries[i].level)
        }
        entry.level = entries.removeLast().level + 1
        entries.append(entry)
    }

    @inlinable
    var stack: SnapshotStack<S> {
        var stack = SnapshotStack<S>(size: size)
        for entry in entries { stack.push(entry.state, at: entry.position) }
        return stack
    }
}

/// The first state at which a condition holds, of a loop whose length isn't known, of which reverse mode keeps no more than `snapshots` states.
///
///     let end = checkpointed(until: { x, _ in x[0] < 0 }, snapshots: 20, from: [0.5, 0], parameters: [9.81], by: Pendulum())
///
/// Where the loop ends is decided on the values alone; the derivative is that of the loop of as many steps. The end of a continuous
/// motion is better found with `eventTime`, which knows that the time of the end has a derivative too.
///
/// No step is run more often than by the best schedule for the same number of steps. All steps together are more than its optimum,
/// by up to a third (`OnlineLoopTests` measures 1.0 to 1.3 for 10 to 3,000 steps and 2 to 40 snapshots).
///
/// - Parameters:
///   - ends: Whether the loop ends at a state, before step number `step`. It may be asked more than once for a state.
///   - snapshots: The most states that are kept, at least one.
///   - maximumSteps: The most steps, beyond which the loop traps.
///   - state: The state at the start.
///   - parameters: What the steps depend on besides.
///   - step: The step.
@inlinable
public func checkpointed<S: RealScalar, Step: TimeStep>(
    until ends: @escaping @Sendable (_ state: [Double], _ step: Int) -> Bool, snapshots: Int,
    maximumSteps: Int = 100_000_000, from state: [S], parameters: [S] = [], by step: Step
) -> [S] {
    let loop = OnlineLoop(step, until: ends, snapshots: snapshots, maximum: maximumSteps, states: state.count)
    return S._apply(block: loop, to: state + parameters)
}
