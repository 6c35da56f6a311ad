import AutodiffCore

extension HyperDual {
    /// f, f' and f'' at the value, from the rule and its derivative on a dual.
    @inlinable
    @inline(__always)
    static func apply<Rule: UnaryRule>(_ rule: Rule, to x: HyperDual) -> HyperDual {
        if x.isConstant { return HyperDual(Double.apply(rule, to: x.value)) }
        let (value, first, second) = RuleDerivatives.derivatives(of: rule, at: x.value)
        if _slowPath(!(first._isOrdinary && second._isOrdinary)), RuleDerivatives.areExtreme(at: x.value, value) {
            return applyWithCare(rule, to: x)
        }
        return HyperDual(value, Partials.chain(first, second, x.partials), x.perturbation)
    }

    /// The two partial derivatives at the values, and the three second ones, from the rule on numbers of two directions.
    /// Beside a constant only the one partial is computed.
    @inlinable
    @inline(__always)
    static func apply<Rule: BinaryRule>(_ rule: Rule, to x: HyperDual, _ y: HyperDual) -> HyperDual {
        if y.isConstant {
            if x.isConstant { return HyperDual(Double.apply(rule, to: x.value, y.value)) }
            let (value, first, second) = RuleDerivatives.derivatives(of: rule, at: x.value, constant: y.value)
            if _slowPath(!(first._isOrdinary && second._isOrdinary)), RuleDerivatives.areExtreme(at: x.value, value) {
                return applyWithCare(rule, to: x, y)
            }
            return HyperDual(value, Partials.chain(first, second, x.partials), x.perturbation)
        }
        if x.isConstant {
            let (value, first, second) = RuleDerivatives.derivatives(of: rule, constant: x.value, at: y.value)
            if _slowPath(!(first._isOrdinary && second._isOrdinary)), RuleDerivatives.areExtreme(at: y.value, value) {
                return applyWithCare(rule, to: x, y)
            }
            return HyperDual(value, Partials.chain(first, second, y.partials), y.perturbation)
        }
        let (value, partialX, partialY) = RuleDerivatives.partials(of: rule, at: x.value, y.value)
        if _slowPath(!(x.value._isModerate && y.value._isModerate && value._isModerate)),
            RuleDerivatives.areExtreme(at: x.value, value) || RuleDerivatives.areExtreme(at: y.value, value)
        {
            return applyWithCare(rule, to: x, y)
        }
        let (s, t) = (x.partials.columns, y.partials.columns)
        // The slopes of the two partial derivatives along the columns.
        let u = Partials.Columns._chain(partialX.partials[0], s, partialX.partials[1], t)
        let v = Partials.Columns._chain(partialY.partials[0], s, partialY.partials[1], t)
        return HyperDual(
            value, Partials.chain(partialX.value, x.partials, u, partialY.value, y.partials, v),
            x.perturbation | y.perturbation)
    }

    /// By a dual of numbers of several directions for each row: no shorter way is known for a function of many arguments.
    @inlinable
    static func apply<Rule: VectorRule>(_ rule: Rule, to x: [HyperDual]) -> [HyperDual] {
        let perturbation = x.reduce(Perturbation.none) { $0 | $1.perturbation }
        if perturbation == .none { return Double.apply(rule, to: x.map(\.value)).map { HyperDual($0) } }
        let rows = (0..<Partials.rowCount).map { i in Dual.apply(rule, to: x.map { $0.row(i) }) }
        return rows[0].indices.map { k in HyperDual(rows: rows.map { $0[k] }, perturbation) }
    }

    /// The dual along row i, of numbers along the columns.
    @usableFromInline
    typealias Row = Dual<MultiDual<Partials.Columns>>

    @inlinable
    func row(_ i: Int) -> Row {
        if isConstant { return Row(value) }
        return Row(
            MultiDual(value, partials.columns, .sealed), MultiDual(partials.slope(i), partials.mixed(i), .sealed),
            .sealed)
    }

    @inlinable
    init(rows: [Row], _ perturbation: Perturbation) {
        let partials = Partials(
            slopes: { rows[$0].tangent.value }, columns: rows[0].value.partials, mixed: { rows[$0].tangent.partials })
        self.init(rows[0].value.value, partials, perturbation)
    }
}
