/// Numbers in memory of their own that is freed by hand: what an algorithm over graphs writes in its inner loop, where an array
/// would ask at each write whether it is shared.
struct GrowingList {
    private(set) var base: UnsafeMutablePointer<Int32>
    private(set) var count = 0
    private var room: Int

    init(room: Int) {
        self.room = Swift.max(room, 16)
        base = .allocate(capacity: self.room)
    }

    func deallocate() { base.deallocate() }

    @inline(__always)
    mutating func append(_ number: Int32) {
        if count == room { grow(to: 2 * room) }
        (base + count).initialize(to: number)
        count += 1
    }

    @inline(__always)
    mutating func popLast() -> Int32? {
        if count == 0 { return nil }
        count -= 1
        return base[count]
    }

    mutating func removeAll() { count = 0 }

    /// Drops all after the first `count`.
    mutating func cut(to count: Int) { self.count = count }

    @inline(never)
    private mutating func grow(to more: Int) {
        let larger = UnsafeMutablePointer<Int32>.allocate(capacity: more)
        larger.moveInitialize(from: base, count: count)
        base.deallocate()
        (base, room) = (larger, more)
    }

    /// Sorts those from `first` on: few by insertion.
    func sort(from first: Int) {
        if count - first > 24 {
            var rest = UnsafeMutableBufferPointer(start: base + first, count: count - first)
            rest.sort()
            return
        }
        var i = first + 1
        while i < count {
            let number = base[i]
            var k = i
            while k > first && base[k - 1] > number {
                base[k] = base[k - 1]
                k -= 1
            }
            base[k] = number
            i += 1
        }
    }

    /// The numbers as an array.
    var array: [Int] {
        [Int](unsafeUninitializedCapacity: count) { place, count in
            for k in 0..<self.count { place[k] = Int(base[k]) }
            count = self.count
        }
    }
}
