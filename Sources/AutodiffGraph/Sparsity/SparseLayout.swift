import AutodiffCore

/// Where a program leaves the entries of a sparse derivative: made once, so that a run copies them in one pass.
final class SparseLayout: Sendable {
    let pattern: SparsityPattern

    /// The number of results before the entries.
    let first: Int

    /// The entries that are constants, with 0 for the others; empty if there are none.
    let constants: [Double]

    /// The other entries' places, and their slots; without places they are all entries in order.
    let places: [Int32]
    let slots: [UInt32]

    /// Whether a constant is nan.
    private let hasNaN: Bool

    init(_ program: Program, _ pattern: SparsityPattern, after first: Int) {
        self.pattern = pattern
        self.first = first
        let all = program.outputs.slots[first..<first + pattern.count]
        let constantSlots = program.inputCount..<program.inputCount + program.constants.count
        let varying = all.indices.filter { !constantSlots.contains(Int(all[$0])) }
        if varying.count == all.count {
            (constants, places, slots) = ([], [], Array(all))
        } else {
            constants = all.map {
                constantSlots.contains(Int($0)) ? program.constants[Int($0) - program.inputCount] : 0
            }
            places = varying.map { Int32($0 - first) }
            slots = varying.map { all[$0] }
        }
        hasNaN = constants.contains { $0 != $0 }
    }

    /// Writes the entries in the order of the pattern. Whether one is nan.
    func copy(from buffer: UnsafeMutablePointer<Double>, to place: UnsafeMutablePointer<Double>?) -> Bool {
        guard let place else { return false }
        var nans = 0
        slots.withUnsafeBufferPointer { slots in
            if constants.isEmpty {
                for k in 0..<slots.count {
                    let entry = buffer[Int(slots[k])]
                    place[k] = entry
                    nans &+= entry != entry ? 1 : 0
                }
                return
            }
            constants.withUnsafeBufferPointer { place.update(from: $0.baseAddress!, count: $0.count) }
            places.withUnsafeBufferPointer { places in
                for k in 0..<slots.count {
                    let entry = buffer[Int(slots[k])]
                    place[Int(places[k])] = entry
                    nans &+= entry != entry ? 1 : 0
                }
            }
        }
        return nans > 0 || hasNaN
    }
}
