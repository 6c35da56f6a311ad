import AutodiffCore

/// The times between which a solver steps: equally spaced, or a list.
@usableFromInline
struct TimeGrid: Sendable {
    @usableFromInline
    let start: Double
    @usableFromInline
    let width: Double
    @usableFromInline
    let times: [Double]
    @usableFromInline
    let steps: Int

    /// So many equal steps.
    @inlinable
    init(from start: Double, to end: Double, steps: Int) {
        if !start.isFinite || !end.isFinite { misuseOfInterval(start, end) }
        (self.start, self.steps, times) = (start, steps, [])
        width = steps == 0 ? 0 : (end - start) / Double(steps)
    }

    /// Steps between these times.
    @inlinable
    init(times: [Double]) {
        (self.times, steps) = (times, max(times.count - 1, 0))
        (start, width) = (0, 0)
    }

    /// The time before step i, and its width.
    @inlinable
    subscript(i: Int) -> (time: Double, width: Double) {
        if times.isEmpty { return (start + Double(i) * width, width) }
        return (times[i], times[i + 1] - times[i])
    }
}

@usableFromInline
@inline(never)
func misuseOfInterval(_ start: Double, _ end: Double) -> Never {
    misuse("a solution from t = \(start) to \(end): both times have to be finite; stop at a time that is late enough")
}
