/// What a scalar may do in a way of its own: the hooks by which a tape records a whole sum as one entry, and a dual number
/// leaves out products with zero.
///
/// Functions of the library call them; a user's formula has no need to. All have defaults, written with the operations of
/// ``RealScalar``, so that a scalar of your own need not answer any.
public protocol _ScalarHooks {
    /// Whether the value and everything that it carries are exactly zero.
    ///
    /// A tangent or an adjoint of which this holds contributes nothing to a derivative, whatever the partial that it
    /// would be multiplied by: 0 · ∞ is 0 there. `isZero` looks at the value alone, which is wrong for a nested scalar. A
    /// scalar that carries nothing else needs no answer of its own.
    var _isZero: Bool { get }

    /// Whether this is exactly one, and everything that it carries zero.
    var _isOne: Bool { get }

    /// The innermost value, as `primal` is; a scalar that records its computation takes no notice of it.
    var _peek: Double { get }

    /// Whether the operations of this scalar, or of one inside of it, are recorded in a graph.
    static var _isRecorded: Bool { get }

    /// Whether x < y for the innermost values: the comparisons of a scalar are these three.
    static func _isLess(_ x: Self, _ y: Self) -> Bool

    /// Whether x ≤ y for the innermost values.
    static func _isLessOrEqual(_ x: Self, _ y: Self) -> Bool

    /// Whether the innermost values are equal.
    static func _isEqual(_ x: Self, _ y: Self) -> Bool

    /// Whether the innermost value has a property that decides between a rule's ordinary formula and one for the extremes.
    ///
    /// A recording takes the formula of the point where it is made, and checks the property whenever it is run. A comparison in
    /// a rule, by contrast, becomes a choice between two formulas that are both computed.
    static func _is(_ property: _NumberProperty, _ x: Self) -> Bool

    /// `whenTrue` if x < y for the innermost values, else `whenFalse`; a scalar that records its computation records the choice.
    static func _select(_ x: Self, isLessThan y: Self, _ whenTrue: Self, _ whenFalse: Self) -> Self

    /// A rule's value, with the bits of `apply`, and its derivative at `x`, both as scalars of this type.
    static func _valueAndDerivative<Rule: UnaryRule>(
        of rule: Rule, at x: Self
    ) -> (value: Self, derivative: Self)

    /// The chain rule's product of a partial derivative and a tangent, where a tangent that is zero contributes nothing:
    /// 0 · ∞ is 0.
    static func _chain(_ partial: Self, _ tangent: Self) -> Self

    /// The chain rule's sum of two such products, p·s + q·t.
    static func _chain(_ p: Self, _ s: Self, _ q: Self, _ t: Self) -> Self

    /// Whether a sum of plain products may contain a 0 · ∞, so that it has to be taken again by `_chain`.
    ///
    /// On a number a product 0 · ∞ shows, since the sum is nan then: true for nan alone. In a scalar that carries derivatives
    /// one of those may be nan while the value is not: true always.
    static func _mayHideZero(_ sum: Self) -> Bool

    /// f(x). A scalar that records its computation may record f's Jacobian as one entry in the place of f's operations.
    ///
    /// `jacobian` gives the value and the Jacobian at a point, or nil where recording the operations is cheaper.
    static func _preaccumulate<F: Differentiable>(
        _ f: F, at x: [Self], jacobian: ([Double]) -> (value: [Double], jacobian: Matrix<Double>)?
    ) -> [Self]

    /// The values of a block. A scalar that records its computation records the block as one entry.
    static func _apply<Block: _Block>(block: Block, to x: [Self]) -> [Self]

    /// x₀ + x₁ + …, with the bits of additions to 0 one by one; where a computation is recorded, as one entry.
    static func _sum(_ x: ArraySlice<Self>) -> Self

    /// x₀ y₀ + x₁ y₁ + … of as many elements, with the bits of additions to 0 one by one; where a computation is
    /// recorded, as one entry.
    static func _dot(_ x: ArraySlice<Self>, _ y: ArraySlice<Self>) -> Self

    /// c₀ x₀ + c₁ x₁ + … for constants, likewise.
    static func _dot(constants c: ArraySlice<Double>, _ x: ArraySlice<Self>) -> Self

    /// log(Σ e^xᵢ), of any numbers: the function ``logSumExp(_:)``.
    static func _logSumExp(_ x: [Self]) -> Self

    /// log(Σ e^xᵢ), where `largest` is the index of the first of the largest elements, which isn't infinite; see the function
    /// ``logSumExp(_:)``. Where a computation is recorded, as one entry.
    static func _logSumExp(_ x: [Self], largest: Int) -> Self

    /// √(x₀² + x₁² + …) where every element is 0; see the function ``norm(_:)``.
    static func _normAtZero(_ x: [Self]) -> Self

    /// e^xᵢ / Σ e^xⱼ for each element; see the function ``softmax(_:)``. Where a computation is recorded, as one entry.
    static func _softmax(_ x: [Self]) -> [Self]

    /// The matrix product A·B, where B has as many rows as A has columns, with the bits of a sum from 0 for each entry;
    /// where a computation is recorded, as one entry.
    static func _matrixProduct(_ a: Matrix<Self>, _ b: Matrix<Self>) -> Matrix<Self>

    /// A·B for a matrix of constants A, likewise.
    static func _matrixProduct(constants a: Matrix<Double>, _ b: Matrix<Self>) -> Matrix<Self>

    /// A·B for a matrix of constants B, likewise.
    static func _matrixProduct(_ a: Matrix<Self>, constants b: Matrix<Double>) -> Matrix<Self>

    /// x + c for a constant, with no zero derivative carried along: what the mixed operators `+` and `-` do.
    static func _add(_ x: Self, constant c: Double) -> Self

