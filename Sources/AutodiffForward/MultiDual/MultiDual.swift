import AutodiffCore

/// A value and N directional derivatives, v + t₁·ε₁ + … + t_N·ε_N with εᵢεⱼ = 0: forward mode in N directions at once.
///
/// The N partials lie in one SIMD vector, so that a run of a function computes N columns of its Jacobian while the
/// values, the branches and the elementary functions are computed once:
///
///     let x = MultiDual(2, SIMD2(1, 0))
///     let y = MultiDual(0.5, SIMD2(0, 1))
///     let z = x * sin(y)                  // z.partials is (sin 0.5, 2 cos 0.5)
///
/// Each partial has the bits that ``Dual`` gives along the same direction, but for the sign of a zero. The scalar is a
/// `Double`: modes nest around it, as in `Dual<MultiDual<SIMD8<Double>>>` for second derivatives.
///
/// Cost: every operation updates N partials; a `Double` beside it costs no work on partials that are zero.
@frozen
public struct MultiDual<Partials: PartialsVector> {
    /// The value v, with the bits that `Double` alone would give.
    public let value: Double

    @usableFromInline
    let perturbation: Perturbation

    /// The partials t: the derivatives of the value along the N seeded directions.
    public let partials: Partials

    @inlinable
    init(_ value: Double, _ partials: Partials, _ perturbation: Perturbation) {
        self.value = value
        self.partials = partials
        self.perturbation = perturbation
    }

    /// The value `value` with the derivatives `partials`.
    @inlinable
    public init(_ value: Double, _ partials: Partials) { self.init(value, partials, .unmarked) }

    /// The number `base` without derivatives: a constant.
    @inlinable
    public init(constant base: Double) { self.init(base, Partials(repeating: 0), .none) }

    /// Whether the number is a constant, without partials.
    @inlinable
    var isConstant: Bool { perturbation == .none }
}

extension MultiDual: Sendable {}

extension MultiDual: CustomStringConvertible {
    /// The value and the partials, as in `2.0 + [1.0, 0.0]ε`.
    public var description: String {
        "\(value) + [\(partials.indices.map { "\(partials[$0])" }.joined(separator: ", "))]ε"
    }
}
