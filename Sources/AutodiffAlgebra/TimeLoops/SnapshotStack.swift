import AutodiffCore

/// The states that are kept of a loop, each with the number of the step before which it stood.
@frozen
@usableFromInline
struct SnapshotStack<S: RealScalar> {
    @usableFromInline
    var positions: [Int] = []
    @usableFromInline
    var values: [S] = []
    @usableFromInline
    let size: Int

    @inlinable
    init(size: Int) { self.size = size }

    @inlinable
    var count: Int { positions.count }

    @inlinable
    mutating func push(_ state: [S], at position: Int) {
        positions.append(position)
        values.append(contentsOf: state)
    }

    @inlinable
    mutating func pop() {
        positions.removeLast()
        values.removeLast(size)
    }

    /// Writes the last state to `state`.
    @inlinable
    func copyLast(to state: inout [S]) {
        let first = values.count - size
        for i in 0..<size { state[i] = values[first + i] }
    }
}

/// A loop that is reversed: what the sweep needs of the run.
@usableFromInline
struct Reversal<S: RealScalar> {
    @usableFromInline
    let snapshots: Int
    @usableFromInline
    let stack: SnapshotStack<S>
    /// The number of steps, and the state before the last one.
    @usableFromInline
    let end: Int
    @usableFromInline
    let last: [S]

    @inlinable
    init(snapshots: Int, stack: SnapshotStack<S>, end: Int, last: [S]) {
        (self.snapshots, self.stack, self.end, self.last) = (snapshots, stack, end, last)
    }

    /// Pulls back through all steps, from the last to the first.
    @inlinable
    func pull(
        _ cotangent: inout [S], _ parameterCotangent: inout [S], _ advance: _Advance<S>, _ pullBack: _StepPullback<S>
    ) {
        if end == 0 { return }
        var (stack, end, state) = (stack, end, last)
        pullBack(state, end - 1, &cotangent, &parameterCotangent)
        end -= 1
        while end > 0 {
            let start = stack.positions[stack.count - 1]
            let length = end - start
            if length == 0 {
                stack.pop()
                continue
            }
            stack.copyLast(to: &state)
            if length > 1 {
                if stack.count < snapshots {
                    let middle = start + BinomialSchedule.split(steps: length, snapshots: snapshots - stack.count + 1)
                    advance(&state, start..<middle)
                    stack.push(state, at: middle)
                    continue
                }
                advance(&state, start..<end - 1)
            }
            pullBack(state, end - 1, &cotangent, &parameterCotangent)
            end -= 1
        }
    }
}
