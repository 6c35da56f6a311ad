import AutodiffGraph

/// The factors of the matrices that a rule has met last, so that a matrix is factorised once, however many solves, derivatives
/// and levels of nesting want its factors.
///
/// A matrix is known by its numbers: a rule in a compiled function is called again at other points, from several threads
/// and for the lanes of a run in turn.
@usableFromInline
final class FactorStore<Factors: Sendable>: Sendable {
    private struct Known {
        let entries: [Double]
        let factors: Factors
        var inverse: [Double]?
    }

    private let recent: Locked<[Known]>

    /// A store that knows the factors of one matrix.
    init(_ entries: [Double], _ factors: Factors) { recent = Locked([Known(entries: entries, factors: factors)]) }

    /// A store that knows no factors yet.
    @usableFromInline
    init() { recent = Locked([]) }

    /// The factors of the matrix with these entries, made if they aren't known.
    func factors(of entries: ArraySlice<Double>, make: ([Double]) -> Factors) -> Factors {
        let known = recent.withLock { recent in recent.first { areSame($0.entries, entries) }?.factors }
        if let known { return known }
        let entries = Array(entries)
        let factors = make(entries)
        recent.withLock { recent in
            // As many as the lanes of a compiled function's run, while that is no memory to speak of.
            if recent.count >= (entries.count <= 10_000 ? 16 : 2) { recent.removeFirst() }
            recent.append(Known(entries: entries, factors: factors))
        }
        return factors
    }

    /// The inverse of the matrix with these entries, likewise.
    func inverse(
        of entries: ArraySlice<Double>, make: ([Double]) -> Factors, invert: (Factors) -> [Double]
    ) -> [Double] {
        let known = recent.withLock { recent in recent.first { areSame($0.entries, entries) }?.inverse }
        if let known { return known }
        let inverse = invert(factors(of: entries, make: make))
        recent.withLock { recent in
            if let i = recent.firstIndex(where: { areSame($0.entries, entries) }) { recent[i].inverse = inverse }
        }
        return inverse
    }
}

/// Whether all bits are the same.
private func areSame(_ x: [Double], _ y: ArraySlice<Double>) -> Bool {
    if x.count != y.count { return false }
    return x.withUnsafeBufferPointer { x in
        y.withUnsafeBufferPointer { y in
            // In runs, which are vector instructions, to stop early where the first number differs.
            for first in stride(from: 0, to: x.count, by: 64) {
                var difference: UInt64 = 0
                for i in first..<Swift.min(first + 64, x.count) { difference |= x[i].bitPattern ^ y[i].bitPattern }
                if difference != 0 { return false }
            }
            return true
        }
    }
}
