import AutodiffCore

/// The series of rules that are derived from their derivatives, each computed once for one argument (or two).
///
/// From y' = f'(u) u' the series of f(u) to order j + 1 follows from that of f'(u) to order j, and the derivative is a
/// formula that may call further rules of the same argument, and those the first again, as the Bessel functions do.
/// Followed blindly that doubles with every order. Here every rule met on the way is remembered with the coefficients
/// it has so far, and gets one more when it is asked for one more.
@usableFromInline
final class SeriesMemo<Base: RealScalar> {
    /// The series that is argument `index` of the rules in `memo`, or the beginning of it.
    @frozen
    @usableFromInline
    struct Argument {
        @usableFromInline
        let memo: SeriesMemo
        @usableFromInline
        let index: Int

        @inlinable
        init(_ memo: SeriesMemo, _ index: Int) {
            self.memo = memo
            self.index = index
        }
    }

    @usableFromInline
    let arguments: [[Base]]
    @usableFromInline
    var known: [RuleApplication: [Base]] = [:]

    @inlinable
    init(_ arguments: [[Base]]) { self.arguments = arguments }

    /// The first `count` coefficients of an argument (one of a constant), which know where they come from.
    @inlinable
    func argument(_ index: Int, _ count: Int) -> Taylor<Base> {
        Taylor(Array(arguments[index].prefix(count)), .unmarked, memo: Argument(self, index))
    }

    /// `count` coefficients of rule(u), of which the first is `value`.
    @inlinable
    func series<Rule: UnaryRule>(of rule: Rule, _ u: Int, value: Base, count: Int) -> [Base] {
        extend(RuleApplication(rule, [u]), value: value, count: count) { y in
            let slope = rule.derivative(at: argument(u, y.count), value: Taylor(y, .unmarked)).coefficients
            return term(y.count, u, slope)
        }
    }

    /// `count` coefficients of rule(u, v), of which the first is `value`.
    @inlinable
    func series<Rule: BinaryRule>(of rule: Rule, _ u: Int, _ v: Int, value: Base, count: Int) -> [Base] {
        extend(RuleApplication(rule, [u, v]), value: value, count: count) { y in
            let (a, b) = (argument(u, y.count), argument(v, y.count))
            let y = Taylor(y, .unmarked)
            let j = y.coefficients.count
            if arguments[v].count == 1 { return term(j, u, rule.partialX(a, b, value: y).coefficients) }
            if arguments[u].count == 1 { return term(j, v, rule.partialY(a, b, value: y).coefficients) }
            let (p, q) = rule.partials(a, b, value: y)
            return term(j, u, p.coefficients) + term(j, v, q.coefficients)
        }
    }

    /// Coefficients until there are `count`, each by `next` from those before it.
    @inlinable
    func extend(_ application: RuleApplication?, value: Base, count: Int, next: ([Base]) -> Base) -> [Base] {
        var y = application.flatMap { known[$0] } ?? [value]
        while y.count < count {
            // Remembered before it is used: the derivative may be a formula in the rule itself.
            if let application { known[application] = y }
            y.append(next(y) / Double(y.count))
        }
        if let application { known[application] = y }
        return Array(y.prefix(count))
    }

    /// u₁ g_{j-1} + 2 u₂ g_{j-2} + … + j uⱼ g₀: coefficient j - 1 of g u'.
    @inlinable
    func term(_ j: Int, _ u: Int, _ g: [Base]) -> Base {
        var sum: Base = 0
        for i in 1...j where j - i < g.count { sum += Base.chain(g[j - i], arguments[u][i]) * Double(i) }
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
