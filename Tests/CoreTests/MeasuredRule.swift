import Autodiff

/// A derivative and its name, as in `∂x`.
struct Partial {
    let name: String
    let reference: DoubleDouble
    /// By `Dual` and by `Variable`.
    let forward: Double
    let reverse: Double
}

/// A second derivative, as every nesting of the modes computes it.
struct SecondPartial {
    let name: String
    let reference: Double
    /// By forward over forward, forward over reverse, reverse over forward and reverse over reverse.
    let nested: [Double]
    /// What a rounding error of the first derivative amounts to here: |f'| / |x|.
    let scale: Double
}

/// All that is measured of a rule at one point of its table.
struct Measurement {
    let point: [Double]
    let value: DoubleDouble
    /// Plain, by `Dual`, by `Variable`, and by a nesting.
    let plain: Double
    let values: [Double]
    let partials: [Partial]
    let seconds: [SecondPartial]
}

/// A rule, the table that it is measured by, and what it must reach.
struct MeasuredRule: CustomStringConvertible, Sendable {
    let name: String
    /// The largest error of a first derivative, in units in the last place.
    let bound: Double
    /// The points of which the bound is asked.
    let asked: @Sendable ([Double]) -> Bool
    let measure: @Sendable ([Double]) -> Measurement

    var description: String { name }

    init<Rule: UnaryRule & Sendable>(
        _ name: String, _ rule: Rule, bound: Double = 2, where asked: @escaping @Sendable ([Double]) -> Bool = { _ in true }
    ) {
        self.name = name
        self.bound = bound
        self.asked = asked
        self.measure = { line in
            let x = line[0]
            func f<S: RealScalar>(_ x: S) -> S { S.apply(rule, to: x) }
            let forward = valueWithDerivative(at: x) { f($0) }
            let reverse = valueWithGradient(at: [x]) { f($0[0]) }
            let ff = valueWithDerivative(at: x) { x in derivative(at: x) { f($0) } }
            let fr = derivative(at: x) { x in gradient(at: [x]) { f($0[0]) }[0] }
            let rf = gradient(at: [x]) { x in derivative(at: x[0]) { f($0) } }[0]
            let rr = gradient(at: [x]) { x in gradient(at: [x[0]]) { f($0[0]) }[0] }[0]
            return Measurement(
                point: [x], value: DoubleDouble(high: line[1], low: line[2]), plain: rule.value(x),
                values: [forward.value, reverse.value],
                partials: [
                    Partial(
                        name: "f'", reference: DoubleDouble(high: line[3], low: line[4]), forward: forward.derivative,
                        reverse: reverse.gradient[0]),
                    Partial(
                        name: "f' nested", reference: DoubleDouble(high: line[3], low: line[4]), forward: ff.value,
                        reverse: ff.value),
                ],
                seconds: [
                    SecondPartial(
                        name: "f''", reference: line[5], nested: [ff.derivative, fr, rf, rr],
                        scale: (line[3] / x).magnitude)
                ])
        }
    }

    init<Rule: BinaryRule & Sendable>(
        _ name: String, _ rule: Rule, bound: Double = 2, where asked: @escaping @Sendable ([Double]) -> Bool = { _ in true }
    ) {
        self.name = name
        self.bound = bound
        self.asked = asked
        self.measure = { line in
            let (x, y) = (line[0], line[1])
            func f<S: RealScalar>(_ x: S, _ y: S) -> S { S.apply(rule, to: x, y) }
            let alongX = valueWithDerivative(at: x) { f($0, Dual(y)) }
            let alongY = valueWithDerivative(at: y) { f(Dual(x), $0) }
            let reverse = valueWithGradient(at: [x, y]) { f($0[0], $0[1]) }
            func second(_ i: Int, _ j: Int) -> [Double] {
                func u(_ k: Int) -> Double { k == 0 ? 1 : 0 }
                typealias Nested = Dual<Dual<Double>>
                let a = Nested(Dual(x, u(j)), Dual(u(i)))
                let b = Nested(Dual(y, 1 - u(j)), Dual(1 - u(i)))
                let ff = f(a, b).tangent.tangent
                let fr = gradient(at: [Dual(x, u(j)), Dual(y, 1 - u(j))]) { f($0[0], $0[1]) }[i].tangent
                let rf = gradient(at: [x, y]) { p in
                    f(Dual(p[0], Variable(u(i))), Dual(p[1], Variable(1 - u(i)))).tangent
                }[j]
                let rr = gradient(at: [x, y]) { p in gradient(at: p) { f($0[0], $0[1]) }[i] }[j]
                return [ff, fr, rf, rr]
            }
            let (fx, fy) = (line[4], line[6])
            return Measurement(
                point: [x, y], value: DoubleDouble(high: line[2], low: line[3]), plain: rule.value(x, y),
                values: [alongX.value, alongY.value, reverse.value],
                partials: [
                    Partial(
                        name: "∂x", reference: DoubleDouble(high: fx, low: line[5]), forward: alongX.derivative,
                        reverse: reverse.gradient[0]),
                    Partial(
                        name: "∂y", reference: DoubleDouble(high: fy, low: line[7]), forward: alongY.derivative,
                        reverse: reverse.gradient[1]),
                ],
                seconds: [
                    SecondPartial(
                        name: "∂x∂x", reference: line[8], nested: second(0, 0), scale: (fx / x).magnitude),
                    SecondPartial(
                        name: "∂x∂y", reference: line[9], nested: second(0, 1) + second(1, 0),
                        scale: (fx / y).magnitude + (fy / x).magnitude),
                    SecondPartial(
                        name: "∂y∂y", reference: line[10], nested: second(1, 1), scale: (fy / y).magnitude),
                ])
        }
    }

