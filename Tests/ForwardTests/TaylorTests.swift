import Autodiff
import Testing

@Suite struct TaylorTests {
    /// (1 + t)³ at order 5, the polynomial itself, and constants of any order.
    @Test func polynomialsAreExact() {
        #expect(taylor(at: 1, order: 5) { x in x * x * x } == [1, 3, 3, 1, 0, 0])
        #expect(taylor(at: 0, order: 4) { x in pow(x, 3) } == [0, 0, 0, 1, 0])
        #expect(taylor(at: -2, order: 3) { x in pow(x, 2) - 4 * x } == [12, -8, 1, 0])
        #expect(taylor(at: 0, order: 3) { x in pow(x, 3.0) } == [0, 0, 0, 1])
        #expect(taylor(at: 2, order: 3) { _ in 7 } == [7, 0, 0, 0])
        #expect(taylor(at: 2, order: 0) { x in x * x } == [4])
    }

    @Test func geometricSeries() {
        #expect(taylor(at: 0, order: 6) { x in 1 / (1 - x) } == [1, 1, 1, 1, 1, 1, 1])
        #expect(taylor(at: 0, order: 4) { x in x / (1 + x) } == [0, 1, -1, 1, -1])
    }

    @Test func sumsAndConstants() {
        let c = 0.5
        let series = Taylor<Double>([1, 2, 3])
        #expect((series + c).coefficients == [1.5, 2, 3])
        #expect((c - series).coefficients == [-0.5, -2, -3])
        #expect((2 - series).coefficients == [1, -2, -3])
        #expect((series - 2).coefficients == [-1, 2, 3])
        #expect((series * c).coefficients == [0.5, 1, 1.5])
        #expect((2 * series).coefficients == [2, 4, 6])
        #expect((series / c).coefficients == [2, 4, 6])
        #expect((-series).coefficients == [-1, -2, -3])
        #expect((series - series)._isZero)
        #expect(!Taylor<Double>([0, 0, 1e-300])._isZero)
    }

    /// A series of one coefficient is a constant; else the order of a result is the smaller.
    @Test func theOrderIsTheSmaller() {
        let (long, short) = (Taylor<Double>([1, 1, 1, 1]), Taylor<Double>([2, 1]))
        for result in [long + short, long - short, long * short, long / short, pow(long, short), hypot(short, long)] {
            #expect(result.order == 1)
        }
        #expect((long + 1).order == 3)
        #expect((long * Taylor(constant: 2)).coefficients == [2, 2, 2, 2])
        #expect(Taylor<Double>(5).order == 0)
    }

    @Test func comparisonsLookAtTheValue() {
        let (a, b) = (Taylor<Double>([1, 5]), Taylor<Double>([1, 7]))
        #expect(a == b && a <= b && a >= b && !(a < b) && !(a > b))
        #expect(!(a <= Taylor(.nan)) && !(a >= Taylor(.nan)))
        #expect(a.primal == 1 && a.value == 1)
        #expect(Taylor<Double>([1, 2, 0.5]).description == "1.0 + 2.0t + 0.5t^2")
        #expect(Taylor<Double>([-1, 2]).magnitude.coefficients == [1, -2])
        #expect(Taylor<Double>(exactly: UInt64.max) == nil)
    }

    /// Beside a series that is known to have no derivatives the partial isn't even multiplied.
    @Test func zerosContributeNothing() {
        #expect(sqrt(Taylor<Double>([0, 0, 0])).coefficients == [0, 0, 0])
        #expect(pow(Taylor<Double>([-2, 1, 0]), Taylor([3, 0, 0])).coefficients == [-8, 12, -6])
        let c = taylor(at: [0, 2], along: [0, 1], order: 2) { x in sqrt(x[0]) + x[1] * x[1] }
        #expect(c == [4, 4, 1])
        #expect((Taylor<Double>([.infinity, 0]) * Taylor([0, 1])).coefficients[1] == .infinity)
        #expect((Taylor<Double>([1, .infinity]) * Taylor([0, 0])).coefficients[1].isNaN)
    }

