import Autodiff
import Testing

/// Series whose arguments begin with zeros: roots, fractional powers and quotients by factors of t that are taken out first.
@Suite struct TaylorAtZeroTests {
    func expect(
        _ right: [Double], order: Int? = nil, at x: Double = 0, _ name: String,
        _ f: (Taylor<Double>) -> Taylor<Double>
    ) {
        let c = taylor(at: x, order: order ?? right.count - 1, of: f)
        func isRight(_ value: Double, _ right: Double) -> Bool {
            right.isNaN ? value.isNaN : value == right || (value - right).magnitude <= 4 * right.ulp
        }
        let areRight = zip(c, right).allSatisfy(isRight)
        #expect(c.count == right.count && areRight, "\(name): \(c), not \(right)")
    }

    @Test func fractionalPowersOfPowers() {
        expect([0, 0, 0, 0, 0, 0, 1, 0], "(t⁴)^1.5") { t in pow(t * t * t * t, 1.5) }
        expect([0, 0, 0, 0, 0, 0, 1, 0], "(t⁴)^1.5") { t in pow(pow(t, 4), 1.5) }
        expect([0, 0, 1, 0.5, -0.125], "(t⁴ + t⁵)^0.5") { t in pow(pow(t, 4) + pow(t, 5), 0.5) }
        expect([0, 0, 0, 0, 0, 0, 8], "(4t⁴)^1.5") { t in pow(4 * pow(t, 4), 1.5) }
        expect([0, 0, 0, 0, 0, 1, 0], "(t⁴)^1.5/t") { t in
            pow(pow(t, 4), 1.5) / t
        }
    }

    @Test func rootsOfPowers() {
        expect([0, 0, 1, 0, 0], "√t⁴") { t in sqrt(t * t * t * t) }
        expect([0, 0, 1, 0, 0.5, 0, -0.125], "√(t⁴ + t⁶)") { t in sqrt(pow(t, 4) + pow(t, 6)) }
        expect([0, 0, 1, 0, -1.0 / 3, 0], "√sin⁴t") { t in sqrt(pow(sin(t), 4)) }
        expect([0, 0, 1, 0, 0], "∛t⁶") { t in cbrt(pow(t, 6)) }
        expect([0, 1], "∛t³ to first order") { t in cbrt(t * t * t) }
        expect([0, 1, 0, 0, 0], "∛t³") { t in cbrt(pow(t, 3)) }
        expect([0, -1, 0, 0], "∛(-t³)") { t in cbrt(-t * t * t) }
        expect([0, 1, 0, 0], "(t³)^⅓") { t in pow(pow(t, 3), 1.0 / 3) }
        expect([0, 1, 0, 0], "∛t^3.0") { t in cbrt(pow(t, 3.0)) }
    }

    @Test func normsOfPowers() {
        expect([0, 0, 1, 0], "norm(t², t³)") { t in norm([t * t, t * t * t]) }
        expect([0, 0, 1, 0, 0.5, 0, -0.125, 0], "norm(t², t³)") { t in norm([t * t, t * t * t]) }
        expect([0, 0, 1, 0, 0.5, 0], "hypot(t², t³)") { t in hypot(t * t, t * t * t) }
        expect([0, 0, 5, 0], "norm(3t², 0, 4t²)") { t in norm([3 * t * t, 0, 4 * t * t]) }
        expect([0, 0, 2, 0], "hypot(2t², 0)") { t in hypot(2 * t * t, 0) }
    }

    @Test func quotientsOfSeriesThatBeginWithZeros() {
        expect([1, -1, 1, -1, 1], "t/(t + t²)") { t in t / (t + t * t) }
        expect([1, 0, -1.0 / 6, 0, 1.0 / 120], "sin t / t") { t in sin(t) / t }
        expect([0, 1, 0, 0], "t²/t") { t in t * t / t }
        expect([1, 0.5, 1.0 / 6, 1.0 / 24], "(eᵗ - 1)/t") { t in (exp(t) - 1) / t }
        // Two orders are lost: the function is run on longer series.
        expect([0.5, 0], "(1 - cos t)/t²") { t in (1 - cos(t)) / (t * t) }
        expect([0.5, 0, -1.0 / 24, 0], "(1 - cos t)/t²") { t in (1 - cos(t)) / (t * t) }
        expect([2, 1, 0, 0], at: 1, "(t² - 1)/(t - 1)") { t in (t * t - 1) / (t - 1) }
        #expect(derivative(at: 0.0, order: 4) { t in sin(t) / t } == 0.2)
    }

    /// |t|ᵖ for odd p, tᵖ for a fraction p, and roots of what is negative on both sides: zeros below, nan above. The kink |t| has
    /// the slope 0, as in the other modes.
    @Test func whatIsNoSeries() {
        let nan = Double.nan
        expect([0, 0, nan, nan], "√t²") { t in sqrt(t * t) }
        #expect(derivative(at: 0.0) { t in sqrt(t * t) } == 0)
        expect([0, 0, nan, nan], "√(t² + t⁴)") { t in sqrt(t * t + pow(t, 4)) }
        expect([0, 0, 0, nan, nan], "(t²)^1.5") { t in pow(t * t, 1.5) }
        expect([0, 0, nan, nan], "√t³") { t in sqrt(t * t * t) }
        expect([0, nan, nan], "√(-t⁴)") { t in sqrt(-t * t * t * t) }
        expect([0, 0, nan, nan], "norm(t, t²)") { t in norm([t, t * t]) }
        // The rules' own limits where t is the argument itself.
        expect([0, .infinity, -.infinity], "√t") { t in sqrt(t) }
        expect([0, 0, .infinity], "t^1.5") { t in pow(t, 1.5) }
        expect([.infinity, -.infinity], "1/t") { t in 1 / t }
        expect([nan, nan], "0/t") { t in 0 / t }
    }

    /// Series of coefficients that carry derivatives: a 0 that has a derivative is none that can be taken out.
    @Test func aZeroThatIsOnlyOneAtThePoint() {
        let outer = derivative(at: 4.0) { (a: Dual<Double>) in
            taylor(at: 0, order: 3) { t in sqrt(Taylor(constant: a) * pow(t, 4)) }[2]
        }
        #expect(outer == 0.25)
        let inner = taylor(at: Dual(0.0, 1), order: 3) { t in sqrt(t * t * t * t) }
        #expect(inner[2].value.isNaN)
    }

    /// A series of zeros counts as a constant, and in a closure's own series the order stays that of the arguments.
    @Test func constantsAndSeriesOfOnesOwn() {
        expect([0, 0, 0], "√0") { t in sqrt(0 * t) }
        let c = taylor(at: [0, 2], along: [0, 1], order: 2) { x in sqrt(x[0] * x[0]) + x[1] }
        #expect(c == [2, 1, 0])
        let u = Taylor<Double>([0, 1, 0])
        #expect((u * u).coefficients == [0, 0, 1])
        #expect(pow(u, 2).coefficients == [0, 0, 1])
        #expect(cbrt(Taylor<Double>([0, 0, 0, 8])).coefficients[1] == 2)
    }

    @Test func aPowerOfASubnormalNumberToThePowerZero() {
        for x in [0x1p-1074, 0x1p-1070, 1e-300] {
            let slope = jvp(at: [x, 0], along: [1, 2]) { [pow($0[0], $0[1])] }.tangent[0]
            let series = taylor(at: [x, 0], along: [1, 2], order: 1) { pow($0[0], $0[1]) }
            #expect(slope.isFinite && (series[1] - slope).magnitude <= 2 * slope.ulp, "at \(x)")
        }
    }
}
