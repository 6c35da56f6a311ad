/// `Float` runs a function in single precision: every operation, and every rule's value, is rounded to `Float`.
extension Float: RealScalar {
    /// Not `Never`: this is a plain number.
    public typealias _Operand = Void

    /// The number itself.
    @inlinable
    public var primal: Double { Double(self) }

    /// x + y.
    @inlinable
    @inline(__always)
    public static func sum(_ x: Float, _ y: Float) -> Float { x + y }

    /// x - y.
    @inlinable
    @inline(__always)
    public static func difference(_ x: Float, _ y: Float) -> Float { x - y }

    /// x * y.
    @inlinable
    @inline(__always)
    public static func product(_ x: Float, _ y: Float) -> Float { x * y }

    /// x / y.
    @inlinable
    @inline(__always)
    public static func quotient(_ x: Float, _ y: Float) -> Float { x / y }

    /// c - x.
    @inlinable
    @inline(__always)
    public static func _subtract(_ x: Float, from c: Double) -> Float { Float(c) - x }

    /// c / x.
    @inlinable
    @inline(__always)
    public static func _divide(constant c: Double, by x: Float) -> Float { Float(c) / x }

    /// -x.
    @inlinable
    @inline(__always)
    public static func _negate(_ x: Float) -> Float { -x }

    /// The rule's value, computed in `Double` and rounded.
    @inlinable
    public static func apply<Rule: UnaryRule>(_ rule: Rule, to x: Float) -> Float { Float(rule.value(Double(x))) }

    /// The rule's value, computed in `Double` and rounded.
    @inlinable
    public static func apply<Rule: BinaryRule>(_ rule: Rule, to x: Float, _ y: Float) -> Float {
        Float(rule.value(Double(x), Double(y)))
    }

    /// The rule's values, computed in `Double` and rounded.
    @inlinable
    public static func apply<Rule: VectorRule>(_ rule: Rule, to x: [Float]) -> [Float] {
        rule.value(x.map { Double($0) }).map { Float($0) }
    }

    /// The rule's value and derivative, computed in `Double` and rounded.
    @inlinable
    public static func _valueAndDerivative<Rule: UnaryRule>(
        of rule: Rule, at x: Float
    ) -> (value: Float, derivative: Float) {
        let (value, derivative) = rule.valueAndDerivative(at: Double(x))
        return (Float(value), Float(derivative))
    }

    /// Whether the sum is nan.
    @inlinable
    public static func _mayHideZero(_ sum: Float) -> Bool { sum.isNaN }
}
