/// `Double` runs a function without derivatives: a rule is its value.
extension Double: RealScalar {
    /// Not `Never`: this is a plain number.
    public typealias _Operand = Void

    /// The number itself.
    @inlinable
    public var primal: Double { self }

    /// Whether this is 1.
    @inlinable
    public var _isOne: Bool { self == 1 }

    /// x + y.
    @inlinable
    @inline(__always)
    public static func sum(_ x: Double, _ y: Double) -> Double { x + y }

    /// x - y.
    @inlinable
    @inline(__always)
    public static func difference(_ x: Double, _ y: Double) -> Double { x - y }

    /// x * y.
    @inlinable
    @inline(__always)
    public static func product(_ x: Double, _ y: Double) -> Double { x * y }

    /// x / y.
    @inlinable
    @inline(__always)
    public static func quotient(_ x: Double, _ y: Double) -> Double { x / y }

    /// c - x.
    @inlinable
    @inline(__always)
    public static func _subtract(_ x: Double, from c: Double) -> Double { c - x }

    /// c / x.
    @inlinable
    @inline(__always)
    public static func _divide(constant c: Double, by x: Double) -> Double { c / x }

    /// -x.
    @inlinable
    @inline(__always)
    public static func _negate(_ x: Double) -> Double { -x }

    /// The rule's value.
    @inlinable
    public static func apply<Rule: UnaryRule>(_ rule: Rule, to x: Double) -> Double { rule.value(x) }

    /// The rule's value.
    @inlinable
    public static func apply<Rule: BinaryRule>(_ rule: Rule, to x: Double, _ y: Double) -> Double { rule.value(x, y) }

    /// The rule's values.
    @inlinable
    public static func apply<Rule: VectorRule>(_ rule: Rule, to x: [Double]) -> [Double] { rule.value(x) }

    /// The rule's value and derivative, computed together where the rule can share work between them.
    @inlinable
    public static func _valueAndDerivative<Rule: UnaryRule>(
        of rule: Rule, at x: Double
    ) -> (value: Double, derivative: Double) {
        rule.valueAndDerivative(at: x)
    }

    // A comparison in front of each product would lie on the critical path of every loop. A product 0 · ∞ is nan, so it
    // is enough to look again when the result is, and never where the partial is a finite literal.

    /// Whether the sum is nan.
    @inlinable
    public static func _mayHideZero(_ sum: Double) -> Bool { sum != sum }

    /// The product of a partial derivative and a tangent; a zero tangent contributes nothing.
    @inlinable
    @inline(__always)
    public static func _chain(_ partial: Double, _ tangent: Double) -> Double {
        let product = partial * tangent
        return _slowPath(product.isNaN) && !partial.isFinite ? chainAgain(partial, tangent, 0, 0) : product
    }

    /// The sum of two such products.
    @inlinable
    @inline(__always)
    public static func _chain(_ p: Double, _ s: Double, _ q: Double, _ t: Double) -> Double {
        let sum = p * s + q * t
        return _slowPath(sum.isNaN) ? chainAgain(p, s, q, t) : sum
    }

    @usableFromInline
    @inline(never)
    static func chainAgain(_ p: Double, _ s: Double, _ q: Double, _ t: Double) -> Double {
        (s == 0 ? 0 : p * s) + (t == 0 ? 0 : q * t)
    }
}
