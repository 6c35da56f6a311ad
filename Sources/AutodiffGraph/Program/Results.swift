/// Where a program's results lie.
struct Outputs: Sendable {
    /// The slot of each result.
    let slots: [UInt32]

    /// The results that are constants, with 0 for the others: empty where they are few.
    let constants: [Double]

    /// The places of the other results.
    let varying: [Int32]

    /// The results of these slots, of which the constants' begin at `first`.
    init(_ slots: [UInt32], constants values: [Double], from first: Int) {
        self.slots = slots
        let places = first..<first + values.count
        let varying = slots.indices.filter { !places.contains(Int(slots[$0])) }
        // A Jacobian with many zeros is faster written as a copy of its constants.
        let isSparse = 2 * varying.count < slots.count && slots.count > 32
        self.varying = isSparse ? varying.map { Int32($0) } : []
        constants =
            isSparse ? slots.map { places.contains(Int($0)) ? values[Int($0) - first] : 0 } : []
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
        guard let place else { return }
        outputs.slots.withUnsafeBufferPointer { slots in
            if outputs.constants.isEmpty {
                for i in range { place[i - range.lowerBound] = buffer[Int(slots[i])] }
                return
            }
            outputs.constants.withUnsafeBufferPointer {
                place.update(from: $0.baseAddress! + range.lowerBound, count: range.count)
            }
            outputs.varying.withUnsafeBufferPointer { varying in
                for i in varying where range.contains(Int(i)) {
                    place[Int(i) - range.lowerBound] = buffer[Int(slots[Int(i)])]
                }
            }
        }
    }
}
