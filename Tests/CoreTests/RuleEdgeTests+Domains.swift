import Autodiff
import Testing

/// At poles, and beyond the ends of the domains.
extension RuleEdgeTests {
    /// -1, -2, … are poles on both sides of which even orders have opposite signs.
    @Test func polesOfTheGammaFunctions() {
        for pole in [-1.0, -2, -19, -21, -1e9] {
            #expect(lgamma(pole) == Double.infinity && digamma(pole).isNaN && polygamma(2, pole).isNaN)
            #expect(trigamma(pole) == Double.infinity && polygamma(3, pole) == Double.infinity)
            expect(unary(Rules.LogGamma()), at: pole, slope: .nan)
            expect(unary(Rules.Polygamma(0)), at: pole, slope: .infinity)
        }
        let infinity = Double.infinity
        #expect(digamma(0) == -infinity && digamma(-0.0) == infinity && polygamma(2, 0) == -infinity)
        #expect(trigamma(0) == infinity && trigamma(-0.0) == infinity)
    }

    /// And so are the second derivatives, though the first is a constant to look at.
    @Test func outsideTheDomainSecondSlopesAreNaN() {
        func second<Rule: UnaryRule>(_ rule: Rule, at x: Double) -> [Double] {
            [
                derivative(at: x) { x in derivative(at: x) { Dual.apply(rule, to: $0) } },
                derivative(at: x) { x in gradient(at: [x]) { Variable.apply(rule, to: $0[0]) }[0] },
                gradient(at: [x]) { x in derivative(at: x[0]) { Dual.apply(rule, to: $0) } }[0],
                gradient(at: [x]) { x in gradient(at: x) { Variable.apply(rule, to: $0[0]) }[0] }[0],
                taylor(at: x, order: 2) { Taylor.apply(rule, to: $0) }[2],
            ]
        }
        for slopes in [
            second(Rules.Log(), at: -1), second(Rules.Log2(), at: -1), second(Rules.Log10(), at: -1),
            second(Rules.Log1p(), at: -2), second(Rules.Acosh(), at: 0.5), second(Rules.Atanh(), at: 2),
            second(Rules.Sqrt(), at: -1), second(Rules.Asin(), at: -2), second(Rules.Erfinv(), at: 2),
        ] {
            #expect(slopes.allSatisfy { $0.isNaN }, "\(slopes)")
        }
    }

    @Test func outsideTheDomainValueAndSlopeAreNaN() {
        func expectNaN<Rule: UnaryRule>(_ rule: Rule, at x: Double) {
            #expect(rule.value(x).isNaN, "\(Rule.self) at \(x)")
            expect(unary(rule), at: x, slope: .nan)
        }
        expectNaN(Rules.Sqrt(), at: -1)
        expectNaN(Rules.Log(), at: -1)
        expectNaN(Rules.Log2(), at: -1)
        expectNaN(Rules.Log10(), at: -1)
        expectNaN(Rules.Log1p(), at: -2)
        for x in [-2.0, 2] {
            expectNaN(Rules.Asin(), at: x)
            expectNaN(Rules.Acos(), at: x)
            expectNaN(Rules.Atanh(), at: x)
            expectNaN(Rules.Erfinv(), at: x)
        }
        for x in [-2.0, 0.5] { expectNaN(Rules.Acosh(), at: x) }
        expectNaN(Rules.BesselY(0), at: -1)
        expectNaN(Rules.BesselY(2), at: -1)
        expect(binary(Rules.Power()), at: [-2, 0.5], gradient: [.nan, .nan])
        expect(binary(Rules.XLogY()), at: [1, -1], gradient: [.nan, .nan])
    }
}
