import AutodiffCore

/// How a sweep calculates: with one adjoint for each variable, or with several, one for each cotangent that is pulled
/// back. The coefficients on the tape are the same.
///
/// In memory the adjoints are numbers of the type `Base` in either case, `lanes` of them for each variable. The sweep
/// takes those of one variable at once.
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

    /// The adjoint of variable number `index`.
    static func load(_ adjoints: UnsafeMutablePointer<Base>, _ index: Int) -> Adjoint

    /// Puts an adjoint in the place of that of variable number `index`.
    static func store(_ adjoint: Adjoint, to adjoints: UnsafeMutablePointer<Base>, _ index: Int)

    /// Adds to the adjoint of variable number `index`.
    static func add(_ t: Adjoint, to adjoints: UnsafeMutablePointer<Base>, _ index: Int)

    /// s + t.
    static func sum(_ s: Adjoint, _ t: Adjoint) -> Adjoint

    /// coefficient · adjoint.
    static func multiply(_ coefficient: Base, _ adjoint: Adjoint) -> Adjoint

    /// The same, and 0 where one of them is, whatever the other: 0 · ∞ is 0.
    static func multiplyWithCare(_ coefficient: Base, _ adjoint: Adjoint) -> Adjoint

    /// Whether a 0 · ∞ may be hidden in it; see ``_ScalarHooks/_mayHideZero(_:)``.
    static func mayHideZero(_ adjoint: Adjoint) -> Bool
}

/// One cotangent.
@usableFromInline
enum OneCotangent<Base: RealScalar>: SweepArithmetic {
    @inlinable static var lanes: Int { 1 }

    @inlinable static var zero: Base { .zero }

    @inlinable
    static func isZero(_ adjoint: Base) -> Bool { adjoint._isZero }

    @inlinable
    @inline(__always)
    static func load(_ adjoints: UnsafeMutablePointer<Base>, _ index: Int) -> Base { adjoints[index] }

    @inlinable
    @inline(__always)
    static func store(_ adjoint: Base, to adjoints: UnsafeMutablePointer<Base>, _ index: Int) {
        adjoints[index] = adjoint
    }

    @inlinable
    @inline(__always)
    static func add(_ t: Base, to adjoints: UnsafeMutablePointer<Base>, _ index: Int) { adjoints[index] += t }

    @inlinable
    @inline(__always)
    static func sum(_ s: Base, _ t: Base) -> Base { s + t }

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
///
/// The memory is bound to `Double`, which a block's pullback reads and writes lane by lane; vectors are loaded and stored
/// as raw bytes. They are aligned: ``AdjointMemory`` begins on the boundary of the largest vector, and a vector is as long
/// as its lanes.
@usableFromInline
enum Cotangents<Vector: PartialsVector>: SweepArithmetic {
    @inlinable static var lanes: Int { Vector.scalarCount }

    @inlinable static var zero: Vector { .zero }

    @inlinable
    @inline(__always)
    static func isZero(_ adjoint: Vector) -> Bool { adjoint._isZero }

    @inlinable
    @inline(__always)
    static func load(_ adjoints: UnsafeMutablePointer<Double>, _ index: Int) -> Vector {
        UnsafeRawPointer(adjoints + index &* lanes).load(as: Vector.self)
    }

    @inlinable
    @inline(__always)
    static func store(_ adjoint: Vector, to adjoints: UnsafeMutablePointer<Double>, _ index: Int) {
        UnsafeMutableRawPointer(adjoints + index &* lanes).storeBytes(of: adjoint, as: Vector.self)
    }

    @inlinable
    @inline(__always)
    static func add(_ t: Vector, to adjoints: UnsafeMutablePointer<Double>, _ index: Int) {
        store(Vector._add(load(adjoints, index), t), to: adjoints, index)
    }

    @inlinable
    @inline(__always)
    static func sum(_ s: Vector, _ t: Vector) -> Vector { Vector._add(s, t) }

    @inlinable
    @inline(__always)
    static func multiply(_ coefficient: Double, _ adjoint: Vector) -> Vector { Vector._multiply(coefficient, adjoint) }

    @inlinable
    @inline(__always)
    static func multiplyWithCare(_ coefficient: Double, _ adjoint: Vector) -> Vector {
        coefficient == 0 ? .zero : Vector._chain(coefficient, adjoint)
    }

    @inlinable
    static func mayHideZero(_ adjoint: Vector) -> Bool { adjoint._hasNaN }
}
