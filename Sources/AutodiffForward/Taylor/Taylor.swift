import AutodiffCore

/// A truncated power series c₀ + c₁ t + … + c_k t^k: a value and its derivatives up to order k, cⱼ = f⁽ʲ⁾/j!.
///
/// Running a function on the series x + t computes the first k derivatives at x, each operation at a cost of O(k²);
/// duals nested k deep would cost 2^k. ``taylor(at:order:of:)`` is the way to call it.
///
/// A series of one coefficient is a constant, of any order; else the order of a result is the smaller of the operands'.
/// `Base` is a scalar itself: `Taylor<Dual<Double>>` differentiates the coefficients. Inside one call of `taylor` a
/// series of an outer call is a constant; `Taylor(constant: x)` says so. Mixed up, the call traps.
///
/// Cost: sums O(k), products and elementary functions O(k²), the gamma functions and Jₙ O(k³), rules without a series of
/// their own O(k³) or more. Every operation allocates its coefficients.
@frozen
public struct Taylor<Base: RealScalar> {
    /// The coefficients c₀, c₁, …, at least one.
    public let coefficients: [Base]

    /// The call of `taylor` that the series belongs to.
    @usableFromInline
    let perturbation: Perturbation

    @inlinable
    init(_ coefficients: [Base], _ perturbation: Perturbation) {
        self.coefficients = coefficients
        self.perturbation = perturbation
    }

    /// The series with the coefficients c₀, c₁, …; a constant if there is but one. Traps if there are none.
    @inlinable
    public init(_ coefficients: [Base]) {
        if coefficients.isEmpty { misuse("a series without coefficients: it has at least its value") }
        self.init(coefficients, .unmarked)
    }

    /// The constant `base`, of any order: lifts a scalar to this level of nesting.
    @inlinable
    public init(constant base: Base) { self.init([base], .none) }

    /// The value c₀.
    @inlinable
    public var value: Base { coefficients[0] }

    /// The order k: one less than the number of coefficients. 0 for a constant.
    @inlinable
    public var order: Int { coefficients.count - 1 }

    @inlinable
    var isConstant: Bool { coefficients.count == 1 }
}

extension Taylor: Sendable where Base: Sendable {}

extension Taylor: CustomStringConvertible {
    /// The coefficients, as in `1.0 + 2.0t + 0.5t^2`.
    public var description: String {
        coefficients.enumerated().map { j, c in j == 0 ? "\(c)" : j == 1 ? "\(c)t" : "\(c)t^\(j)" }
            .joined(separator: " + ")
    }
}
