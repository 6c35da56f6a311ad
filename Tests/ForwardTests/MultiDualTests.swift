import Autodiff
import Testing

/// Every elementary function of two inputs.
private struct Elementary: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        let (a, b) = (x[0], x[1])
        return unary(a) + unary(b) + binary(a, b) + binary(b, a) + constants(a)
    }

    private func unary<S: RealScalar>(_ a: S) -> [S] {
        let powers: [S] = [exp(a), expm1(a), exp2(a), log(a), log1p(a), log2(a), log10(a), sqrt(a), cbrt(a)]
        let integerPowers: [S] = [pow(a, 0), pow(a, 1), pow(a, 2), pow(a, 3), pow(a, -2)]
        let circular: [S] = [sin(a), cos(a), tan(a), asin(a), acos(a), atan(a)]
        let hyperbolic: [S] = [sinh(a), cosh(a), tanh(a), asinh(a), acosh(a), atanh(a)]
        let learning: [S] = [sigmoid(a), softplus(a), logSigmoid(a), relu(a), abs(a), -a]
        let special: [S] = [erf(a), erfc(a), erfinv(a), lgamma(a), digamma(a), trigamma(a), j0(a), jn(2, a), y1(a)]
        return powers + integerPowers + circular + hyperbolic + learning + special
    }

    private func binary<S: RealScalar>(_ a: S, _ b: S) -> [S] {
        let arithmetic: [S] = [a + b, a - b, a * b, a / b]
        let rules: [S] = [pow(a, b), hypot(a, b), atan2(a, b), max(a, b), min(a, b), logAddExp(a, b), xLogY(a, b)]
        return arithmetic + rules + softmax([a, b]) + [logSumExp([a, b]), norm([a, b])]
    }

    private func constants<S: RealScalar>(_ a: S) -> [S] {
        let c = 1.5
        let literals: [S] = [a + 2, 2 + a, a - 2, 2 - a, a * 2, 2 * a, a / 2, 2 / a, 3]
        let variables: [S] = [a + c, c + a, a - c, c - a, a * c, c * a, a / c, c / a, pow(a, S(c)), S(c) * a]
        return literals + variables
    }
}

@Suite struct MultiDualTests {
    private static let special: [Double] = [0, -0.0, 1, -1, 0.4, -2.5, 3, 800, -800, .infinity, -.infinity, .nan]
    private static let points = special.flatMap { a in special.map { [a, $0] } }

    /// Lane by lane, at regular points and at the edges of every domain.
    @Test func everyLaneIsASingleDirection() {
        let directions: [[Double]] = [[1, 0], [0, 1], [2, -1], [0, 0]]
        for x in Self.points {
            let y = Elementary()([
                MultiDual(x[0], SIMD4(1, 0, 2, 0)), MultiDual(x[1], SIMD4(0, 1, -1, 0)),
            ])
            #expect(areSame(y.map(\.value), Elementary()(x)))
            for (lane, direction) in directions.enumerated() {
                let tangent = jvp(at: x, along: direction, of: Elementary()).tangent
                for (i, expected) in tangent.enumerated() {
                    #expect(isSame(y[i].partials[lane] + 0, expected), "output \(i) at \(x) along \(direction)")
                }
            }
        }
    }

    /// 0 · ∞ is 0 in each lane by itself, in products, quotients and rules.
    @Test func zeroTangentsMeetInfinitePartials() {
        let zero = MultiDual(0, SIMD2(1, 0))
        let one = MultiDual(1, SIMD2(0, 1))
        #expect(sqrt(zero).partials == SIMD2(.infinity, 0))
        #expect((sqrt(zero) * one).partials == SIMD2(.infinity, 0))
        #expect((one / zero).partials == SIMD2(-.infinity, .infinity))
        let infinite = MultiDual(.infinity, SIMD2(0, 1))
        #expect((infinite * one).partials == SIMD2(0, .infinity))
        #expect((infinite * 2).partials == SIMD2(0, 2))
        #expect((infinite * MultiDual(-.infinity, SIMD2(1, 0))).partials == SIMD2(.infinity, -.infinity))
        let nan = MultiDual(.nan, SIMD2(0, 1))
        #expect((nan * one).partials[0] == 0)
        #expect((nan * one).partials[1].isNaN)
    }

    @Test func branchesLookAtTheValue() {
        let (a, b) = (MultiDual(1, SIMD2(5, 5)), MultiDual(1, SIMD2(7, 7)))
        #expect(a == b && a <= b && a >= b && !(a < b) && !(a > b))
        let nan = MultiDual(.nan, SIMD2(0, 0))
        #expect(!(a <= nan) && !(a >= nan) && a != nan)
        #expect(a.primal == 1 && !a._isZero)
        #expect(MultiDual(0, SIMD8(repeating: -0.0))._isZero)
        #expect(!MultiDual(0, SIMD8(0, 0, 0, 0, 0, 0, 0, .leastNonzeroMagnitude))._isZero)
        #expect(!MultiDual(0, SIMD2(.nan, 0))._isZero)
    }

    @Test func conversions() {
        typealias Number = MultiDual<SIMD4<Double>>
        let literals: [Number] = [3, 0.5, Number(2), Number(2.5), .zero]
        #expect(literals.map(\.value) == [3, 0.5, 2, 2.5, 0])
        #expect(literals.allSatisfy { $0.partials == .zero })
        #expect(Number(exactly: UInt64.max) == nil)
        #expect(Number(exactly: 7)?.value == 7)
        #expect(MultiDual(2, SIMD2(1, 0)).description == "2.0 + [1.0, 0.0]ε")
        #expect(MultiDual(-2, SIMD2(1, 0)).magnitude.partials == SIMD2(-1, 0))
        var x = MultiDual(3, SIMD2(1, 2))
        x.negate()
        x += 1
        x *= MultiDual(2, SIMD2(0, 1))
        x -= 1
        x /= 2
        #expect(x.value == -2.5 && x.partials == SIMD2(-1, -3))
    }

    /// Around other modes: a dual of several directions has rows of the Hessian.
    @Test func nestsInsideDualsAndVariables() {
        func f<S: RealScalar>(_ x: S, _ y: S) -> S { x * x * x * sin(y) }
        let (x, y) = (MultiDual(2, SIMD2(1, 0)), MultiDual(0.5, SIMD2(0, 1)))
        let row = derivative(at: x) { f($0, Dual(constant: y)) }
        #expect(row.partials == SIMD2(12 * sin(0.5), 12 * cos(0.5)))
        let gradient = gradient(at: [x, y]) { f($0[0], $0[1]) }
        #expect(gradient[0].partials == row.partials)
        #expect(gradient[1].partials == SIMD2(12 * cos(0.5), -8 * sin(0.5)))
    }
}
