import Autodiff
import Testing

/// Series over duals and variables, duals and variables over series, series of series.
@Suite struct TaylorNestingTests {
    /// x² y³ e^(xy): its coefficients in x, differentiated with respect to y, four ways.
    static func f<S: RealScalar>(_ x: S, _ y: S) -> S { x * x * y * y * y * exp(x * y) }

    private static let (x, y) = (0.7, 1.3)

    private static var mixed: [Double] {
        taylor(at: Dual(constant: x), order: 5) { u in f(u, Taylor(constant: Dual(y, 1))) }.map(\.tangent)
    }

    private func isClose(_ a: [Double], _ b: [Double]) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { ($0 - $1).magnitude <= 1e-14 * $1.magnitude }
    }

    /// ∂²/∂x∂y at order 1 is e^(xy) (6 + 6xy + x²y²) x y² by hand.
    @Test func seriesOfDuals() {
        let (x, y) = (Self.x, Self.y)
        let expected = exp(x * y) * (6 + 6 * x * y + x * x * y * y) * x * y * y
        #expect((Self.mixed[1] - expected).magnitude < 1e-14 * expected)
    }

    @Test func dualsOfSeries() {
        let result = derivative(at: Taylor(constant: Self.y)) { v in
            Self.f(Dual(constant: Taylor([Self.x, 1, 0, 0, 0, 0])), v)
        }
        #expect(isClose(result.coefficients, Self.mixed))
    }

    @Test func seriesOfVariables() {
        for j in 0...5 {
            let slope = gradient(at: [Self.y]) { v in
                taylor(at: Variable(constant: Self.x), order: 5) { u in Self.f(u, Taylor(constant: v[0])) }[j]
            }
            #expect(isClose(slope, [Self.mixed[j]]))
        }
    }

    @Test func variablesOfSeries() {
        let slope = gradient(at: [Taylor([Self.x, 1, 0, 0, 0, 0]), Taylor(constant: Self.y)]) { v in Self.f(v[0], v[1])
        }
        #expect(isClose(slope[1].coefficients, Self.mixed))
    }

    @Test func seriesOfSeries() {
        let inner = taylor(at: Self.y, order: 2) { v in
            taylor(at: Taylor(constant: Self.x), order: 5) { u in Self.f(u, Taylor(constant: v)) }[3]
        }
        #expect(isClose([inner[1]], [Self.mixed[3]]))
    }

    /// d/dx [x · d/dy (x + y) at y = 1] at x = 1 is 1.
    @Test func noConfusion() {
        let c = taylor(at: 1.0, order: 2) { x in x * taylor(at: 1, order: 1) { y in Taylor(constant: x) + y }[1] }
        #expect(c == [1, 1, 0])
        let mixed = taylor(at: 1.0, order: 2) { x in x * derivative(at: 1) { y in Dual(constant: x) + y } }
        #expect(mixed == [1, 1, 0])
    }

    @Test func unliftedTraps() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = taylor(at: 1.0, order: 2) { x in x * taylor(at: 1.0, order: 2) { y in x + y }[1] }
        }
        #expect(message(of: result).contains("perturbation confusion"))
    }

    @Test func keptSeriesTraps() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var kept: Taylor<Double> = 0
            _ = taylor(at: 1.0, order: 2) { x in
                kept = exp(x)
                return x
            }
            _ = taylor(at: 1.0, order: 2) { y in y * kept }
        }
        #expect(message(of: result).contains("perturbation confusion"))
    }
}
