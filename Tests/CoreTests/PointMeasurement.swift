import Autodiff

/// All that is measured of a rule at one point of its table.
struct PointMeasurement {
    /// A first derivative, as each mode computes it.
    struct Partial {
        let name: String
        let reference: DoubleDouble
        /// By `Dual`, by `Variable`, and as the value of a nesting.
        let computed: [Double]
    }

    /// A second derivative, as every nesting of the modes computes it.
    struct SecondPartial {
        let name: String
        let reference: Double
        /// By forward over forward, forward over reverse, reverse over forward and reverse over reverse.
        let computed: [Double]
        /// What a relative error of 1 in the first derivative amounts to here: |f'| / |x|.
        let scale: Double
    }

    let point: [Double]
    let value: DoubleDouble
    /// The value on `Double`, and what the modes make of it.
    let plain: Double
    let values: [Double]
    let partials: [Partial]
    let seconds: [SecondPartial]
}

extension PointMeasurement {
    /// A line of a unary rule's table: x, f(x), f'(x) as double-doubles, f''(x).
    init<Rule: UnaryRule>(of rule: Rule, line: [Double]) {
        let x = line[0]
        func f<S: RealScalar>(_ x: S) -> S { S.apply(rule, to: x) }
        let forward = valueWithDerivative(at: x) { f($0) }
        let reverse = valueWithGradient(at: [x]) { f($0[0]) }
        let ff = valueWithDerivative(at: x) { x in derivative(at: x) { f($0) } }
        let fr = valueWithDerivative(at: x) { x in gradient(at: [x]) { f($0[0]) }[0] }
        let rf = valueWithGradient(at: [x]) { x in derivative(at: x[0]) { f($0) } }
        let rr = valueWithGradient(at: [x]) { x in gradient(at: x) { f($0[0]) }[0] }
        point = [x]
        value = DoubleDouble(high: line[1], low: line[2])
        plain = rule.value(x)
        values = [forward.value, reverse.value]
        partials = [
            Partial(
                name: "f'", reference: DoubleDouble(high: line[3], low: line[4]),
                computed: [forward.derivative, reverse.gradient[0], ff.value, fr.value, rf.value, rr.value])
        ]
        seconds = [
            SecondPartial(
                name: "f''", reference: line[5],
                computed: [ff.derivative, fr.derivative, rf.gradient[0], rr.gradient[0]],
                scale: (line[3] / x).magnitude)
        ]
    }

    /// A line of a binary rule's table: x, y, f and its two partials as double-doubles, and the second partials.
    init<Rule: BinaryRule>(of rule: Rule, line: [Double]) {
        let (x, y) = (line[0], line[1])
        func f<S: RealScalar>(_ x: S, _ y: S) -> S { S.apply(rule, to: x, y) }
        func unit(_ i: Int) -> (Double, Double) { i == 0 ? (1, 0) : (0, 1) }
        func second(_ i: Int, _ j: Int) -> [Double] {
            let (inner, outer) = (unit(i), unit(j))
            let (dx, dy) = (Dual(x, outer.0), Dual(y, outer.1))
            let ff = f(Dual(dx, Dual(inner.0)), Dual(dy, Dual(inner.1))).tangent.tangent
            let fr = gradient(at: [dx, dy]) { f($0[0], $0[1]) }[i].tangent
            let rf = gradient(at: [x, y]) { p in
                f(Dual(p[0], Variable(inner.0)), Dual(p[1], Variable(inner.1))).tangent
            }[j]
            let rr = gradient(at: [x, y]) { p in gradient(at: p) { f($0[0], $0[1]) }[i] }[j]
            return [ff, fr, rf, rr]
        }
        let alongX = valueWithDerivative(at: x) { f($0, Dual(y)) }
        let alongY = valueWithDerivative(at: y) { f(Dual(x), $0) }
        let reverse = valueWithGradient(at: [x, y]) { f($0[0], $0[1]) }
        let (fx, fy) = (line[4], line[6])
        point = [x, y]
        value = DoubleDouble(high: line[2], low: line[3])
        plain = rule.value(x, y)
        values = [alongX.value, alongY.value, reverse.value]
        partials = [
            Partial(
                name: "∂x", reference: DoubleDouble(high: fx, low: line[5]),
                computed: [alongX.derivative, reverse.gradient[0]]),
            Partial(
                name: "∂y", reference: DoubleDouble(high: fy, low: line[7]),
                computed: [alongY.derivative, reverse.gradient[1]]),
        ]
        seconds = [
            SecondPartial(name: "∂x∂x", reference: line[8], computed: second(0, 0), scale: (fx / x).magnitude),
            SecondPartial(
                name: "∂x∂y", reference: line[9], computed: second(0, 1) + second(1, 0),
                scale: (fx / y).magnitude + (fy / x).magnitude),
            SecondPartial(name: "∂y∂y", reference: line[10], computed: second(1, 1), scale: (fy / y).magnitude),
        ]
    }
}
