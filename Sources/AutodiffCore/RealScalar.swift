/// A real number, or a real number that carries derivatives along.
///
/// A function written once over `S: RealScalar` runs on plain numbers (`Double`, `Float`) and on every
/// differentiating scalar: `Dual` and `MultiDual` (forward mode), `Taylor` (derivatives of any order), `Variable` (reverse
/// mode), and nestings of them.
///
///     func energy<S: RealScalar>(_ q: S, _ p: S) -> S { p * p / 2 - cos(q) }
///
/// - `+ - *` are the standard library's (`SignedNumeric`), so that formulas type-check quickly; `/` is ours.
/// - Comparisons look at the primal alone: a branch takes the same way in every mode.
/// - Constants are `Double`: a literal next to a scalar becomes a scalar, a `Double` variable next to a scalar uses
///   the mixed operators, and `S(d)` lifts a `Double` (or an `Int`) where a formula needs it lifted.
public protocol RealScalar: SignedNumeric, Comparable, ExpressibleByFloatLiteral where Magnitude == Self {
    /// The constant `value`: its derivatives are zero.
    init(_ value: Double)

    /// The constant `value`, rounded to the nearest `Double` beyond 2^53.
    @_disfavoredOverload
    init(_ value: Int)

    /// The innermost value, without any derivative: what comparisons look at.
    ///
    /// `S(x.primal)` is `x` held constant.
    var primal: Double { get }

    /// Whether the value and everything that it carries are exactly zero.
    ///
    /// A tangent or an adjoint of which this holds contributes nothing to a derivative, whatever the partial that it
    /// would be multiplied by: 0 · ∞ is 0 there. (`== 0` would compare primals only, which is wrong for a nested
    /// scalar.)
    var isZero: Bool { get }

    /// Whether this is exactly one, and everything that it carries zero.
    var isOne: Bool { get }

    /// The quotient, with the bits of `Double`'s own; see ``Rules/Divide``.
    static func / (lhs: Self, rhs: Self) -> Self

    /// Divides in place.
    static func /= (lhs: inout Self, rhs: Self)

    /// Runs a rule: its value, and in a differentiating scalar its derivative by the chain rule.
    static func apply<Rule: UnaryRule>(_ rule: Rule, to x: Self) -> Self

    /// Runs a rule of two arguments.
    static func apply<Rule: BinaryRule>(_ rule: Rule, to x: Self, _ y: Self) -> Self

    /// Runs a rule of n arguments and m values.
    static func apply<Rule: VectorRule>(_ rule: Rule, to x: [Self]) -> [Self]

    /// A rule's value, with the bits of `apply`, and its derivative at `x`, both as scalars of this type.
    static func valueAndDerivative<Rule: UnaryRule>(
        of rule: Rule, at x: Self
    ) -> (value: Self, derivative: Self)

    /// The chain rule's product of a partial derivative and a tangent, where a tangent that is zero contributes nothing:
    /// 0 · ∞ is 0.
    static func chain(_ partial: Self, _ tangent: Self) -> Self

    /// The chain rule's sum of two such products, p·s + q·t.
    static func chain(_ p: Self, _ s: Self, _ q: Self, _ t: Self) -> Self

    /// Whether a sum of plain products may contain a 0 · ∞, so that it has to be taken again by `chain`: on a number,
    /// whether it is nan; on a scalar with derivatives, where one of them may be nan unseen, always.
    static func mayHideZero(_ sum: Self) -> Bool

    /// f(x), of which only the Jacobian is recorded where a computation is. `jacobian` gives the value and the Jacobian at a
    /// point, or nil where a recording is cheaper.
    static func preaccumulate<F: Differentiable>(
        _ f: F, at x: [Self], jacobian: ([Double]) -> (value: [Double], jacobian: Matrix<Double>)?
    ) -> [Self]

    /// x₀ + x₁ + …, with the bits of additions to 0 one by one; where a computation is recorded, as one entry.
    static func sum(_ x: ArraySlice<Self>) -> Self

    /// x₀ y₀ + x₁ y₁ + … of as many elements, with the bits of additions to 0 one by one; where a computation is
    /// recorded, as one entry.
    static func dot(_ x: ArraySlice<Self>, _ y: ArraySlice<Self>) -> Self

