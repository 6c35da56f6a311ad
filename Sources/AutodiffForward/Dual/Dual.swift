import AutodiffCore

/// A dual number v + t·ε with ε² = 0: a value and one directional derivative, carried along together (forward mode).
///
/// Running a function on `Dual(x, 1)` computes f(x) + f'(x)·ε:
///
///     let y = sin(Dual(0.5, 1))       // y.value is sin(0.5), y.tangent is cos(0.5)
///
/// `Base` is a scalar itself, so that duals nest: `Dual<Dual<Double>>` carries second derivatives,
/// `Dual<Variable<Double>>` differentiates a gradient. Inside one call of `derivative` a dual of an outer call is a
/// constant; `Dual(constant: x)` says so. Mixed up, the call traps.
///
/// Cost: a small multiple of the base's operation; nothing is allocated.
@frozen
public struct Dual<Base: RealScalar> {
    /// The value v, with the bits that the base alone would give.
    public let value: Base

    /// The tangent t: the derivative of the value along the seeded direction.
    public let tangent: Base

    @usableFromInline
    let perturbation: Perturbation

    @inlinable
    init(_ value: Base, _ tangent: Base, _ perturbation: Perturbation) {
        self.value = value
        self.tangent = tangent
        self.perturbation = perturbation
    }

    /// The dual `value` + `tangent`·ε.
    @inlinable
    public init(_ value: Base, _ tangent: Base) { self.init(value, tangent, .unmarked) }

    /// The dual `base` + 0·ε: lifts a scalar to this level of nesting, as a constant.
    @inlinable
    public init(constant base: Base) { self.init(base, .zero, .none) }

    /// Whether the dual is a constant, without a tangent.
    @inlinable
    var isConstant: Bool { perturbation == .none }
}

extension Dual: Sendable where Base: Sendable {}

extension Dual: CustomStringConvertible {
    /// The value and the tangent, as in `2.0 + 1.0ε`.
    public var description: String { "\(value) + \(tangent)ε" }
}
