import Autodiff
import Testing

@testable import Tour

@Suite("The tour's orbit")
struct OrbitTests {
    @Test("ten revolutions by series end where they began, to rounding")
    func orbit() {
        let part = OrbitPart(Setting())
        // Each step rounds the energy by a few units of 2⁻⁵³, which add up to at most 3,200 · 4 · 2⁻⁵³; the shift of the period
        // that comes of it adds up over 63 units of time at a speed of 2.
        for result in part.results.prefix(3) {
            let bound = Double(result.steps) * 0x1p-51
            #expect(result.energyDrift < bound, "\(result.method)")
            #expect(result.distance < 200 * bound, "\(result.method)")
        }
        // Order 4 with as many evaluations is far from that.
        #expect(part.results[3].distance > 1e-4)
        #expect(part.results[1].evaluations < 2 * part.results[3].evaluations)
    }

    @Test("the coefficients are those of the motion: circular, cosine and sine")
    func coefficients() {
        let c = TaylorIntegrator(KeplerField(), order: 8).coefficients(at: [1, 0, 0, 1])
        for (j, exact) in taylor(at: 0, order: 8, { t in cos(t) }).enumerated() {
            #expect(abs(c[0][j] - exact) < 1e-16)
        }
        for (j, exact) in taylor(at: 0, order: 8, { t in sin(t) }).enumerated() {
            #expect(abs(c[1][j] - exact) < 1e-16)
        }
    }
}