    /// At the edges the first derivative is that of duals; elsewhere it may come from another formula.
    @Test func edgesFollowTheRules() {
        func first(_ x: Double, _ f: (Taylor<Double>) -> Taylor<Double>, _ g: (Dual<Double>) -> Dual<Double>) -> Bool {
            let (c, slope) = (taylor(at: x, order: 1, of: f)[1], derivative(at: x, of: g))
            return isSame(c + 0, slope + 0) || (c - slope).magnitude <= 2 * slope.ulp
        }
        for x in [0, -0.0, 1, -1, 2, -2, 800, -800, 1e200, .infinity, -.infinity, .nan] {
            #expect(first(x, sqrt, sqrt), "sqrt at \(x)")
            #expect(first(x, log, log), "log at \(x)")
            #expect(first(x, log1p, log1p), "log1p at \(x)")
            #expect(first(x, asin, asin), "asin at \(x)")
            #expect(first(x, acosh, acosh), "acosh at \(x)")
            #expect(first(x, atanh, atanh), "atanh at \(x)")
            #expect(first(x, cbrt, cbrt), "cbrt at \(x)")
            #expect(first(x, abs, abs), "abs at \(x)")
            #expect(first(x, relu, relu), "relu at \(x)")
            #expect(first(x, tanh, tanh), "tanh at \(x)")
            #expect(first(x, sigmoid, sigmoid), "sigmoid at \(x)")
            #expect(first(x, erf, erf), "erf at \(x)")
            #expect(first(x, { max($0, 1) }, { max($0, 1) }), "max at \(x)")
            #expect(first(x, { pow($0, 0.5) }, { pow($0, 0.5) }), "pow at \(x)")
            #expect(first(x, { pow($0, 3.0) }, { pow($0, 3.0) }), "cube at \(x)")
            #expect(first(x, { 1 / $0 }, { 1 / $0 }), "reciprocal at \(x)")
        }
    }

