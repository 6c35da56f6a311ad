// Slopes where a partial derivative leaves the range of `Double`, and its product with a tangent doesn't.
//
// 1/y at y = 1e163 has the slope -1e-326, which is 0 in double precision; but where y is 1e160 x, the tangent that it is
// multiplied by is 1e160, and the derivative -1e-166. In forward mode the tangent is known, so that the product can be
// taken in another order, (1/y) · (t/y), whose factors are as ordinary as the derivative: t/y is the relative change of y. On the
// tape the coefficients that a variable carries along are treated so; an adjoint is a number by itself, and lost where it
// leaves the range.
//
// The scalars come here only if a partial isn't a normal number, so that everything else keeps its bits and its speed. What
// they do then isn't `@inlinable`: it would be specialised for every function that is differentiated.

extension Double {
    /// Whether this is neither 0 nor subnormal, infinite or nan.
    @inlinable
    @inline(__always)
    public var _isOrdinary: Bool { (bitPattern &<< 1) &- 0x0020_0000_0000_0000 < 0xFFC0_0000_0000_0000 }

    /// Whether the magnitude lies between 2⁻²⁵⁶ and 2²⁵⁶: products and quotients of three such are normal numbers.
    @inlinable
    @inline(__always)
    public var _isModerate: Bool { (bitPattern &<< 1) &- (767 << 53) < 512 << 53 }
}

extension RealScalar {
    /// Whether the product of the partial p and the tangent t has to be taken by a rule's slope: p isn't a normal number, and the
    /// product may be one.
    static func needsSlope(_ p: Self, _ t: Self) -> Bool {
        if p.primal._isOrdinary || p.primal.isNaN || t._isZero { return false }
        let size = t.primal.magnitude
        if p.primal.isInfinite ? size < 1 : size > 1 { return true }
        // A nested scalar's derivatives may be of any size.
        return _mayHideZero(.zero) && !(t - Self(t.primal))._isZero
    }
}

extension UnaryRule {
    /// f'(x) t, given the derivative p, which isn't a normal number.
    public func _product<S: RealScalar>(_ p: S, _ t: S, at x: S, value y: S) -> S {
        S.needsSlope(p, t) ? _slope(at: x, value: y, along: t) : S._chain(p, t)
    }
}

extension BinaryRule {
    /// ∂f/∂x t, given the partial p, which isn't a normal number.
    public func _productX<S: RealScalar>(_ p: S, _ t: S, at x: S, _ y: S, value: S) -> S {
        S.needsSlope(p, t) ? _slopeX(x, y, value: value, along: t) : S._chain(p, t)
    }

    /// ∂f/∂y t, likewise.
    public func _productY<S: RealScalar>(_ p: S, _ t: S, at x: S, _ y: S, value: S) -> S {
        S.needsSlope(p, t) ? _slopeY(x, y, value: value, along: t) : S._chain(p, t)
    }

    /// ∂f/∂x t + ∂f/∂y s, given the partials, of which one isn't a normal number.
    public func _products<S: RealScalar>(
        _ p: S, _ t: S, _ q: S, _ s: S, at x: S, _ y: S, value: S
    ) -> S {
        if !S.needsSlope(p, t) && !S.needsSlope(q, s) { return S._chain(p, t, q, s) }
        return _productX(p, t, at: x, y, value: value) + _productY(q, s, at: x, y, value: value)
    }
}

extension Rules.Divide {
    /// Yes.
    @inlinable
    public static var _hasSlopes: Bool { true }

    /// t/y.
    public func _slopeX<S: RealScalar>(_ x: S, _ y: S, value: S, along t: S) -> S {
        y == 0 ? S._chain(partialX(x, y, value: value), t) : t / y
    }

    /// -(x/y) (t/y), or x with both quotients where x/y has lost digits.
    public func _slopeY<S: RealScalar>(_ x: S, _ y: S, value: S, along t: S) -> S {
        if y == 0 || !value.primal.isFinite { return S._chain(partialY(x, y, value: value), t) }
        let change = t / y
        return value.primal._isOrdinary ? -(value * change) : -(x * (change / y))
    }
}

