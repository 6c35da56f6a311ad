import AutodiffCore

/// How a sweep calculates: with one adjoint for each variable, or with several, one for each cotangent that is pulled
/// back. The coefficients on the tape are the same.
@usableFromInline
protocol SweepArithmetic {
    /// The type of the coefficients.
    associatedtype Base: RealScalar

    /// A variable's adjoint, or its adjoints side by side.
    associatedtype Adjoint

    /// The number of cotangents.
    static var lanes: Int { get }

    static var zero: Adjoint { get }

    static func isZero(_ adjoint: Adjoint) -> Bool

    /// s += t.
    static func add(_ t: Adjoint, to s: inout Adjoint)

    /// coefficient · adjoint.
    static func multiply(_ coefficient: Base, _ adjoint: Adjoint) -> Adjoint

    /// The same, and 0 where one of them is, whatever the other: 0 · ∞ is 0.
    static func multiplyWithCare(_ coefficient: Base, _ adjoint: Adjoint) -> Adjoint

    /// Whether a 0 · ∞ may be hidden in it; see ``RealScalar/mayHideZero(_:)``.
    static func mayHideZero(_ adjoint: Adjoint) -> Bool
}

/// One cotangent.
@usableFromInline
enum OneCotangent<Base: RealScalar>: SweepArithmetic {
    @inlinable static var lanes: Int { 1 }

    @inlinable static var zero: Base { .zero }

    @inlinable
    static func isZero(_ adjoint: Base) -> Bool { adjoint.isZero }

    @inlinable
    @inline(__always)
    static func add(_ t: Base, to s: inout Base) { s += t }

    @inlinable
    @inline(__always)
    static func multiply(_ coefficient: Base, _ adjoint: Base) -> Base { coefficient * adjoint }

    // The adjoint isn't zero here: nodes where it is are passed over.
    @inlinable
    @inline(__always)
    static func multiplyWithCare(_ coefficient: Base, _ adjoint: Base) -> Base { Base._chain(adjoint, coefficient) }

    @inlinable
    static func mayHideZero(_ adjoint: Base) -> Bool { Base._mayHideZero(adjoint) }
}

/// As many cotangents as the vector has lanes. Every lane has the bits of a sweep of its own: what a lane that is zero
/// adds to a sum is a zero.
@usableFromInline
enum Cotangents<Vector: PartialsVector>: SweepArithmetic {
    @inlinable static var lanes: Int { Vector.scalarCount }

    @inlinable static var zero: Vector { .zero }

    @inlinable
    @inline(__always)
    static func isZero(_ adjoint: Vector) -> Bool { adjoint.isZero }

    @inlinable
    @inline(__always)
    static func add(_ t: Vector, to s: inout Vector) { s = Vector.add(s, t) }

    @inlinable
    @inline(__always)
    static func multiply(_ coefficient: Double, _ adjoint: Vector) -> Vector { Vector.multiply(coefficient, adjoint) }

    @inlinable
    @inline(__always)
    static func multiplyWithCare(_ coefficient: Double, _ adjoint: Vector) -> Vector {
        coefficient == 0 ? .zero : Vector.chain(coefficient, adjoint)
    }

    @inlinable
    static func mayHideZero(_ adjoint: Vector) -> Bool { adjoint.hasNaN }
}

/// The adjoints of all variables, by index, for one of the cotangents of a sweep.
@frozen
@usableFromInline
struct AdjointLane<Base> {
    @usableFromInline let start: UnsafeMutablePointer<Base>
    @usableFromInline let stride: Int

    /// Lane number `lane` of adjoints that have `lanes` of them.
    @inlinable
    init(_ adjoints: UnsafeMutableRawPointer, _ lane: Int, of lanes: Int) {
        start = adjoints.assumingMemoryBound(to: Base.self) + lane
        stride = lanes
    }

    /// The same adjoints, where the bases are the same type under two names.
    @inlinable
    init<Other>(of other: AdjointLane<Other>) {
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

    /// Room for so many adjoints, not initialised.
    @inlinable
    mutating func reserve<Adjoint>(_ count: Int, of type: Adjoint.Type) -> UnsafeMutablePointer<Adjoint> {
        let bytes = count * MemoryLayout<Adjoint>.stride
        if let start, bytes <= byteCount { return start.assumingMemoryBound(to: Adjoint.self) }
        start?.deallocate()
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: AdjointMemory.alignment)
        (start, byteCount) = (memory, bytes)
        return memory.assumingMemoryBound(to: Adjoint.self)
    }

    @inlinable
    deinit { start?.deallocate() }

    /// Enough for every scalar there is: the largest SIMD vectors.
    @inlinable static var alignment: Int { 256 }
}
