import AutodiffCore

// A second derivative by itself may leave the range of `Double` where its product with two slopes doesn't: that of the
// logarithm at 1e168 is -1e-336. There the rule is taken on a dual for each row, of numbers along the columns, which multiply
// their tangents in on the way. It takes several times as long, and isn't `@inlinable`, as it would be specialised for every
// rule of every function.

extension HyperDual {
    @usableFromInline
    @inline(never)
    static func applyWithCare<Rule: UnaryRule>(_ rule: Rule, to x: HyperDual) -> HyperDual {
        HyperDual(rows: (0..<Partials.rowCount).map { Row.apply(rule, to: x.row($0)) }, x.perturbation)
    }

    @usableFromInline
    @inline(never)
    static func applyWithCare<Rule: BinaryRule>(_ rule: Rule, to x: HyperDual, _ y: HyperDual) -> HyperDual {
        HyperDual(
            rows: (0..<Partials.rowCount).map { Row.apply(rule, to: x.row($0), y.row($0)) },
            x.perturbation | y.perturbation)
    }
}
