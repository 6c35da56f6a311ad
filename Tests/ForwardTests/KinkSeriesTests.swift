import Autodiff
import Testing

/// A series knows on which side of a kink its argument stays.
@Suite struct KinkSeriesTests {
    private func expect(
        _ series: [Double], sourceLocation: SourceLocation = #_sourceLocation, _ f: (Taylor<Double>) -> Taylor<Double>
    ) {
        let actual = taylor(at: 0.0, order: series.count - 1, of: f)
        #expect(actual == series, sourceLocation: sourceLocation)
    }

    @Test func aSeriesThroughAKinkThatItsArgumentNeverCrosses() {
        expect([0, 0, 1, 0, 0]) { t in abs(t * t) }
        expect([0, 0, 1, 0, 0]) { t in abs(-t * t) }
        expect([0, 0, 1, -1, 0]) { t in abs(t * t * t - t * t) }
        expect([0, 0, 1, 1, 0]) { t in relu(t * t + t * t * t) }
        expect([0, 0, 0, 0, 0]) { t in relu(-t * t) }
        expect([0, 0, 1, 0, 0]) { t in max(t * t, 0) }
        expect([0, 0, 1, 0, 0]) { t in max(0, t * t) }
        expect([0, 0, 0, 0, 0]) { t in min(t * t, 0) }
        expect([1, 1, 0, 0, 1]) { t in max(1 + t, 1 + t + t * t * t * t) }
        expect([1, 1, 0, 0, 0]) { t in min(1 + t, 1 + t + t * t * t * t) }
        expect([0, 0, 0, 0, 0]) { t in clamp(t * t, -1...0) }
        let second = derivative(at: 0.0, order: 2) { x in abs(x * x) }
        #expect(second == 2)
    }

    @Test func aSeriesThroughAKinkThatItsArgumentCrossesFollowsTheConvention() {
        expect([0, 0, 0]) { t in abs(t + t * t) }
        expect([0, 0, 0]) { t in relu(t) }
        expect([0, 0.5, 0.5]) { t in max(t, t * t) }
        expect([0, 0, 0, 0]) { t in abs(t * t * t) }
    }

    /// Away from a kink the series is the piece's, coefficient for coefficient.
    @Test func aSeriesAwayFromKinksIsThePieces() {
        let t = Taylor<Double>([-2, 1, 0.3, .infinity])
        #expect(abs(t).coefficients == [2, -1, -0.3, -.infinity])
        #expect(relu(t).coefficients == [0, 0, 0, 0])
        #expect(max(t, 0).coefficients == [0])
        #expect(Taylor.apply(Rules.Min(), to: t, 1).coefficients == t.coefficients)
    }

    /// A coefficient of which nothing but derivatives differ from zero does not tell the side.
    @Test func aSideThatOnlyADerivativeCouldTellIsNotTold() {
        let slope = derivative(at: 0.0) { x in taylor(at: x, order: 2) { t in abs(Taylor(constant: x) * t * t) }[2] }
        #expect(slope == 0)
    }

    @Test func aSeriesOfNotANumberIsOne() {
        #expect(abs(Taylor<Double>([.nan, 1, 1])).coefficients.allSatisfy { $0.isNaN })
        #expect(max(Taylor<Double>([.nan, 1, 1]), Taylor([1, 1, 1])).coefficients.allSatisfy { $0.isNaN })
    }
}
