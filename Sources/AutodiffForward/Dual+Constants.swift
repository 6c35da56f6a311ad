import AutodiffCore

// A constant beside a dual changes the value and scales the tangent; no zero tangent is carried through.

extension Dual {
    /// (v + t·ε) + c.
    @_disfavoredOverload
    @inlinable
    public static func + (lhs: Dual, rhs: Double) -> Dual { Dual(lhs.value + rhs, lhs.tangent, lhs.perturbation) }

    /// c + (v + t·ε).
    @_disfavoredOverload
    @inlinable
    public static func + (lhs: Double, rhs: Dual) -> Dual { Dual(lhs + rhs.value, rhs.tangent, rhs.perturbation) }

    /// (v + t·ε) - c.
    @_disfavoredOverload
    @inlinable
    public static func - (lhs: Dual, rhs: Double) -> Dual { Dual(lhs.value - rhs, lhs.tangent, lhs.perturbation) }

    /// c - (v + t·ε).
    @_disfavoredOverload
    @inlinable
    public static func - (lhs: Double, rhs: Dual) -> Dual { Dual(lhs - rhs.value, -rhs.tangent, rhs.perturbation) }

    /// (v + t·ε) c.
    @_disfavoredOverload
    @inlinable
    public static func * (lhs: Dual, rhs: Double) -> Dual {
        Dual(lhs.value * rhs, Base.chain(Base(rhs), lhs.tangent), lhs.perturbation)
    }

    /// c (v + t·ε).
    @_disfavoredOverload
    @inlinable
    public static func * (lhs: Double, rhs: Dual) -> Dual {
        Dual(lhs * rhs.value, Base.chain(Base(lhs), rhs.tangent), rhs.perturbation)
    }

    /// (v + t·ε) / c.
    @_disfavoredOverload
    @inlinable
    public static func / (lhs: Dual, rhs: Double) -> Dual { apply(Rules.Divide(), to: lhs, Dual(rhs)) }

    /// c / (v + t·ε).
    @_disfavoredOverload
    @inlinable
    public static func / (lhs: Double, rhs: Dual) -> Dual { apply(Rules.Divide(), to: Dual(lhs), rhs) }
}
