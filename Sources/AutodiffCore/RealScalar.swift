/// A real number, or a real number that carries derivatives along.
///
/// A function written once over `S: RealScalar` runs on plain numbers (`Double`, `Float`) and on every
/// differentiating scalar: `Dual` and `MultiDual` (forward mode), `Taylor` (derivatives of any order), `Variable` (reverse
/// mode), and nestings of them.
///
///     func energy<S: RealScalar>(_ q: S, _ p: S) -> S { p * p / 2 - cos(q) }
///
/// - `+ - * /` are written once, over `sum`, `difference`, `product` and `quotient`. A scalar type adds no operator of its own,
///   so that formulas type-check quickly.
/// - Comparisons look at the primal alone: a branch takes the same way in every mode.
/// - Constants are `Double`: a literal or a `Double` variable next to a scalar uses the mixed operators, and `S(d)` lifts a `Double` (or an `Int`) where a formula needs it lifted.
///
/// A scalar of your own conforms by ten members: `init(_: Double)`, `primal`, `isZero`, `sum`, `difference`, `product`,
/// `quotient`, and `apply` for the three kinds of rules. Literals, the operators, comparisons and `magnitude` follow from them.
/// For instance, a number that counts the operations of a formula:
///
///     struct Counted: RealScalar {
///         let primal: Double
///         nonisolated(unsafe) static var operations = 0
///
///         init(_ value: Double) { primal = value }
///         var isZero: Bool { primal == 0 }
///         static func counting(_ value: Double) -> Counted { operations += 1; return Counted(value) }
///
///         static func sum(_ a: Counted, _ b: Counted) -> Counted { counting(a.primal + b.primal) }
///         static func difference(_ a: Counted, _ b: Counted) -> Counted { counting(a.primal - b.primal) }
///         static func product(_ a: Counted, _ b: Counted) -> Counted { counting(a.primal * b.primal) }
///         static func quotient(_ a: Counted, _ b: Counted) -> Counted { counting(a.primal / b.primal) }
///         static func apply<R: UnaryRule>(_ rule: R, to x: Counted) -> Counted { counting(rule.value(x.primal)) }
///         static func apply<R: BinaryRule>(_ rule: R, to x: Counted, _ y: Counted) -> Counted {
///             counting(rule.value(x.primal, y.primal))
///         }
///         static func apply<R: VectorRule>(_ rule: R, to x: [Counted]) -> [Counted] {
///             rule.value(x.map(\.primal)).map(counting)
///         }
///     }
///
/// `Notes/scalars.md` says what each of the ten has to do. The requirements of `_ScalarHooks` have defaults; a scalar that
/// records its computation, or that knows a faster way, answers them itself.
public protocol RealScalar:
    _ScalarHooks, _Extremes, _NumberMembers, Comparable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral
{
    /// A type of no meaning: `Never`, and for `Double` and `Float` `Void`. By it the operators of two scalars are told from those
    /// with a `Double`, and scalars that carry something from plain numbers; see `Notes/type-checking.md`.
    associatedtype _Operand = Never

    /// The constant `value`: its derivatives are zero.
    init(_ value: Double)

    /// The constant `value`, rounded to the nearest `Double` beyond 2^53.
    @_disfavoredOverload
    init(_ value: Int)

    /// The innermost value, without any derivative: what comparisons look at.
    ///
    /// `S(x.primal)` is `x` held constant.
    var primal: Double { get }

    /// Whether the value is zero, as a comparison with 0 says, whatever the derivatives are.
    ///
    /// A scalar of your own that carries something beside its value answers `_isZero` as well.
    var isZero: Bool { get }

    /// x + y, with the bits of `Double`'s own.
    static func sum(_ x: Self, _ y: Self) -> Self

    /// x - y, with the bits of `Double`'s own.
    static func difference(_ x: Self, _ y: Self) -> Self

    /// xy, with the bits of `Double`'s own.
    static func product(_ x: Self, _ y: Self) -> Self

    /// x/y, with the bits of `Double`'s own; see ``Rules/Divide``.
    static func quotient(_ x: Self, _ y: Self) -> Self

    /// Runs a rule: its value, and in a differentiating scalar its derivative by the chain rule.
    static func apply<Rule: UnaryRule>(_ rule: Rule, to x: Self) -> Self

    /// Runs a rule of two arguments.
    static func apply<Rule: BinaryRule>(_ rule: Rule, to x: Self, _ y: Self) -> Self

    /// Runs a rule of n arguments and m values.
    static func apply<Rule: VectorRule>(_ rule: Rule, to x: [Self]) -> [Self]
}
