import AutodiffCore

/// The adjoints of all variables, by index, for one of the cotangents of a sweep.
///
/// A sweep of 8 cotangents keeps 8 adjoints of a variable side by side: that of variable i and cotangent k is number
/// 8 i + k, and the lane k goes through memory in steps of 8.
///
/// It is valid while the sweep is under way that it was made for; indices aren't checked, as they come from the tape.
@frozen
@usableFromInline
struct AdjointLane<Base> {
    @usableFromInline let start: UnsafeMutablePointer<Base>
    @usableFromInline let stride: Int

    /// Lane number `lane` of adjoints that have `lanes` of them.
    @inlinable
    init(_ adjoints: UnsafeMutablePointer<Base>, _ lane: Int, of lanes: Int) {
        start = adjoints + lane
        stride = lanes
    }

    /// The same adjoints, where the bases are the same type under two names.
    @inlinable
    init<Other>(of other: AdjointLane<Other>) {
        // The memory is bound to `Other`, which is `Base`: the caller has made sure.
        start = UnsafeMutableRawPointer(other.start).assumingMemoryBound(to: Base.self)
        stride = other.stride
    }

    @inlinable
    subscript(index: Int) -> Base {
        get { start[index * stride] }
        nonmutating _modify { yield &start[index * stride] }
    }

    /// The adjoints from `index` on.
    @inlinable
    init(_ adjoints: AdjointLane, from index: Int) {
        start = adjoints.start + index * adjoints.stride
        stride = adjoints.stride
    }

    /// The adjoints of the first `count` inputs.
    @inlinable
    func inputs(_ count: Int) -> [Base] {
        if stride == 1 { return Array(UnsafeBufferPointer(start: start + 1, count: count)) }
        return (1...count).map { self[$0] }
    }

    /// Copies the adjoints of the inputs, as many as there is room for.
    @inlinable
    func copy(to inputs: inout [Base]) { copy(to: &inputs, 0..<inputs.count) }

    /// Copies the adjoints of the inputs to a part of an array.
    @inlinable
    func copy(to array: inout [Base], _ part: Range<Int>) {
        array.withUnsafeMutableBufferPointer { array in
            var adjoint = start + stride
            for i in part {
                array[i] = adjoint.pointee
                adjoint += stride
            }
        }
    }
}

/// Memory for adjoints, kept from one sweep to the next.
@frozen
@usableFromInline
struct AdjointMemory: ~Copyable {
    @usableFromInline var start: UnsafeMutableRawPointer?
    @usableFromInline var byteCount = 0

    @inlinable
    init() {}

    /// Room for so many adjoints, not initialised: what an earlier sweep had here it has deinitialised.
    @inlinable
    mutating func reserve<Base>(_ count: Int, of type: Base.Type) -> UnsafeMutablePointer<Base> {
        let bytes = count * MemoryLayout<Base>.stride
        if let start, bytes <= byteCount { return start.bindMemory(to: Base.self, capacity: count) }
        start?.deallocate()
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: AdjointMemory.alignment)
        (start, byteCount) = (memory, bytes)
        return memory.bindMemory(to: Base.self, capacity: count)
    }

    @inlinable
    deinit { start?.deallocate() }

    /// Enough for every scalar there is, and for vectors of adjoints: the largest SIMD vectors.
    @inlinable static var alignment: Int { 256 }
}
