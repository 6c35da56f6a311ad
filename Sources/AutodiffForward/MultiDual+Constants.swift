import AutodiffCore

// A constant beside a dual changes the value and scales the tangent; no zero tangent is carried through.

extension MultiDual {
    /// (v + t·ε) + c.
    @_disfavoredOverload
    @inlinable
    @inline(__always)
    public static func + (lhs: MultiDual, rhs: Double) -> MultiDual {
        MultiDual(lhs.value + rhs, lhs.partials, lhs.perturbation)
    }

    /// c + (v + t·ε).
    @_disfavoredOverload
    @inlinable
    @inline(__always)
    public static func + (lhs: Double, rhs: MultiDual) -> MultiDual {
        MultiDual(lhs + rhs.value, rhs.partials, rhs.perturbation)
    }

    /// (v + t·ε) - c.
    @_disfavoredOverload
    @inlinable
    @inline(__always)
    public static func - (lhs: MultiDual, rhs: Double) -> MultiDual {
        MultiDual(lhs.value - rhs, lhs.partials, lhs.perturbation)
    }

    /// c - (v + t·ε).
    @_disfavoredOverload
    @inlinable
    @inline(__always)
    public static func - (lhs: Double, rhs: MultiDual) -> MultiDual {
        MultiDual(lhs - rhs.value, -rhs.partials, rhs.perturbation)
    }

    /// (v + t·ε) c.
    @_disfavoredOverload
    @inlinable
    @inline(__always)
    public static func * (lhs: MultiDual, rhs: Double) -> MultiDual {
        MultiDual(lhs.value * rhs, chain(rhs, lhs.partials), lhs.perturbation)
    }

    /// c (v + t·ε).
    @_disfavoredOverload
    @inlinable
    @inline(__always)
    public static func * (lhs: Double, rhs: MultiDual) -> MultiDual {
        MultiDual(lhs * rhs.value, chain(lhs, rhs.partials), rhs.perturbation)
    }

    /// (v + t·ε) / c.
    @_disfavoredOverload
    @inlinable
    @inline(__always)
    public static func / (lhs: MultiDual, rhs: Double) -> MultiDual { apply(Rules.Divide(), to: lhs, MultiDual(rhs)) }

    /// c / (v + t·ε).
    @_disfavoredOverload
    @inlinable
    @inline(__always)
    public static func / (lhs: Double, rhs: MultiDual) -> MultiDual { apply(Rules.Divide(), to: MultiDual(lhs), rhs) }
}