    static let all: [MeasuredRule] = [
        MeasuredRule("exp", Rules.Exp()),
        MeasuredRule("expm1", Rules.Expm1()),
        MeasuredRule("exp2", Rules.Exp2()),
        MeasuredRule("log", Rules.Log()),
        MeasuredRule("log1p", Rules.Log1p()),
        MeasuredRule("log2", Rules.Log2()),
        MeasuredRule("log10", Rules.Log10()),
        MeasuredRule("sqrt", Rules.Sqrt()),
        MeasuredRule("cbrt", Rules.Cbrt()),
        MeasuredRule("pow_2", Rules.IntegerPower(2)),
        MeasuredRule("pow_3", Rules.IntegerPower(3)),
        MeasuredRule("pow_5", Rules.IntegerPower(5)),
        MeasuredRule("pow_7", Rules.IntegerPower(7)),
        MeasuredRule("pow_-1", Rules.IntegerPower(-1)),
        MeasuredRule("pow_-2", Rules.IntegerPower(-2)),
        MeasuredRule("pow", Rules.Power()),
        MeasuredRule("hypot", Rules.Hypot()),
        MeasuredRule("divide", Rules.Divide()),
        MeasuredRule("sin", Rules.Sin()),
        MeasuredRule("cos", Rules.Cos()),
        MeasuredRule("tan", Rules.Tan()),
        MeasuredRule("asin", Rules.Asin()),
        MeasuredRule("acos", Rules.Acos()),
        MeasuredRule("atan", Rules.Atan()),
        MeasuredRule("atan2", Rules.Atan2()),
        MeasuredRule("sinh", Rules.Sinh()),
        MeasuredRule("cosh", Rules.Cosh()),
        MeasuredRule("tanh", Rules.Tanh(), bound: 4),
        MeasuredRule("asinh", Rules.Asinh()),
        MeasuredRule("acosh", Rules.Acosh(), bound: 4),
        MeasuredRule("atanh", Rules.Atanh()),
        MeasuredRule("sigmoid", Rules.Sigmoid(), bound: 4),
        MeasuredRule("softplus", Rules.Softplus()),
        MeasuredRule("logSigmoid", Rules.LogSigmoid()),
        MeasuredRule("logaddexp", Rules.LogAddExp()),
        MeasuredRule("xlogy", Rules.XLogY()),
        MeasuredRule("erf", Rules.Erf(), bound: 4),
        MeasuredRule("erfc", Rules.Erfc(), bound: 4),
        MeasuredRule("erfinv", Rules.Erfinv(), bound: 4),
        MeasuredRule("lgamma", Rules.LogGamma(), bound: 4, where: { $0[0] > 0 }),
        MeasuredRule("digamma", Rules.Polygamma(0), bound: 4, where: { $0[0] > 0 }),
        MeasuredRule("trigamma", Rules.Polygamma(1), bound: 4, where: { $0[0] > 0 }),
        MeasuredRule("polygamma_3", Rules.Polygamma(3), bound: 4, where: { $0[0] > 0 }),
        MeasuredRule("j0", Rules.BesselJ(0)),
        MeasuredRule("j1", Rules.BesselJ(1)),
        MeasuredRule("jn_3", Rules.BesselJ(3)),
        MeasuredRule("y0", Rules.BesselY(0)),
        MeasuredRule("y1", Rules.BesselY(1)),
        MeasuredRule("yn_3", Rules.BesselY(3)),
    ]
}
