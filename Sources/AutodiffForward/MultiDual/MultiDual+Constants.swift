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

    /// c / (v + t·ε) = c/v - (c/v²) t·ε.
    @inlinable
    @inline(__always)
    public static func _divide(constant c: Double, by x: MultiDual) -> MultiDual {
        let value = c / x.value
        let derivative = -(value / x.value)
        // With the bits of the rule, which knows what to do with other numbers than these.
        if _fastPath(value._isOrdinary && derivative._isOrdinary) {
            return MultiDual(value, Partials._chain(derivative, x.partials), x.perturbation)
        }
        return divideByRule(c, x)
    }

    @inlinable
    @inline(never)
    static func divideByRule(_ c: Double, _ x: MultiDual) -> MultiDual { quotient(MultiDual(c), x) }
}
