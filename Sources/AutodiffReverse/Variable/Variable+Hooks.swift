import AutodiffCore

extension Variable {
    /// x·y + z, whose value is rounded once; nothing more is recorded than for x·y + z.
    @inlinable
    public static func _fma(_ x: Variable, _ y: Variable, _ z: Variable) -> Variable {
        sum(x * y, z, value: Base._fma(x.value, y.value, z.value))
    }

    /// The value, itself held constant; nothing is recorded.
    @inlinable
    public static func _stopGradient(_ x: Variable) -> Variable { Variable(constant: Base._stopGradient(x.value)) }
}
