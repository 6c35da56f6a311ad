/// Slots for results, given out side by side and taken back.
struct SlotSpace {
    /// The most slots that were in use.
    private(set) var count = 0

    /// The free runs below `count`, in order.
    private var free: [Range<Int>] = []

    /// A run of `length` slots: of those that are free the smallest that is large enough, else a new one.
    mutating func take(_ length: Int) -> Range<Int> {
        var best: Int?
        for i in free.indices where free[i].count >= length && (best == nil || free[i].count < free[best!].count) {
            best = i
            if free[i].count == length { break }
        }
        guard let best else {
            defer { count += length }
            return count..<count + length
        }
        let start = free[best].lowerBound
        if free[best].count == length {
            free.remove(at: best)
        } else {
            free[best] = start + length..<free[best].upperBound
        }
        return start..<start + length
    }

    /// Takes a run back.
    mutating func free(_ range: Range<Int>) {
        var place = free.firstIndex { $0.lowerBound > range.lowerBound } ?? free.count
        var merged = range
        if place < free.count && free[place].lowerBound == merged.upperBound {
            merged = merged.lowerBound..<free[place].upperBound
            free.remove(at: place)
        }
        if place > 0 && free[place - 1].upperBound == merged.lowerBound {
            merged = free[place - 1].lowerBound..<merged.upperBound
            place -= 1
            free.remove(at: place)
        }
        free.insert(merged, at: place)
    }
}
