/// Where a program's results lie.
struct Outputs: Sendable {
    /// The slot of each result.
    let slots: [UInt32]

    /// The results that are constants, with 0 for the others: empty where they are few.
    let constants: [Double]

    /// The other results, in the order of their places.
    let varying: [Varying]

    /// Whether all results lie side by side, in their order.
    let areSideBySide: Bool

    /// A result that isn't a constant.
    struct Varying: Sendable {
        let place: Int32
        let slot: UInt32
    }

    /// The results of these slots, of which the constants' begin at `first`.
    init(_ slots: [UInt32], constants values: [Double], from first: Int) {
        self.slots = slots
        let places = first..<first + values.count
        let varying = slots.indices.filter { !places.contains(Int(slots[$0])) }
        // A Jacobian with many zeros is faster written as a copy of its constants.
        let isSparse = 2 * varying.count < slots.count && slots.count > 32
        self.varying = isSparse ? varying.map { Varying(place: Int32($0), slot: slots[$0]) } : []
        constants =
            isSparse ? slots.map { places.contains(Int($0)) ? values[Int($0) - first] : 0 } : []
        areSideBySide = slots.indices.allSatisfy { slots[$0] == slots[0] + UInt32($0) }
    }
}

/// The results of a run, which lie in its buffer.
struct Results {
    let buffer: UnsafeMutablePointer<Double>
    let outputs: Outputs

    subscript(i: Int) -> Double { buffer[Int(outputs.slots[i])] }

    /// The results of these places.
    func array(_ range: Range<Int>) -> [Double] {
        [Double](unsafeUninitializedCapacity: range.count) { values, count in
            copy(range, to: values.baseAddress)
            count = range.count
        }
    }

    /// Writes the results of these places.
    func copy(_ range: Range<Int>, to place: UnsafeMutablePointer<Double>?) {
        guard let place, !range.isEmpty else { return }
        if !outputs.constants.isEmpty {
            copySparse(range, to: place)
        } else if outputs.areSideBySide {
            place.update(from: buffer + Int(outputs.slots[range.lowerBound]), count: range.count)
        } else {
            outputs.slots[range].withUnsafeBufferPointer { slots in
                for i in 0..<slots.count { place[i] = buffer[Int(slots[i])] }
            }
        }
    }

    /// The constants as they are, and then the others.
    private func copySparse(_ range: Range<Int>, to place: UnsafeMutablePointer<Double>) {
        outputs.constants[range].withUnsafeBufferPointer { place.update(from: $0.baseAddress!, count: $0.count) }
        outputs.varying.withUnsafeBufferPointer { varying in
            var (start, end) = (0, varying.count)
            while start < end && Int(varying[start].place) < range.lowerBound { start += 1 }
            while end > start && Int(varying[end - 1].place) >= range.upperBound { end -= 1 }
            let first = place - range.lowerBound
            for i in start..<end { first[Int(varying[i].place)] = buffer[Int(varying[i].slot)] }
        }
    }
}
