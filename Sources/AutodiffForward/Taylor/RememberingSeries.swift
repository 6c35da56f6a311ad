import AutodiffCore

/// A series in the formula of a rule's derivative, together with the series of the rules that are known already.
///
/// It does what ``Taylor`` does, and hands the memo on, so that a rule that the formula calls, and that leads back to the
/// first one, is looked up instead of followed.
@frozen
@usableFromInline
struct RememberingSeries<Base: RealScalar>: RealScalar {
    @usableFromInline
    let series: Taylor<Base>

    /// Nil for a constant of the formula.
    @usableFromInline
    let memo: SeriesMemo<Base>?

    @inlinable
    init(_ series: Taylor<Base>, _ memo: SeriesMemo<Base>?) {
        self.series = series
        self.memo = memo
    }

    @inlinable
    init(_ value: Double) { self.init(Taylor(value), nil) }

    @inlinable
    var primal: Double { series.primal }

    @inlinable
    var isZero: Bool { series.isZero }

    @inlinable
    var _isZero: Bool { series._isZero }

    @inlinable
    static func sum(_ lhs: Self, _ rhs: Self) -> Self { Self(lhs.series + rhs.series, lhs.memo ?? rhs.memo) }

    @inlinable
    static func difference(_ lhs: Self, _ rhs: Self) -> Self { Self(lhs.series - rhs.series, lhs.memo ?? rhs.memo) }

    @inlinable
    static func product(_ lhs: Self, _ rhs: Self) -> Self { Self(lhs.series * rhs.series, lhs.memo ?? rhs.memo) }

    @inlinable
    static func quotient(_ lhs: Self, _ rhs: Self) -> Self { apply(Rules.Divide(), to: lhs, rhs) }

    @inlinable
    static func _negate(_ x: Self) -> Self { Self(-x.series, x.memo) }

    @inlinable
    static func apply<Rule: UnaryRule>(_ rule: Rule, to x: Self) -> Self {
        Self(Taylor.apply(rule, to: x.series, memo: x.memo), x.memo)
    }

    @inlinable
    static func apply<Rule: BinaryRule>(_ rule: Rule, to x: Self, _ y: Self) -> Self {
        let memo = x.memo ?? y.memo
        return Self(Taylor.apply(rule, to: x.series, y.series, memo: memo), memo)
    }

    @inlinable
    static func apply<Rule: VectorRule>(_ rule: Rule, to x: [Self]) -> [Self] {
        let memo = x.lazy.compactMap(\.memo).first
        return Taylor.apply(rule, to: x.map(\.series), memo: memo).map { Self($0, memo) }
    }

    @inlinable
    static func _chain(_ partial: Self, _ tangent: Self) -> Self {
        Self(Taylor._chain(partial.series, tangent.series), partial.memo ?? tangent.memo)
    }

    @inlinable
    static func _add(_ x: Self, constant c: Double) -> Self { Self(Taylor._add(x.series, constant: c), x.memo) }

    @inlinable
    static func _multiply(_ x: Self, constant c: Double) -> Self {
        Self(Taylor._multiply(x.series, constant: c), x.memo)
    }
}