    /// A branch takes the way that the value takes: |x|³ left and right of 0, and Newton's iteration for a square root.
    @Test func branches() {
        func cube(_ x: Taylor<Double>) -> Taylor<Double> { x < 0 ? -x * x * x : x * x * x }
        #expect(taylor(at: -2, order: 3, cube) == [8, -12, 6, -1])
        #expect(taylor(at: 2, order: 3, cube) == [8, 12, 6, 1])
        let root = taylor(at: 2, order: 6) { x in
            var y = x
            // Each step doubles the number of correct coefficients, after those that the value takes.
            for _ in 0..<10 { y = (y + x / y) / 2 }
            return y
        }
        for (a, b) in zip(root, taylor(at: 2, order: 6, sqrt)) { #expect((a - b).magnitude <= 16 * b.ulp) }
        let limited = taylor(at: 2, order: 2) { x in max(min(x * x, 3), x) }
        #expect(limited == [3, 0, 0])
    }

    @Test func edgesOfTheGammaAndBesselFunctions() {
        func first(_ x: Double, _ f: (Taylor<Double>) -> Taylor<Double>, _ g: (Dual<Double>) -> Dual<Double>) -> Bool {
            let (c, slope) = (taylor(at: x, order: 1, of: f)[1], derivative(at: x, of: g))
            // The sum over the poles has fourteen terms.
            return isSame(c + 0, slope + 0) || (c - slope).magnitude <= 8 * slope.ulp
        }
        for x in [0, -0.0, 1, -1, 0.3, 2.5, -2.5, -30.5, 40, 1e10, 1e200, 1e-200, .infinity, -.infinity, .nan] {
            #expect(first(x, lgamma, lgamma), "lgamma at \(x)")
            #expect(first(x, digamma, digamma), "digamma at \(x)")
            #expect(first(x, trigamma, trigamma), "trigamma at \(x)")
            #expect(first(x, { polygamma(2, $0) }, { polygamma(2, $0) }), "polygamma at \(x)")
            #expect(first(x, j0, j0), "j0 at \(x)")
            #expect(first(x, j1, j1), "j1 at \(x)")
            #expect(first(x, y0, y0), "y0 at \(x)")
            #expect(first(x, { yn(3, $0) }, { yn(3, $0) }), "y3 at \(x)")
        }
    }

    /// log Γ(1 + t) = -γt + Σ ζ(j) (-t)ʲ/j, where ζ(60) is 1 + 1e-18; J₀(t) = Σ (-t²/4)ⁱ/i!².
    @Test func highOrders() {
        let c = taylor(at: 1, order: 200, lgamma)
        for j in 60...200 {
            let expected = (j % 2 == 0 ? 1 : -1) / Double(j)
            #expect((c[j] - expected).magnitude <= 1e-13 * expected.magnitude)
        }
        let bessel = taylor(at: 0, order: 60, j0)
        var expected = 1.0
        for i in 0...30 {
            #expect((bessel[2 * i] - expected).magnitude <= 1e-14 * expected.magnitude)
            if i > 0 { #expect(bessel[2 * i - 1] == 0) }
            expected *= -0.25 / Double((i + 1) * (i + 1))
        }
    }

    /// uⁿ by the binomial series: 1/u^50 as a quotient had six digits left at order 30, 1/u^2000 two.
    @Test(arguments: [-1, -3, -50, -2000, 37, 1000, 100_000]) func powersWithIntegerExponents(n: Int) {
        let byInteger = taylor(at: 1, order: 30) { x in pow(x, n) }
        let byScalar = taylor(at: 1, order: 30) { x in pow(x, Taylor(Double(n))) }
        #expect(byScalar == byInteger)
        var expected = 1.0
        for j in 0...30 {
            #expect((byInteger[j] - expected).magnitude <= 1e-13 * expected.magnitude, "order \(j)")
            expected *= Double(n - j) / Double(j + 1)
        }
    }

    /// A twelfth power near a zero of its base is a product of twelve, also if its exponent isn't an `Int`: the recurrence
    /// that divides by the base would leave no digit at order 20.
    @Test func powersNearAZeroOfTheirBase() {
        let c = taylor(at: 1e-4, order: 20) { x in pow(sin(x), 12.0) }
        let product = taylor(at: 1e-4, order: 20) { x in (0..<12).reduce(1) { y, _ in y * sin(x) } }
        for j in 0...20 { #expect((c[j] - product[j]).magnitude <= 1e-14 * product[j].magnitude, "order \(j)") }
    }

    @Test func powersThatLeaveTheRange() {
        // The coefficients of x^2.5 at 1e-154, where the value is too small for a number.
        let tiny = taylor(at: 1e-154, order: 3) { x in pow(x, 2.5) }
        #expect((tiny[2] / 1.875e-77 - 1).magnitude < 1e-15 && (tiny[3] / 3.125e76 - 1).magnitude < 1e-15)
        #expect(taylor(at: 1e154, order: 3) { x in pow(x, 2.0) } == [1e154 * 1e154, 2e154, 1, 0])
        #expect(taylor(at: 0, order: 2) { x in pow(x, 2.5) } == [0, 0, 0])
        #expect(taylor(at: 2, order: 3) { x in pow(0, x) } == [0, 0, 0, 0])
        #expect(taylor(at: 1e300, order: 1) { x in pow(x, -3) } == [0, 0])
        #expect(taylor(at: 0, order: 1) { x in pow(x, -2) }[1] == -Double.infinity)
    }

    @Test func limitsAtInfinity() {
        #expect(taylor(at: Double.infinity, order: 3) { x in erf(x) } == [1, 0, 0, 0])
        #expect(taylor(at: -Double.infinity, order: 3) { x in erfc(x) } == [2, 0, 0, 0])
    }

    /// √x · y and y · √x at (0, 1) along x: a zero coefficient of y contributes nothing on either side.
    @Test func productsCommuteAtAnEdge() {
        let right = taylor(at: [0, 1], along: [1, 0], order: 2) { x in sqrt(x[0]) * x[1] }
        let left = taylor(at: [0, 1], along: [1, 0], order: 2) { x in x[1] * sqrt(x[0]) }
        #expect(left.map(\.description) == right.map(\.description) && left[2] == -.infinity)
    }

    @Test func divisionByZero() {
        #expect(taylor(at: 1, order: 3) { x in x / 0 } == [Double.infinity, Double.infinity, 0, 0])
    }

    @Test func alongALine() {
        let c = taylor(at: [1, 2], along: [3, -1], order: 3) { x in x[0] * x[0] * x[1] }
        // (1 + 3t)² (2 - t)
        #expect(c == [2, 11, 12, -9])
        struct Product: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { product(x) }
        }
        #expect(taylor(at: [1, 2, 3], along: [1, 1, 1], order: 3, of: Product()) == [6, 11, 6, 1])
        #expect(taylor(at: 4, order: 2, of: Product()) == [4, 1, 0])
        #expect(taylor(at: [1, 2], along: [3, -1], order: 0) { x in x[0] * x[1] } == [2])
        #expect(taylor(at: [1, 2], along: [0, 0], order: 2) { x in x[0] / x[1] } == [0.5, 0, 0])
        let rows: Matrix<Double> = taylor(at: [2, 0], along: [0, 1], order: 2, of: Polar())
        #expect(rows == [[2, 0, -1], [0, 2, 0]])
    }
}
