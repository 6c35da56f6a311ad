import AutodiffCore

/// An entry of the tape that stands for a whole primitive: the sweep calls its pullback.
///
/// A closure and not a class to override: the methods of a generic class aren't specialised, and run two hundred times
/// slower. A closure is, where the function that makes it is.
@frozen
@usableFromInline
struct TapeBlock<Base: RealScalar> {
    /// Adds to the adjoints what the outputs' adjoints, `cotangent`, hand on to the operands.
    @usableFromInline
    let pullback: Pullback

    @usableFromInline
    typealias Pullback = (_ cotangent: AdjointLane<Base>, _ adjoints: AdjointLane<Base>) -> Void

    @inlinable
    init(pullback: @escaping Pullback) { self.pullback = pullback }
}
