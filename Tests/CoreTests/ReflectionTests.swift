import Autodiff
import Testing

/// The gamma functions left of -20, where the reflection formula takes over, against 60-digit sums by mpmath: ψ⁽ⁿ⁾(x + N)
/// and the poles in between.
@Suite struct ReflectionTests {
    @Test(arguments: [
        (0, -20.25, 6.1742356336144837692), (1, -20.25, 19.691025351008711426), (1, -25.75, 19.701118168879886621),
        (1, -100.375, 11.55304762799879681), (1, -20.5, 9.8219943446498794821), (1, -33.0625, 259.28559820605452203),
        (2, -20.25, 124.02278552474384211), (2, -25.75, -124.02655744228025477), (2, -100.375, 30.093438844585024933),
        (2, -20.5, -2.2662899196377969342e-3), (2, -33.0625, 8191.1773540538739299),
        (3, -20.25, 1558.5452329438901963), (3, -25.75, 1558.5453460529577975), (3, -100.375, 345.72497819649261834),
        (3, -20.5, 194.81796635297296909), (4, -20.25, 24481.57475051973914), (4, -25.75, -24481.574795443970877),
        (4, -100.375, 2987.5994565356802222), (7, -20.25, 330352695.85551267226), (7, -25.75, 330352695.85551302108),
        (7, -100.375, 13104819.918668635441), (7, -20.5, 2580880.4363708),
    ])
    func polygammaFarToTheLeft(n: Int, x: Double, expected: Double) {
        #expect((polygamma(n, x) - expected).magnitude <= 1e-13 * max(expected.magnitude, 1), "\(polygamma(n, x))")
        if n > 0 {
            // The derivative of the order below.
            #expect(derivative(at: x) { polygamma(n - 1, $0) } == polygamma(n, x))
            #expect(gradient(at: [x]) { polygamma(n - 1, $0[0]) } == [polygamma(n, x)])
        }
    }

    /// Both formulas meet at -20.
    @Test(arguments: 1...6) func theFormulasMeet(n: Int) {
        for fraction in [0.125, 0.25, 0.75] {
            // ψ⁽ⁿ⁾(x + 1) - ψ⁽ⁿ⁾(x) = (-1)ⁿ n!/xⁿ⁺¹
            let x = -20 - fraction
            let factorial = (1...n).reduce(1.0) { $0 * Double($1) }
            let pole = (n % 2 == 0 ? factorial : -factorial) / pow(x, n + 1)
            let difference = polygamma(n, x + 1) - polygamma(n, x)
            #expect((difference - pole).magnitude <= 1e-13 * polygamma(n, x).magnitude)
        }
    }
}
