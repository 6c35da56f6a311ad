import AutodiffCore

extension MultiDual {
    /// vw + u, rounded once, and the partials of v·w + u.
    @inlinable
    public static func _fma(_ x: MultiDual, _ y: MultiDual, _ z: MultiDual) -> MultiDual {
        MultiDual(
            Double._fma(x.value, y.value, z.value),
            Partials._add(Partials._chain(y.value, x.partials, x.value, y.partials), z.partials),
            x.perturbation | y.perturbation | z.perturbation)
    }

    /// The value, without partials.
    @inlinable
    public static func _stopGradient(_ x: MultiDual) -> MultiDual { MultiDual(constant: x.value) }
}
