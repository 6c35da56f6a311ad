import AutodiffCore

extension Taylor {
    /// The series of x·y + z, whose value is rounded once.
    @inlinable
    public static func _fma(_ x: Taylor, _ y: Taylor, _ z: Taylor) -> Taylor {
        let sum = x * y + z
        let value = Base._fma(x.value, y.value, z.value)
        return Taylor([value] + sum.coefficients.dropFirst(), sum.perturbation)
    }

    /// The series of √(x₀² + x₁² + …), if the elements' begin with zeros: the norm of (t², t³) is t² √(1 + t²).
    @inlinable
    public static func _normAtZero(_ x: [Taylor]) -> Taylor {
        if !x.allSatisfy(\.value._isZero) { return normByRule(x) }
        let call = x.reduce(Perturbation.none) { $0 | $1.perturbation }
        return Taylor(Series.normAtZero(x.map(\.withoutZeros)), call)
    }

    /// The value, itself held constant, of any order.
    @inlinable
    public static func _stopGradient(_ x: Taylor) -> Taylor { Taylor(constant: Base._stopGradient(x.value)) }
}
