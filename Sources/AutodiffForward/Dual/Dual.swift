import AutodiffCore

/// A dual number v + t·ε with ε² = 0: a value and one directional derivative, carried along together (forward mode).
///
/// ε is a number so small that its square vanishes. What a function does to x + ε then shows its slope: with
/// f(x) = x³ + 2x, by hand at x = 10,
///
/// ```text
/// (10 + ε)²     = 100 + 20 ε + ε²          = 100 + 20 ε
/// (10 + ε)³     = (100 + 20 ε)(10 + ε)     = 1000 + 300 ε
/// 2 (10 + ε)                               =   20 +   2 ε
/// f(10 + ε)                                = 1020 + 302 ε
/// ```
///
/// and indeed f(10) = 1020 and f'(10) = 3·10² + 2 = 302. A dual does the same in the computer, one operation at a time:
///
///     let x = Dual(10, 1)                 // the seed: dx/dx is 1
///     let y = x * x * x + 2 * x           // y.value is 1020, y.tangent is 302
///
/// `derivative`, `jvp` and `jacobian` make the duals themselves, so that most programs never name the type.
///
/// `Base` is a scalar itself, so that duals nest: `Dual<Dual<Double>>` carries second derivatives,
/// `Dual<Variable<Double>>` differentiates a gradient. Inside one call of `derivative` a dual of an outer call is a
/// constant; `Dual(constant: x)` says so. If duals of two calls are mixed up, the inner call traps.
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
