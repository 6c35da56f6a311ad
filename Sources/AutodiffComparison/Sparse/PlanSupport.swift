import AutodiffCore

extension Sparsity {
    /// Whether a run on this path has no entry outside the pattern.
    @inlinable
    func covers(_ path: UInt64) -> Bool { paths.contains(path) }
}

extension SparseMatrix where Scalar == Double {
    /// Has the pattern, and zeros if it didn't have it before.
    @usableFromInline
    mutating func take(_ pattern: SparsityPattern) {
        if !self.pattern.isSame(pattern) { self = SparseMatrix(pattern: pattern) }
    }
}

extension SparsityPattern {
    /// Whether the patterns are equal: at once where they share their memory.
    @usableFromInline
    func isSame(_ other: SparsityPattern) -> Bool {
        func address(_ indices: [Int]) -> UnsafePointer<Int>? { indices.withUnsafeBufferPointer { $0.baseAddress } }
        if rows != other.rows || columns != other.columns || count != other.count { return false }
        if address(columnIndices) == address(other.columnIndices) && address(rowStarts) == address(other.rowStarts) {
            return true
        }
        return self == other
    }
}

extension UnsafeMutablePointer<Double> {
    /// A place for no numbers at all.
    @usableFromInline
    static var noValues: UnsafeMutablePointer<Double> {
        UnsafeMutablePointer(bitPattern: MemoryLayout<Double>.alignment)!
    }
}

/// Traps unless the point has as many inputs as a plan is for.
@usableFromInline
func checkPoint(_ x: [Double], _ count: Int, _ verb: StaticString) {
    if x.count != count {
        misuse(
            count: x.count, of: "the point of a plan's \(verb)", expected: count,
            "as many as where the plan was made")
    }
}

@usableFromInline
@inline(never)
func notDeterministic() -> Never {
    misuse(
        """
        a function took another way when it was run again at the same point, so that its pattern can't be known: it must depend \
        on its arguments alone
        """)
}
