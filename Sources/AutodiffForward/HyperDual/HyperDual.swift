import AutodiffCore

/// A hyper-dual number v + Σ rᵢ·εᵢ + Σ cⱼ·δⱼ + Σ mᵢⱼ·εᵢδⱼ with εᵢεₖ = δⱼδₖ = 0: a value, its slopes along two sets of directions,
/// the rows and the columns, and its second derivatives along every pair of the two.
///
/// One run of a function on them gives a block of its Hessian, or the Hessian times a vector. They do what a `Dual` of
/// `MultiDual`s does, in less than half of the time: a rule's second derivative is computed once, as a number, and not in every
/// lane, and an infinity is looked for once in an operation.
///
/// `hessian` and `hvp` make them, on functions that are generic over the scalar: such a function can't get hold of a number
/// of another call, and no other scalar is built on this one.
///
/// Cost: an operation is arithmetic on a few vectors; a rule is computed on `Double` once, and once on a `Dual`.
@frozen
@usableFromInline
struct HyperDual<Partials: MixedPartials> {
    /// The value v, with the bits that `Double` alone would give.
    @usableFromInline
    var value: Double

    @usableFromInline
    let perturbation: Perturbation

    /// The slopes and the second derivatives.
    @usableFromInline
    var partials: Partials

    @inlinable
    @inline(__always)
    init(_ value: Double, _ partials: Partials, _ perturbation: Perturbation) {
        self.value = value
        self.partials = partials
        self.perturbation = perturbation
    }

    /// Whether the number is a constant, without partials.
    @inlinable
    var isConstant: Bool { perturbation == .none }
}
