import _AutodiffShims

/// What one thread needs to run a lane program: slots, accumulators and uniforms, on one piece of memory.
final class LaneRoom: @unchecked Sendable {
    let slots: UnsafeMutablePointer<Double>
    let uniforms: UnsafeMutablePointer<Double>

    /// A vector for each sum.
    let accumulators: UnsafeMutablePointer<Double>

    /// What else the caller needs, aligned as a vector is.
    let scratch: UnsafeMutablePointer<Double>

    private let memory: UnsafeMutableRawPointer
    private let sumCount: Int

    init(slots slotCount: Int, uniforms uniformCount: Int, sums sumCount: Int, scratch scratchCount: Int) {
        let width = Int(autodiffLaneCount)
        self.sumCount = sumCount
        // Vectors first, so that all of them are aligned.
        let vectors = (slotCount + sumCount) * width
        let count = vectors + scratchCount + 8 + uniformCount
        memory = UnsafeMutableRawPointer.allocate(byteCount: count * 8, alignment: 64)
        slots = memory.bindMemory(to: Double.self, capacity: count)
        slots.initialize(repeating: 0, count: count)
        accumulators = slots + slotCount * width
        scratch = accumulators + sumCount * width
        uniforms = scratch + scratchCount
    }

    deinit { memory.deallocate() }

    /// Sets the accumulators to zero.
    func reset() { accumulators.update(repeating: 0, count: sumCount * Int(autodiffLaneCount)) }

    /// Adds another room's accumulators, vector by vector.
    func add(_ other: LaneRoom) {
        for i in 0..<sumCount * Int(autodiffLaneCount) { accumulators[i] += other.accumulators[i] }
    }

    /// The sum of an accumulator's lanes: of lanes eight apart, of those four apart, and so on.
    func total(_ sum: Int) -> Double {
        let lanes = accumulators + sum * Int(autodiffLaneCount)
        func pair(_ i: Int) -> Double { (lanes[i] + lanes[i + 8]) + (lanes[i + 4] + lanes[i + 12]) }
        return (pair(0) + pair(2)) + (pair(1) + pair(3))
    }
}
