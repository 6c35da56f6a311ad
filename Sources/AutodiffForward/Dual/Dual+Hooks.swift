import AutodiffCore

extension Dual {
    /// vw + u, rounded once, and the tangent of v·w + u.
    @inlinable
    public static func _fma(_ x: Dual, _ y: Dual, _ z: Dual) -> Dual {
        Dual(
            Base._fma(x.value, y.value, z.value),
            Base._chain(y.value, x.tangent, x.value, y.tangent) + z.tangent,
            x.perturbation | y.perturbation | z.perturbation)
    }

    /// The value, itself held constant, without a tangent.
    @inlinable
    public static func _stopGradient(_ x: Dual) -> Dual { Dual(constant: Base._stopGradient(x.value)) }
}
