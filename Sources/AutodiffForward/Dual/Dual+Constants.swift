import AutodiffCore

// A constant beside a dual changes the value and scales the tangent; no zero tangent is carried through.

extension Dual {
    /// (v + t·ε) + c.
    @inlinable
    @inline(__always)
    public static func add(_ x: Dual, constant c: Double) -> Dual {
        Dual(Base.add(x.value, constant: c), x.tangent, x.perturbation)
    }

    /// (v + t·ε) c.
    @inlinable
    @inline(__always)
    public static func multiply(_ x: Dual, constant c: Double) -> Dual {
        Dual(Base.multiply(x.value, constant: c), Base.chain(Base(c), x.tangent), x.perturbation)
    }
}
