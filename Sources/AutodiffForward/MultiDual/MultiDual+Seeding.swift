import AutodiffCore

// How runs in chunks make their inputs and read their outputs. Between two runs the partials of all inputs are zero.

extension MultiDual {
    /// Makes `inputs` the point `x`, without a direction.
    ///
    /// Of inputs that are there the values alone are written: to write the partials too would take half as long as a run of a
    /// small function.
    @inlinable
    package static func move(_ inputs: inout [MultiDual], to x: [Double]) {
        if inputs.count == x.count {
            inputs.withUnsafeMutableBufferPointer { inputs in
                for j in 0..<x.count {
                    // The value is the first member, a trivial type, which a raw store may write.
                    UnsafeMutableRawPointer(inputs.baseAddress! + j).storeBytes(of: x[j], as: Double.self)
                }
            }
        } else {
            inputs = x.map { MultiDual($0, Partials(repeating: 0), .sealed) }
        }
    }

    /// Sets the partial of each input in `columns` along itself: the first of them lies in lane 0.
    ///
    /// A lane whose number isn't known in advance is reached much faster in memory than in a register.
    @inlinable
    package static func seed(_ columns: Range<Int>, of inputs: inout [MultiDual], with partial: Double) {
        inputs.withUnsafeMutableBytes { bytes in
            var lane = columns.lowerBound * MemoryLayout<MultiDual>.stride + MultiDual.offsetOfPartials
            for _ in columns {
                // In bounds: lane k of input lowerBound + k, as there are no more columns than lanes. A raw store of a
                // trivial type, which needs no binding.
                bytes.storeBytes(of: partial, toByteOffset: lane, as: Double.self)
                lane += MemoryLayout<MultiDual>.stride + MemoryLayout<Double>.stride
            }
        }
    }

    /// The partials are the last member.
    @inlinable
    static var offsetOfPartials: Int { MemoryLayout<MultiDual>.size - MemoryLayout<Partials>.size }

    /// The partials of an output of a ``Perturbation/sealed`` call, or a trap.
    ///
    /// Adding 0 makes every zero +0: which sign a product of zeros has depends on the width of the chunk.
    @inlinable
    package var checkedPartials: Partials {
        perturbation.check(in: .sealed)
        return Partials._add(partials, Partials(repeating: 0))
    }

    /// Writes the first `count` of the checked partials.
    @inlinable
    func writePartials(_ count: Int, to entries: UnsafeMutablePointer<Double>) {
        withUnsafeBytes(of: checkedPartials) { bytes in
            // A copy of the bytes of `count` doubles, which the vector has at least and the caller has room for.
            UnsafeMutableRawPointer(entries).copyMemory(
                from: bytes.baseAddress!, byteCount: count * MemoryLayout<Double>.stride)
        }
    }
}