extension Rules.XLogY {
    /// Yes.
    @inlinable
    public static var _hasSlopes: Bool { true }

    /// x (t/y).
    public func _slopeY<S: RealScalar>(_ x: S, _ y: S, value: S, along t: S) -> S {
        y > 0 && y.primal.isFinite ? x * (t / y) : S._chain(partialY(x, y, value: value), t)
    }
}

extension Rules.IntegerPower {
    /// Yes.
    @inlinable
    public static var _hasSlopes: Bool { true }

    /// n xⁿ (t/x), or with the power in two factors.
    public func _slope<S: RealScalar>(at x: S, value y: S, along t: S) -> S {
        if exponent == 0 { return 0 }
        if y.primal._isOrdinary { return Double(exponent) * (y * (t / x)) }
        let half = exponent / 2
        return Double(exponent) * (pow(x, half) * t * pow(x, exponent - half - 1))
    }
}

extension Rules.Power {
    /// Yes.
    @inlinable
    public static var _hasSlopes: Bool { true }

    /// y x^y (t/x), or with the power in two factors.
    public func _slopeX<S: RealScalar>(_ x: S, _ y: S, value: S, along t: S) -> S {
        if y == 0 || !x.primal.isFinite || value.primal.isNaN { return S._chain(partialX(x, y, value: value), t) }
        let change = t / x
        if value.primal._isOrdinary { return y * (value * change) }
        if x < 0 { return S._chain(partialX(x, y, value: value), t) }
        let half = pow(x, y / 2)
        return y * (half * change * half)
    }

    /// x^y log x t, with the power in two factors.
    public func _slopeY<S: RealScalar>(_ x: S, _ y: S, value: S, along t: S) -> S {
        if value.primal._isOrdinary || !(x > 0 && x.primal.isFinite) {
            return S._chain(partialY(x, y, value: value), t)
        }
        let half = pow(x, y / 2)
        return half * t * half * log(x)
    }
}

extension Rules.Atan {
    /// Yes.
    @inlinable
    public static var _hasSlopes: Bool { true }

    /// (1/x) (t/x) from 2^30 on.
    public func _slope<S: RealScalar>(at x: S, value y: S, along t: S) -> S {
        if x >= -0x1p30 && x <= 0x1p30 { return S._chain(derivative(at: x, value: y), t) }
        return 1 / x * (t / x)
    }
}

extension Rules.Polygamma {
    /// Yes.
    @inlinable
    public static var _hasSlopes: Bool { true }

    /// -n ψ⁽ⁿ⁾(x) (t/x) for large x, with n + 1 for small x: there ψ⁽ⁿ⁾ is (n - 1)!/xⁿ and n!/xⁿ⁺¹ but for the sign.
    public func _slope<S: RealScalar>(at x: S, value y: S, along t: S) -> S {
        if y.primal._isOrdinary {
            if x > 0x1p60 && order > 0 { return Double(-order) * (y * (t / x)) }
            if x.primal.magnitude < 0x1p-60 { return Double(-order - 1) * (y * (t / x)) }
        }
        return S._chain(derivative(at: x, value: y), t)
    }
}

extension Rules.Gamma {
    /// Yes.
    @inlinable
    public static var _hasSlopes: Bool { true }

    /// -Γ(x) (t/x) for small x, where Γ(x) is 1/x.
    public func _slope<S: RealScalar>(at x: S, value y: S, along t: S) -> S {
        x.primal.magnitude < 0x1p-60 && y.primal._isOrdinary ? -(y * (t / x)) : S._chain(derivative(at: x, value: y), t)
    }
}

extension Rules.Exprel {
    /// Yes.
    @inlinable
    public static var _hasSlopes: Bool { true }

    /// -(n + 1) f⁽ⁿ⁾(x) (t/x) for large negative x, where f⁽ⁿ⁾(x) is n!/(-x)ⁿ⁺¹.
    public func _slope<S: RealScalar>(at x: S, value y: S, along t: S) -> S {
        x < -0x1p60 && y.primal._isOrdinary
            ? Double(-order - 1) * (y * (t / x)) : S._chain(derivative(at: x, value: y), t)
    }
}
