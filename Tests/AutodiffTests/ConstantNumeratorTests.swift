import Autodiff
import AutodiffCore
import Testing

/// c / x for a constant c goes a shorter way than a quotient of two numbers, and must come to the same.
@Suite struct ConstantNumeratorTests {
    /// c and x of every size, subnormal ones and ends of the range among them.
    private func samples(_ count: Int, seed: UInt64) -> [(c: Double, x: Double)] {
        var generator = SplitMix64(seed: seed)
        let special = [0, -0.0, 1, -1, 0x1p-1074, 0x1p-1022, 0x1.8p1023, .infinity, -.infinity, .nan]
        func number() -> Double {
            if generator.next() % 8 == 0 { return special[Int(generator.next() % UInt64(special.count))] }
            let exponent = Int(generator.next() % 2097) - 1074
            return generator.sign() * Double(sign: .plus, exponent: exponent, significand: 1 + generator.uniform())
        }
        return (0..<count).map { _ in (number(), number()) }
    }

    private func isSame(_ x: Double, _ y: Double) -> Bool { x == y || x.isNaN && y.isNaN }

    @Test func forwardModeHasTheBitsOfTheQuotient() {
        for (c, x) in samples(20_000, seed: 1) {
            for tangent in [1, -0x1p+300, 0x1p-300, 0] {
                let dual = Dual(x, tangent)
                let (short, long) = (c / dual, Dual(constant: c) / dual)
                #expect(isSame(short.value, long.value) && isSame(short.tangent, long.tangent), "\(c) / \(dual)")
            }
            let several = MultiDual(x, SIMD4<Double>(1, -0x1p+300, 0x1p-300, 0))
            let (short, long) = (c / several, MultiDual(constant: c) / several)
            #expect(isSame(short.value, long.value))
            for i in 0..<4 { #expect(isSame(short.partials[i], long.partials[i]), "\(c) / \(several), lane \(i)") }
        }
    }

    @Test func reverseModeHasTheBitsOfTheQuotient() {
        for (c, x) in samples(5000, seed: 2) {
            for factor in [1, -0x1p+300, 0x1p-300] {
                let short = valueWithGradient(at: [x]) { x in c / (factor * x[0]) }
                let long = valueWithGradient(at: [x]) { x in Variable(constant: c) / (factor * x[0]) }
                #expect(isSame(short.value, long.value) && isSame(short.gradient[0], long.gradient[0]), "\(c) / \(x)")
            }
        }
    }

    /// (c/x)'' = 2c/x³ in the nestings of two modes, by four roundings.
    @Test func secondDerivativesInAllNestings() {
        for (c, x) in samples(3000, seed: 3) where c._isModerate && x._isModerate {
            let exact = 2 * (c / x / x / x)
            if !exact._isModerate { continue }
            let seconds = [
                derivative(at: x) { x in derivative(at: x) { c / $0 } },
                derivative(at: x) { x in gradient(at: [x]) { c / $0[0] }[0] },
                gradient(at: [x]) { x in derivative(at: x[0]) { c / $0 } }[0],
                gradient(at: [x]) { x in gradient(at: [x[0]]) { c / $0[0] }[0] }[0],
                hessian(at: [x], of: Quotient(c: c))[0, 0],
                gradient(at: [x], of: Slope(c: c))[0],
            ]
            for second in seconds { #expect(abs(second / exact - 1) < 0x1p-50, "\(c) / \(x): \(seconds)") }
        }
    }

    /// -6c/x⁴ by forward mode in forward mode in reverse mode, and by a Taylor series in reverse mode.
    @Test func thirdDerivatives() {
        for (c, x) in [(1.0, 3.0), (-0.3, 1e-20), (7e40, 1e30)] {
            let exact = -6 * (c / x / x / x / x)
            let nested = gradient(at: [x]) { x in
                derivative(at: x[0]) { x in derivative(at: x) { c / $0 } }
            }
            let series = gradient(at: [x]) { x in derivative(at: x[0], order: 2) { c / $0 } }
            let outer = derivative(at: x, order: 2) { x in gradient(at: [x]) { c / $0[0] }[0] }
            for third in [nested[0], series[0], outer] { #expect(abs(third / exact - 1) < 0x1p-49) }
        }
    }

    /// Where c/x is subnormal, it has lost digits that (c/x)'' = 2c/x³ hasn't.
    @Test func secondDerivativeOfASubnormalQuotient() {
        let (c, x) = (0x1.23456789p-1040, 0x1.8p-10)
        let exact = 0x1p-200 * (2 * (0x1p+200 * c / x / x / x))
        for second in [
            derivative(at: x) { x in derivative(at: x) { c / $0 } },
            gradient(at: [x]) { x in gradient(at: [x[0]]) { c / $0[0] }[0] }[0],
            gradient(at: [x], of: Slope(c: c))[0],
        ] {
            #expect(abs(second / exact - 1) < 0x1p-48)
        }
    }

    /// (√x)'' = -1/(4 x^(3/2)), whose slope is asked for at a number.
    @Test func secondDerivativeOfTheSquareRoot() {
        for x in [1e-200, 1e-5, 0.3, 2, 1e10, 1e200] {
            let exact = -0.25 / (x * x.squareRoot())
            let second = gradient(at: [x], of: SlopeOfRoot())[0]
            #expect(abs(second / exact - 1) < 0x1p-50, "\(x)")
        }
        for x in [0, -0.0] { #expect(gradient(at: [x], of: SlopeOfRoot())[0] == -.infinity) }
    }
}

private struct Quotient: ScalarField {
    let c: Double
    func value<S: RealScalar>(at x: [S]) -> S { c / x[0] }
}

private struct Slope: ScalarField {
    let c: Double
    func value<S: RealScalar>(at x: [S]) -> S { derivative(at: x[0]) { c / $0 } }
}

private struct SlopeOfRoot: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { derivative(at: x[0]) { sqrt($0) } }
}
