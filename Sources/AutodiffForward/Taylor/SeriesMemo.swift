import AutodiffCore

/// The series of rules that are derived from their derivatives, each computed once for its arguments.
///
/// From y' = f'(u) u' the series of f(u) to order j + 1 follows from that of f'(u) to order j, and the derivative is a
/// formula that may call further rules, and those the first again, as the sine and the cosine do. Followed blindly that
/// doubles with every order. Here every rule met on the way is remembered with the coefficients that it has so far, and
/// gets one more when it is asked for one more.
@usableFromInline
final class SeriesMemo<Base: RealScalar> {
    /// The arguments that rules have been applied to, each with the most coefficients that it was seen with.
    @usableFromInline
    var arguments: [[Base]] = []

    /// The coefficients known so far of each output.
    @usableFromInline
    var known: [RuleApplication: [[Base]]] = [:]

    @inlinable
    init() {}

    /// The number of the argument that begins with, or is the beginning of, `coefficients`.
    ///
    /// Coefficient j of a rule's series depends on the first j of its argument alone, so that arguments which differ
    /// later only may share a number until they do.
    @inlinable
    func number(of coefficients: [Base]) -> Int {
        for (number, other) in arguments.enumerated() where (other.count == 1) == (coefficients.count == 1) {
            if zip(coefficients, other).allSatisfy({ SeriesMemo.areSame($0, $1) }) {
                if coefficients.count > other.count { arguments[number] = coefficients }
                return number
            }
        }
        arguments.append(coefficients)
        return arguments.count - 1
    }

    /// The same bits, or the same value and derivatives. (Of nan, and of recorded variables, only bits can be the same.)
    @inlinable
    static func areSame(_ a: Base, _ b: Base) -> Bool {
        withUnsafeBytes(of: a) { a in withUnsafeBytes(of: b) { b in a.elementsEqual(b) } }
            || a.primal.bitPattern == b.primal.bitPattern && (a - b)._isZero
    }

    /// The first `count` coefficients of an argument (one of a constant).
    @inlinable
    func argument(_ number: Int, _ count: Int) -> RememberingSeries<Base> {
        series(Array(arguments[number].prefix(count)))
    }

    /// A series in a formula for a derivative: what is computed from it remembers where it came from.
    @inlinable
    func series(_ coefficients: [Base]) -> RememberingSeries<Base> {
        RememberingSeries(Taylor(coefficients, .unmarked), self)
    }

    /// `count` coefficients of rule(u), of which the first is `value`.
    @inlinable
    func series<Rule: UnaryRule>(of rule: Rule, _ u: [Base], value: Base, count: Int) -> [Base] {
        let u = number(of: u)
        return extend(RuleApplication(rule, [u]), value: [value], count: count) { y in
            let j = y[0].count
            return [term(j, u, rule.derivative(at: argument(u, j), value: series(y[0])).series.coefficients)]
        }[0]
    }

    /// `count` coefficients of rule(u, v), of which the first is `value`.
    @inlinable
    func series<Rule: BinaryRule>(of rule: Rule, _ u: [Base], _ v: [Base], value: Base, count: Int) -> [Base] {
        let (u, v) = (number(of: u), number(of: v))
        return extend(RuleApplication(rule, [u, v]), value: [value], count: count) { y in
            let j = y[0].count
            let (a, b, value) = (argument(u, j), argument(v, j), series(y[0]))
            if arguments[v].count == 1 { return [term(j, u, rule.partialX(a, b, value: value).series.coefficients)] }
            if arguments[u].count == 1 { return [term(j, v, rule.partialY(a, b, value: value).series.coefficients)] }
            let (p, q) = rule.partials(a, b, value: value)
            return [term(j, u, p.series.coefficients) + term(j, v, q.series.coefficients)]
        }[0]
    }

    /// `count` coefficients of each output of rule(u), of which the first are `value`.
    @inlinable
    func series<Rule: VectorRule>(of rule: Rule, _ u: [[Base]], value: [Base], count: Int) -> [[Base]] {
        let u = u.map(number(of:))
        return extend(RuleApplication(rule, u), value: value, count: count) { y in
            let j = y.first?.count ?? count
            let velocity = u.map { u in
                let c = arguments[u]
                return series(c.count == 1 ? [.zero] : (1...j).map { c[$0] * Double($0) })
            }
            let slope = rule.checkedPushforward(velocity, at: u.map { argument($0, j) }, value: y.map(series))
            return slope.map { j <= $0.series.coefficients.count ? $0.series.coefficients[j - 1] : .zero }
        }
    }

    /// Coefficients until there are `count`, each by `next`, j times it, from those before it.
    @inlinable
    func extend(
        _ application: RuleApplication?, value: [Base], count: Int, next: ([[Base]]) -> [Base]
    ) -> [[Base]] {
        var y = application.flatMap { known[$0] } ?? value.map { [$0] }
        for j in stride(from: y.first?.count ?? count, to: count, by: 1) {
            // Remembered before it is used: the derivative may be a formula in the rule itself.
            if let application { known[application] = y }
            let slope = next(y)
            for i in y.indices { y[i].append(slope[i] / Double(j)) }
        }
        if let application { known[application] = y }
        return y.map { Array($0.prefix(count)) }
    }

    /// u₁ g_{j-1} + 2 u₂ g_{j-2} + … + j uⱼ g₀: coefficient j - 1 of g u'.
    @inlinable
    func term(_ j: Int, _ u: Int, _ g: [Base]) -> Base {
        var sum: Base = 0
        for i in 1...j where j - i < g.count { sum += Base._chain(g[j - i], arguments[u][i]) * Double(i) }
        return sum
    }
}

/// A rule and the numbers of its arguments: what tells one series from another.
@usableFromInline
struct RuleApplication: Hashable {
    private let type: ObjectIdentifier
    private let parameters: AnyHashable
    private let arguments: [Int]

    /// Nil if rules of this type can't be told apart: they hold references and are not `Hashable`.
    @usableFromInline
    init?<Rule>(_ rule: Rule, _ arguments: [Int]) {
        if let rule = rule as? any Hashable {
            parameters = AnyHashable(rule)
        } else if _isPOD(Rule.self) {
            parameters = AnyHashable(withUnsafeBytes(of: rule) { Array($0) })
        } else {
            return nil
        }
        type = ObjectIdentifier(Rule.self)
        self.arguments = arguments
    }
}
