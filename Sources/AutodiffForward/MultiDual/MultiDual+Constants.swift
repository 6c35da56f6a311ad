import AutodiffCore

// A constant beside a number changes the value and scales the partials; no zero partials are carried through.

extension MultiDual {
    /// (v + t·ε) + c.
    @inlinable
    @inline(__always)
    public static func _add(_ x: MultiDual, constant c: Double) -> MultiDual {
        MultiDual(x.value + c, x.partials, x.perturbation)
    }

    /// (v + t·ε) c.
    @inlinable
    @inline(__always)
    public static func _multiply(_ x: MultiDual, constant c: Double) -> MultiDual {
        MultiDual(x.value * c, Partials._chain(c, x.partials), x.perturbation)
    }
}
