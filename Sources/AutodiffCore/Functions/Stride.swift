/// The scalars a, a + h, a + 2h, … up to a limit: what ``stride(from:to:by:)`` returns.
public struct ScalarStride<S: RealScalar>: Sequence, IteratorProtocol {
    @usableFromInline
    let start: S
    @usableFromInline
    let end: S
    @usableFromInline
    let step: S
    @usableFromInline
    let includesEnd: Bool
    @usableFromInline
    var index = 0

    @inlinable
    init(_ start: S, _ end: S, _ step: S, includesEnd: Bool) {
        if step == 0 { misuse("a stride by 0 has no end: the step must not be zero") }
        self.start = start
        self.end = end
        self.step = step
        self.includesEnd = includesEnd
    }

    /// The next number, with the bits that a stride over `Double` has.
    @inlinable
    public mutating func next() -> S? {
        let x = index == 0 ? start : S._fma(S(Double(index)), step, start)
        let isPast = step > 0 ? x > end : x < end
        if isPast || x == end && !includesEnd { return nil }
        index += 1
        return x
    }
}

/// The scalars a, a + h, a + 2h, … before the limit, as the standard library's over `Double`. Traps if h is 0.
///
/// The numbers carry the derivatives of `start` and `step`; how many there are, the values decide.
@_disfavoredOverload
@inlinable
public func stride<S: RealScalar>(from start: S, to end: S, by step: S) -> ScalarStride<S> {
    ScalarStride(start, end, step, includesEnd: false)
}

/// The scalars a, a + h, a + 2h, … up to the limit, and it too if it is among them; see ``stride(from:to:by:)``.
@_disfavoredOverload
@inlinable
public func stride<S: RealScalar>(from start: S, through end: S, by step: S) -> ScalarStride<S> {
    ScalarStride(start, end, step, includesEnd: true)
}
