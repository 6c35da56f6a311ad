/// Slots for results, given out side by side and taken back.
///
/// Runs are kept by their length, and not joined again: a program takes the same lengths over and over.
struct SlotSpace {
    /// The most slots that were in use.
    private(set) var count = 0

    /// The first slots of the free runs of each length.
    private var free: [Int: [Int]] = [:]

    /// The lengths that occur, in order.
    private var lengths: [Int] = []

    /// A run of `length` slots: a free one of this length, or the beginning of a longer one, else a new one.
    mutating func take(_ length: Int) -> Range<Int> {
        if let start = free[length]?.popLast() { return start..<start + length }
        for longer in lengths where longer > length {
            guard let start = free[longer]?.popLast() else { continue }
            free(start + length..<start + longer)
            return start..<start + length
        }
        defer { count += length }
        return count..<count + length
    }

    /// Takes a run back.
    mutating func free(_ range: Range<Int>) {
        if free[range.count] == nil {
            free[range.count] = []
            lengths.insert(range.count, at: lengths.firstIndex { $0 > range.count } ?? lengths.count)
        }
        free[range.count]!.append(range.lowerBound)
    }
}
