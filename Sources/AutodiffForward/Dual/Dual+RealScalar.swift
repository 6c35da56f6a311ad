import AutodiffCore

extension Dual: RealScalar {
    /// A constant: the tangent is zero.
    @inlinable
    public init(_ value: Double) { self.init(constant: Base(value)) }

    /// A constant.
    @inlinable
    public init(floatLiteral value: Double) { self.init(constant: Base(value)) }

    /// A constant.
    @inlinable
    public init(integerLiteral value: Int) { self.init(constant: Base(Double(value))) }

    /// A constant, or nil if the base can't represent `source` exactly.
    @inlinable
    public init?<Source: BinaryInteger>(exactly source: Source) {
        guard let value = Base(exactly: source) else { return nil }
        self.init(constant: value)
    }

    /// The innermost value.
    @inlinable
    public var primal: Double { value.primal }

    /// Whether value and tangent are exactly zero.
    @inlinable
    public var isZero: Bool { value.isZero && tangent.isZero }

    /// |x|, with slope 0 at 0.
    @inlinable
    public var magnitude: Dual { Dual.apply(Rules.Abs(), to: self) }

    /// (v + t·ε) + (w + s·ε) = (v + w) + (t + s)·ε.
    @inlinable
    @inline(__always)
    public static func + (lhs: Dual, rhs: Dual) -> Dual {
        if rhs.perturbation.isKnownNone { return Dual(lhs.value + rhs.value, lhs.tangent, lhs.perturbation) }
        if lhs.perturbation.isKnownNone { return Dual(lhs.value + rhs.value, rhs.tangent, rhs.perturbation) }
        return Dual(lhs.value + rhs.value, lhs.tangent + rhs.tangent, lhs.perturbation | rhs.perturbation)
    }

    /// (v + t·ε) - (w + s·ε) = (v - w) + (t - s)·ε.
    @inlinable
    @inline(__always)
    public static func - (lhs: Dual, rhs: Dual) -> Dual {
        if rhs.perturbation.isKnownNone { return Dual(lhs.value - rhs.value, lhs.tangent, lhs.perturbation) }
        if lhs.perturbation.isKnownNone { return Dual(lhs.value - rhs.value, -rhs.tangent, rhs.perturbation) }
        return Dual(lhs.value - rhs.value, lhs.tangent - rhs.tangent, lhs.perturbation | rhs.perturbation)
    }

    /// (v + t·ε)(w + s·ε) = vw + (wt + vs)·ε.
    @inlinable
    @inline(__always)
    public static func * (lhs: Dual, rhs: Dual) -> Dual {
        if rhs.perturbation.isKnownNone {
            return Dual(lhs.value * rhs.value, Base.chain(rhs.value, lhs.tangent), lhs.perturbation)
        }
        if lhs.perturbation.isKnownNone {
            return Dual(lhs.value * rhs.value, Base.chain(lhs.value, rhs.tangent), rhs.perturbation)
        }
        return Dual(
            lhs.value * rhs.value, Base.chain(rhs.value, lhs.tangent, lhs.value, rhs.tangent),
            lhs.perturbation | rhs.perturbation)
    }

    /// The quotient by the rule ``Rules/Divide``.
    @inlinable
    @inline(__always)
    public static func / (lhs: Dual, rhs: Dual) -> Dual { apply(Rules.Divide(), to: lhs, rhs) }

    /// The chain rule's product, where a part that is zero contributes nothing.
    @inlinable
    public static func chain(_ partial: Dual, _ tangent: Dual) -> Dual {
        let cross = tangent.value.isZero ? .zero : Base.chain(tangent.value, partial.tangent)
        return Dual(
            Base.chain(partial.value, tangent.value), cross + Base.chain(partial.value, tangent.tangent),
            partial.perturbation | tangent.perturbation)
    }

    /// Adds in place.
    @inlinable
    public static func += (lhs: inout Dual, rhs: Dual) { lhs = lhs + rhs }

    /// Subtracts in place.
    @inlinable
    public static func -= (lhs: inout Dual, rhs: Dual) { lhs = lhs - rhs }

    /// Multiplies in place.
    @inlinable
    public static func *= (lhs: inout Dual, rhs: Dual) { lhs = lhs * rhs }

    /// -(v + t·ε) = -v - t·ε.
    @inlinable
    @inline(__always)
    public static prefix func - (x: Dual) -> Dual { Dual(-x.value, -x.tangent, x.perturbation) }

    /// Negates in place.
    @inlinable
    public mutating func negate() { self = -self }
}
