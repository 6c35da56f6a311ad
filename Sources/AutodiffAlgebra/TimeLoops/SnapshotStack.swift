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

    /// Keeps the states before each of some steps, which `run` writes where they are kept.
    @inlinable
    mutating func push(_ steps: Range<Int>, _ run: (UnsafeMutablePointer<S>) -> Void) {
        if steps.isEmpty { return }
        let first = values.count
        positions.append(contentsOf: steps)
        values.append(contentsOf: repeatElement(.zero, count: steps.count * size))
        if size > 0 { values.withUnsafeMutableBufferPointer { run($0.baseAddress! + first) } }
    }

    @inlinable
    mutating func pop(_ count: Int = 1) {
        positions.removeLast(count)
        values.removeLast(count * size)
    }

    /// The number of states at the end of the stack that stood before consecutive steps.
    @inlinable
    var runLength: Int {
        var length = 1
        while length < count, positions[count - length - 1] == positions[count - length] - 1 { length += 1 }
        return length
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
        if end == 0 || last.isEmpty { return }
        var (stack, end, state) = (stack, end, last)
        if stack.positions[stack.count - 1] != end - 1 {
            pullBack(state, end - 1..<end, &cotangent, &parameterCotangent)
            end -= 1
        }
        while end > 0 {
            let start = stack.positions[stack.count - 1]
            let length = end - start
            if length == 0 {
                stack.pop()
                continue
            }
            if length == 1 {
                let run = stack.runLength
                stack.values.withUnsafeBufferPointer { values in
                    let states = values.baseAddress! + values.count - run * stack.size
                    pullBack(states, end - run..<end, &cotangent, &parameterCotangent)
                }
                stack.pop(run)
                end -= run
                continue
            }
            stack.copyLast(to: &state)
            if stack.count < snapshots {
                let middle = start + BinomialSchedule.split(steps: length, snapshots: snapshots - stack.count + 1)
                advance(&state, start..<middle, nil)
                stack.push(state, at: middle)
                continue
            }
            advance(&state, start..<end - 1, nil)
            pullBack(state, end - 1..<end, &cotangent, &parameterCotangent)
            end -= 1
        }
    }
}
