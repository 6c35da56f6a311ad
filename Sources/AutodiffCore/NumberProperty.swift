/// What a rule's formula asks of a number where it has another formula for the extremes; see ``_ScalarHooks/_is(_:_:)``.
@frozen
public enum _NumberProperty {
    /// Neither 0 nor subnormal, infinite or nan.
    case normal

    /// 0, of either sign.
    case zero

    /// Below 0.
    case negative

    /// Other than 0, and too small for all digits.
    case subnormal

    /// Infinite, of either sign.
    case infinite

    /// Neither infinite nor nan.
    case finite

    /// Not a number.
    case nan

    /// Between 2⁻¹⁰⁰ and 2¹⁰⁰.
    case moderate
}

extension Double {
    /// Whether the number has the property.
    @inlinable
    @inline(__always)
    public func _has(_ property: _NumberProperty) -> Bool {
        switch property {
        case .normal: _isOrdinary
        case .zero: self == 0
        case .negative: self < 0
        case .subnormal: isSubnormal
        case .infinite: isInfinite
        case .finite: isFinite
        case .nan: isNaN
        case .moderate: self > 0x1p-100 && self < 0x1p+100
        }
    }
}
