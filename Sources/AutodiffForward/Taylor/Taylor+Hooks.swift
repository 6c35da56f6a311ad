import AutodiffCore

extension Taylor {
    /// The series of x·y + z, whose value is rounded once.
    @inlinable
    public static func _fma(_ x: Taylor, _ y: Taylor, _ z: Taylor) -> Taylor {
        let sum = x * y + z
        let value = Base._fma(x.value, y.value, z.value)
        return Taylor([value] + sum.coefficients.dropFirst(), sum.perturbation)
    }

    /// The value, itself held constant, of any order.
    @inlinable
    public static func _stopGradient(_ x: Taylor) -> Taylor { Taylor(constant: Base._stopGradient(x.value)) }
}
