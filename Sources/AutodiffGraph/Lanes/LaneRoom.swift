import _AutodiffShims

/// What one thread needs to run a lane program: slots, accumulators, results and uniforms, on one piece of memory.
final class LaneRoom: @unchecked Sendable {
    let slots: UnsafeMutablePointer<Double>
    let uniforms: UnsafeMutablePointer<Double>

    /// A vector for each result.
    let accumulators: UnsafeMutablePointer<Double>
    let results: UnsafeMutablePointer<Double>

    /// What else the caller needs.
    let scratch: UnsafeMutablePointer<Double>

    private let memory: UnsafeMutableRawPointer
    let resultCount: Int

    init(slots slotCount: Int, uniforms uniformCount: Int, results resultCount: Int, scratch scratchCount: Int) {
        let width = Int(autodiffLaneCount)
        self.resultCount = resultCount
        // Vectors first, so that all of them are aligned.
        let vectors = (slotCount + 2 * resultCount) * width
        let count = vectors + uniformCount + scratchCount + 1
        memory = UnsafeMutableRawPointer.allocate(byteCount: count * 8, alignment: 64)
        slots = memory.bindMemory(to: Double.self, capacity: count)
        slots.initialize(repeating: 0, count: count)
        accumulators = slots + slotCount * width
        results = accumulators + resultCount * width
        uniforms = results + resultCount * width
        scratch = uniforms + uniformCount
    }

    deinit { memory.deallocate() }

    /// Sets the accumulators to zero.
    func reset() { accumulators.update(repeating: 0, count: resultCount * Int(autodiffLaneCount)) }

    /// Adds another room's accumulators, vector by vector.
    func add(_ other: LaneRoom) {
        for i in 0..<resultCount * Int(autodiffLaneCount) { accumulators[i] += other.accumulators[i] }
    }

    /// The sum of an accumulator's lanes: of lanes eight apart, of those four apart, and so on.
    func total(_ result: Int) -> Double {
        let lanes = accumulators + result * Int(autodiffLaneCount)
        func pair(_ i: Int) -> Double { (lanes[i] + lanes[i + 8]) + (lanes[i + 4] + lanes[i + 12]) }
        return (pair(0) + pair(2)) + (pair(1) + pair(3))
    }
}
