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

    /// c / (v + t·ε) = c/v - (c/v²) t·ε.
    @inlinable
    @inline(__always)
    public static func _divide(constant c: Double, by x: Dual) -> Dual {
        if isOverNumber {
            let value = Base._divide(constant: c, by: x.value)
            let derivative = -(value / x.value)
            // With the bits of the rule, which knows what to do with other numbers than these.
            if _fastPath(Base._is(.normal, value) && Base._is(.normal, derivative)) {
                return Dual(value, Base._chain(derivative, x.tangent), x.perturbation)
            }
            return divideByRule(c, x)
        }
        return Base._isRecorded ? quotient(Dual(c), x) : divideNested(c, x)
    }

    /// Whether the base is a plain number, so that an operation is a few instructions.
    @inlinable
    @inline(__always)
    static var isOverNumber: Bool { MemoryLayout<Base>.size <= MemoryLayout<Double>.size && !Base._isRecorded }

    @inlinable
    static func divideNested(_ c: Double, _ x: Dual) -> Dual {
        c == 0 ? divideByRule(c, x) : apply(Rules.Inverse(c), to: x)
    }

    @inlinable
    @inline(never)
    static func divideByRule(_ c: Double, _ x: Dual) -> Dual { quotient(Dual(c), x) }
}
