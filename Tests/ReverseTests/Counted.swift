import Autodiff

/// A number whose living instances are counted: each holds an object. For leaks, and for what ends its life too often.
struct Counted: RealScalar {
    private final class Token {
        init() { Counted.instances += 1 }
        deinit { Counted.instances -= 1 }
    }

    /// The tests that use it run one after the other.
    nonisolated(unsafe) static var instances = 0

    let primal: Double
    private let token = Token()

    init(_ value: Double) { primal = value }

    var isZero: Bool { primal == 0 }

    static func sum(_ a: Counted, _ b: Counted) -> Counted { Counted(a.primal + b.primal) }
    static func difference(_ a: Counted, _ b: Counted) -> Counted { Counted(a.primal - b.primal) }
    static func product(_ a: Counted, _ b: Counted) -> Counted { Counted(a.primal * b.primal) }
    static func quotient(_ a: Counted, _ b: Counted) -> Counted { Counted(a.primal / b.primal) }

    static func apply<Rule: UnaryRule>(_ rule: Rule, to x: Counted) -> Counted { Counted(rule.value(x.primal)) }
    static func apply<Rule: BinaryRule>(_ rule: Rule, to x: Counted, _ y: Counted) -> Counted {
        Counted(rule.value(x.primal, y.primal))
    }
    static func apply<Rule: VectorRule>(_ rule: Rule, to x: [Counted]) -> [Counted] {
        rule.value(x.map(\.primal)).map { Counted($0) }
    }
}
