import AutodiffCore

/// The arrays of inputs that sweeps in chunks seed and hand to the function, to be kept from one call to the next.
///
///     var workspace = ForwardWorkspace()
///     var block = Matrix<Double>(rows: 2, columns: 15, repeating: 0)
///     for x in points { forwardJacobian(at: x, of: f, into: &block, workspace: &workspace) }
///
/// After its first use for n inputs nothing more is allocated by a call for n inputs, but by the function itself.
@frozen
public struct ForwardWorkspace {
    @usableFromInline
    var two: [MultiDual<SIMD2<Double>>] = []
    @usableFromInline
    var four: [MultiDual<SIMD4<Double>>] = []
    @usableFromInline
    var eight: [MultiDual<SIMD8<Double>>] = []
    @usableFromInline
    var sixteen: [MultiDual<SIMD16<Double>>] = []
    @usableFromInline
    var thirtyTwo: [MultiDual<SIMD32<Double>>] = []

    /// An empty workspace; it allocates nothing.
    @inlinable
    public init() {}
}

// Between two sweeps the partials of all inputs in a workspace are zero.

extension MultiDual {
    /// Makes `inputs` the point `x`, without a direction.
    @inlinable
    package static func move(_ inputs: inout [MultiDual], to x: [Double]) {
        if inputs.count == x.count {
            inputs.withUnsafeMutableBufferPointer { inputs in
                for j in 0..<x.count { inputs[j].value = x[j] }
            }
        } else {
            inputs = x.map { MultiDual($0, Partials(repeating: 0), .sealed) }
        }
    }

    /// Sets the partial of each input in `columns` along itself: the first of them lies in lane 0.
    @inlinable
    package static func seed(_ columns: Range<Int>, of inputs: inout [MultiDual], with partial: Double) {
        // A lane whose number isn't known in advance is reached much faster in memory than in a register.
        inputs.withUnsafeMutableBytes { bytes in
            var lane = columns.lowerBound * MemoryLayout<MultiDual>.stride + MultiDual.offsetOfPartials
            for _ in columns {
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
        return Partials.add(partials, Partials(repeating: 0))
    }

    /// Writes the first `count` of the checked partials.
    @inlinable
    func writePartials(_ count: Int, to entries: UnsafeMutablePointer<Double>) {
        withUnsafeBytes(of: checkedPartials) { bytes in
            UnsafeMutableRawPointer(entries).copyMemory(
                from: bytes.baseAddress!, byteCount: count * MemoryLayout<Double>.stride)
        }
    }
}
