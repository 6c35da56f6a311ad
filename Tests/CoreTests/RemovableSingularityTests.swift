import Autodiff
import Testing

/// sin(x)/x, (e^x - 1)/x and log(1 + x)/x at and beside 0, where the formulas themselves lose all digits.
@Suite struct RemovableSingularityTests {
    /// Taylor coefficients at 0: rational numbers.
    @Test func seriesAtZeroAreExact() {
        let order = 24
        var (factorial, s, e, l) = (1.0, [Double](), [Double](), [Double]())
        for n in 0...order {
            factorial *= Double(n + 1)
            s.append(n % 2 == 1 ? 0 : (n % 4 == 0 ? 1 : -1) / factorial)
            e.append(1 / factorial)
            l.append((n % 2 == 0 ? 1 : -1) / Double(n + 1))
        }
        func close(_ a: [Double], _ b: [Double]) -> Bool { zip(a, b).allSatisfy { abs($0 - $1) <= 1e-15 * abs($1) } }
        #expect(close(taylor(at: 0, order: order) { sinc($0) }, s))
        #expect(close(taylor(at: 0, order: order) { exprel($0) }, e))
        #expect(close(taylor(at: 0, order: order) { log1prel($0) }, l))
    }

    /// f⁽ⁿ⁾(x)/n! against the sum of the exact series about 0, at points where it converges.
    @Test(arguments: [1e-300, -1e-12, 1e-5, -0.01, 0.1, -0.3, 0.45, -0.5])
    func seriesBesideZero(_ x: Double) {
        let order = 8
        func shifted(_ coefficient: (Int) -> Double) -> [Double] {
            (0...order).map { n in
                var (terms, binomial, power) = ([Double](), 1.0, 1.0)
                for k in 0..<120 {
                    terms.append(coefficient(n + k) * binomial * power)
                    binomial *= Double(n + k + 1) / Double(k + 1)
                    power *= x
                }
                return terms.reversed().reduce(0, +)
            }
        }
        func factorial(_ n: Int) -> Double { n < 2 ? 1 : (2...n).reduce(1.0) { $0 * Double($1) } }
        let e = shifted { $0 > 160 ? 0 : 1 / factorial($0 + 1) }
        let s = shifted { $0 % 2 == 1 || $0 > 160 ? 0 : ($0 % 4 == 0 ? 1 : -1) / factorial($0 + 1) }
        let l = shifted { ($0 % 2 == 0 ? 1 : -1) / Double($0 + 1) }
        for (computed, expected, tolerance) in [
            (taylor(at: x, order: order) { exprel($0) }, e, 4e-15),
            (taylor(at: x, order: order) { sinc($0) }, s, 4e-15),
            // The sum itself loses digits for x > 0.
            (taylor(at: x, order: order) { log1prel($0) }, l, x > 0.05 ? 1e-11 : 4e-15),
        ] {
            for (a, b) in zip(computed, expected) { #expect(abs(a - b) <= tolerance * abs(b), "\(a), not \(b)") }
        }
    }

    /// By x f(x) = e^x - 1 and its like, as series: where x is large enough the quotient of series is right too.
    @Test func seriesFarFromZero() {
        for x in [1.5, -2.5, 4, -8, 12, 30] {
            let order = 6
            func agree(_ a: [Double], _ b: [Double], _ tolerance: Double) {
                let scale = zip(a, b).map { max(abs($0), abs($1)) }
                for j in a.indices {
                    #expect(abs(a[j] - b[j]) <= tolerance * scale[max(0, j - 2)...j].max()!, "\(x): \(a[j]), \(b[j])")
                }
            }
            agree(taylor(at: x, order: order) { exprel($0) }, taylor(at: x, order: order) { expm1($0) / $0 }, 1e-11)
            agree(taylor(at: x, order: order) { sinc($0) }, taylor(at: x, order: order) { sin($0) / $0 }, 1e-11)
            if x > -1 {
                agree(
                    taylor(at: x, order: order) { log1prel($0) }, taylor(at: x, order: order) { log1p($0) / $0 }, 1e-11)
            }
        }
    }

    /// Orders beyond those that any mode asks for: the three ways of computing meet.
    @Test func highOrders() {
        for n in [1, 2, 5, 10, 20] {
            let order = Double(n)
            for boundary in [order + 1, -(order + 1), -0.5] {
                let (a, b) = (Rules.Exprel(n).value(boundary.nextUp), Rules.Exprel(n).value(boundary.nextDown))
                #expect(abs(a - b) <= 1e-12 * abs(a), "exprel \(n): \(a), \(b)")
            }
            for boundary in [order, 1, -1] {
                let (a, b) = (Rules.Sinc(n).value(boundary.nextUp), Rules.Sinc(n).value(boundary.nextDown))
                #expect(abs(a - b) <= 1e-12 / (order + 1), "sinc \(n): \(a), \(b)")
            }
            for boundary in [2 + order, -0.6] {
                let (a, b) = (Rules.Log1prel(n).value(boundary.nextUp), Rules.Log1prel(n).value(boundary.nextDown))
                #expect(abs(a - b) <= 1e-9 * abs(a), "log1prel \(n): \(a), \(b)")
            }
        }
    }

    @Test func edges() {
        #expect(sinc(0.0) == 1 && sinc(-0.0) == 1 && sinc(Double.infinity) == 0 && sinc(Double.nan).isNaN)
        #expect(
            exprel(0.0) == 1 && exprel(-Double.infinity) == 0 && exprel(Double.infinity) == .infinity
                && exprel(715.0).isFinite)
        #expect(
            log1prel(0.0) == 1 && log1prel(-1.0) == .infinity && log1prel(Double.infinity) == 0 && log1prel(-2.0).isNaN)
        #expect(
            derivative(at: 0) { sinc($0) } == 0 && derivative(at: 0) { exprel($0) } == 0.5
                && derivative(at: 0) { log1prel($0) } == -0.5)
        #expect(derivative(at: 1e-200) { sinc($0) } == -1e-200 / 3)
        #expect(
            derivative(at: -1.0) { log1prel($0) } == -.infinity && derivative(at: Double.infinity) { sinc($0) } == 0)
        #expect(hessian(at: [0, 0], of: Product()) == [[-1.0 / 3, 0], [0, 1.0 / 3]])
    }

    struct Product: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { sinc(x[0]) * (exprel(x[1]) - x[1] / 2) }
    }

    @Test func theGammaFunction() {
        for n in 1...20 {
            let factorial = n < 3 ? 1 : (2..<n).reduce(1.0) { $0 * Double($1) }
            #expect(abs(tgamma(Double(n)) - factorial) <= 4 * factorial.ulp)
        }
        #expect(abs(derivative(at: 1) { tgamma($0) } + 0.5772156649015329) < 1e-15)
        #expect(derivative(at: 0.0) { tgamma($0) } == -.infinity && (derivative(at: -2) { tgamma($0) }).isNaN)
        let series = taylor(at: 1.5, order: 8) { tgamma($0) }
        let byLogarithm = taylor(at: 1.5, order: 8) { exp(lgamma($0)) }
        for (a, b) in zip(series, byLogarithm) { #expect(abs(a - b) <= 1e-13) }
        // For x < 0 by the derivative: Γ(x + 1) = x Γ(x).
        let (left, right) = (taylor(at: -1.5, order: 5) { $0 * tgamma($0) }, taylor(at: -0.5, order: 5) { tgamma($0) })
        for (a, b) in zip(left, right) { #expect(abs(a - b) <= 1e-12 * abs(b)) }
    }
}