    /// c₀ x₀ + c₁ x₁ + … for constants, likewise.
    static func dot(constants c: ArraySlice<Double>, _ x: ArraySlice<Self>) -> Self

    /// log(Σ e^xᵢ), where `largest` is the index of the first of the largest elements, which isn't infinite; see the function
    /// ``logSumExp(_:)``. Where a computation is recorded, as one entry.
    static func logSumExp(_ x: [Self], largest: Int) -> Self

    /// e^xᵢ / Σ e^xⱼ for each element; see the function ``softmax(_:)``. Where a computation is recorded, as one entry.
    static func softmax(_ x: [Self]) -> [Self]

    /// The matrix product A·B, where B has as many rows as A has columns, with the bits of a sum from 0 for each entry;
    /// where a computation is recorded, as one entry.
    static func matrixProduct(_ a: Matrix<Self>, _ b: Matrix<Self>) -> Matrix<Self>

    /// A·B for a matrix of constants A, likewise.
    static func matrixProduct(constants a: Matrix<Double>, _ b: Matrix<Self>) -> Matrix<Self>

    /// A·B for a matrix of constants B, likewise.
    static func matrixProduct(_ a: Matrix<Self>, constants b: Matrix<Double>) -> Matrix<Self>

    /// x + c for a constant, with no zero derivative carried along: what the mixed operators `+` and `-` do.
    static func add(_ x: Self, constant c: Double) -> Self

    /// x · c for a constant: what the mixed operator `*` does.
    static func multiply(_ x: Self, constant c: Double) -> Self
}

extension RealScalar {
    /// The constant `value`, rounded to the nearest `Double` beyond 2^53.
    @_disfavoredOverload
    @inlinable
    public init(_ value: Int) { self.init(Double(value)) }

    /// Whether the difference from one is zero.
    @inlinable
    public var isOne: Bool { (self - 1).isZero }

    /// Divides in place.
    @inlinable
    public static func /= (lhs: inout Self, rhs: Self) { lhs = lhs / rhs }

    /// Always.
    @inlinable
    public static func mayHideZero(_ sum: Self) -> Bool { true }

    /// f(x).
    @inlinable
    public static func preaccumulate<F: Differentiable>(
        _ f: F, at x: [Self], jacobian: ([Double]) -> (value: [Double], jacobian: Matrix<Double>)?
    ) -> [Self] {
        f(x)
    }

    /// The sum, one addition after the other.
    @inlinable
    public static func sum(_ x: ArraySlice<Self>) -> Self {
        var total: Self = 0
        for element in x { total += element }
        return total
    }

    /// The sum of the products, one addition after the other.
    @inlinable
    public static func dot(_ x: ArraySlice<Self>, _ y: ArraySlice<Self>) -> Self {
        let shift = y.startIndex - x.startIndex
        var total: Self = 0
        for i in x.indices { total += x[i] * y[i + shift] }
        return total
    }

    /// The sum of the products, one addition after the other.
    @inlinable
    public static func dot(constants c: ArraySlice<Double>, _ x: ArraySlice<Self>) -> Self {
        let shift = c.startIndex - x.startIndex
        var total: Self = 0
        for i in x.indices { total += c[i + shift] * x[i] }
        return total
    }

    /// x + c.
    @inlinable
    public static func add(_ x: Self, constant c: Double) -> Self { x + Self(c) }

    /// x · c.
    @inlinable
    public static func multiply(_ x: Self, constant c: Double) -> Self { x * Self(c) }

    /// The product of a partial derivative and a tangent; a zero tangent contributes nothing.
    @inlinable
    public static func chain(_ partial: Self, _ tangent: Self) -> Self {
        tangent.isZero ? .zero : partial * tangent
    }

    /// The sum of two such products.
    @inlinable
    public static func chain(_ p: Self, _ s: Self, _ q: Self, _ t: Self) -> Self {
        if s.isZero { return chain(q, t) }
        return t.isZero ? chain(p, s) : chain(p, s) + chain(q, t)
    }

    /// A rule's value and its derivative at `x`: `rule.derivative(at: x, value: y)`.
    @inlinable
    public static func valueAndDerivative<Rule: UnaryRule>(
        of rule: Rule, at x: Self
    ) -> (value: Self, derivative: Self) {
        let y = apply(rule, to: x)
        return (y, rule.derivative(at: x, value: y))
    }
}
