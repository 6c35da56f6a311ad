import AutodiffCore

// A constant beside a dual changes the value and scales the tangent; no zero tangent is carried through.

extension Dual {
    /// (v + t·ε) + c.
    @inlinable
    @inline(__always)
    public static func _add(_ x: Dual, constant c: Double) -> Dual {
        Dual(Base._add(x.value, constant: c), x.tangent, x.perturbation)
    }

    /// (v + t·ε) c.
    @inlinable
    @inline(__always)
    public static func _multiply(_ x: Dual, constant c: Double) -> Dual {
        Dual(Base._multiply(x.value, constant: c), Base._chain(Base(c), x.tangent), x.perturbation)
    }
}