    /// c - x for a constant.
    static func _subtract(_ x: Self, from c: Double) -> Self

    /// x · c for a constant: what the mixed operator `*` does.
    static func _multiply(_ x: Self, constant c: Double) -> Self

    /// c / x.
    static func _divide(constant c: Double, by x: Self) -> Self

    /// -x.
    static func _negate(_ x: Self) -> Self

    /// x·y + z, where the value is rounded once; see the function ``fma(_:_:_:)``.
    static func _fma(_ x: Self, _ y: Self, _ z: Self) -> Self

    /// The value of x as a constant, at every level of nesting; see the function ``stopGradient(_:)``.
    static func _stopGradient(_ x: Self) -> Self
}

extension RealScalar {
    /// Whether the value is zero: nothing else is carried.
    @inlinable
    public var _isZero: Bool { isZero }

    /// The primal.
    @inlinable
    public var _peek: Double { primal }

    /// Not.
    @inlinable
    public static var _isRecorded: Bool { false }

    /// Whether the primals are in order.
    @inlinable
    public static func _isLess(_ x: Self, _ y: Self) -> Bool { x.primal < y.primal }

    /// Whether the primals are in order or equal.
    @inlinable
    public static func _isLessOrEqual(_ x: Self, _ y: Self) -> Bool { x.primal <= y.primal }

    /// Whether the primals are equal.
    @inlinable
    public static func _isEqual(_ x: Self, _ y: Self) -> Bool { x.primal == y.primal }

    /// Whether the primal has the property.
    @inlinable
    @inline(__always)
    public static func _is(_ property: _NumberProperty, _ x: Self) -> Bool { x.primal._has(property) }

    /// The one or the other, by a comparison.
    @inlinable
    @inline(__always)
    public static func _select(_ x: Self, isLessThan y: Self, _ whenTrue: Self, _ whenFalse: Self) -> Self {
        _isLess(x, y) ? whenTrue : whenFalse
    }

    /// The rule's value, and its derivative.
    @inlinable
    public static func _fma(_ x: Self, _ y: Self, _ z: Self) -> Self {
        apply(Rules.FusedMultiplyAdd(), to: [x, y, z])[0]
    }

    /// The constant of x's primal.
    @inlinable
    public static func _stopGradient(_ x: Self) -> Self { Self(x.primal) }

    /// 0, with the slopes and the second slopes of the rule.
    @inlinable
    public static func _normAtZero(_ x: [Self]) -> Self { normByRule(x) }

    /// Whether the difference from one is zero.
    @inlinable
    public var _isOne: Bool { (self - 1)._isZero }

    /// Always.
    @inlinable
    public static func _mayHideZero(_ sum: Self) -> Bool { true }

    /// f(x).
    @inlinable
    public static func _preaccumulate<F: Differentiable>(
        _ f: F, at x: [Self], jacobian: ([Double]) -> (value: [Double], jacobian: Matrix<Double>)?
    ) -> [Self] {
        f(x)
    }

    /// The values, by the scalar's operations.
    @inlinable
    public static func _apply<Block: _Block>(block: Block, to x: [Self]) -> [Self] { block(x) }

    /// The sum, one addition after the other.
    @inlinable
    public static func _sum(_ x: ArraySlice<Self>) -> Self {
        var total: Self = 0
        for element in x { total += element }
        return total
    }

    /// The sum of the products, one addition after the other.
    @inlinable
    public static func _dot(_ x: ArraySlice<Self>, _ y: ArraySlice<Self>) -> Self {
        let shift = y.startIndex - x.startIndex
        var total: Self = 0
        for i in x.indices { total += x[i] * y[i + shift] }
        return total
    }

    /// The sum of the products, one addition after the other.
    @inlinable
    public static func _dot(constants c: ArraySlice<Double>, _ x: ArraySlice<Self>) -> Self {
        let shift = c.startIndex - x.startIndex
        var total: Self = 0
        for i in x.indices { total += c[i + shift] * x[i] }
        return total
    }

    /// x + c.
    @inlinable
    public static func _add(_ x: Self, constant c: Double) -> Self { sum(x, Self(c)) }

    /// -x + c.
    @inlinable
    public static func _subtract(_ x: Self, from c: Double) -> Self { _add(_negate(x), constant: c) }

    /// x · c.
    @inlinable
    public static func _multiply(_ x: Self, constant c: Double) -> Self { product(x, Self(c)) }

    /// c / x.
    @inlinable
    public static func _divide(constant c: Double, by x: Self) -> Self { quotient(Self(c), x) }

    /// x · (-1), which has the sign of zero right, where 0 - x has not.
    @inlinable
    public static func _negate(_ x: Self) -> Self { _multiply(x, constant: -1) }

    /// The product of a partial derivative and a tangent; a zero tangent contributes nothing.
    @inlinable
    public static func _chain(_ partial: Self, _ tangent: Self) -> Self {
        tangent._isZero ? .zero : partial * tangent
    }

    /// The sum of two such products.
    @inlinable
    public static func _chain(_ p: Self, _ s: Self, _ q: Self, _ t: Self) -> Self {
        if s._isZero { return _chain(q, t) }
        return t._isZero ? _chain(p, s) : _chain(p, s) + _chain(q, t)
    }

    /// A rule's value and its derivative at `x`: `rule.derivative(at: x, value: y)`.
    @inlinable
    public static func _valueAndDerivative<Rule: UnaryRule>(
        of rule: Rule, at x: Self
    ) -> (value: Self, derivative: Self) {
        let y = apply(rule, to: x)
        return (y, rule.derivative(at: x, value: y))
    }
}
