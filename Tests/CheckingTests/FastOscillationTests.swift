import Autodiff
import Testing

/// Oscillations faster than the standard displacement: a phase ωt with t in seconds and ω in GHz.
@Suite struct FastOscillationTests {
    private struct Phase: ScalarField {
        let frequency: Double

        func value<S: RealScalar>(at x: [S]) -> S { sin(frequency * x[0]) }
    }

    private let times = (0..<50).map { 1 + 0.8 * Double($0) / 49 }

    @Test(arguments: [1e10, 1e11, 1e12])
    func rightDerivativesOfFastPhasesAreNotCalledWrong(frequency w: Double) {
        for t in times {
            let check = checkGradient([w * cos(w * t)], at: [t]) { sin(w * $0[0]) }
            #expect(check.verdict != .wrong, "\(check)")
            let computed = checkGradient(at: [t], of: Phase(frequency: w))
            #expect(computed.verdict != .wrong, "\(computed)")
        }
    }

    @Test func largeArgumentsAreResolved() {
        for t in times {
            for x in [1e10 * t, 1e12 * t] {
                let check = checkGradient([cos(x)], at: [x]) { sin($0[0]) }
                #expect(check.verdict <= .weakPass, "\(check)")
            }
        }
    }

    /// Neighbours: an oscillation around a slope, several inputs, and above 64 inputs.
    @Test func neighboursOfThem() {
        let w = 1e10
        for t in times {
            let phase = w * t + 1
            let check = checkGradient([3 + w * cos(phase) * exp(sin(phase))], at: [t]) {
                3 * $0[0] + exp(sin(w * $0[0] + 1))
            }
            #expect(check.verdict <= .weakPass, "\(check)")
        }
        for count in [3, 70] {
            let x = (0..<count).map { 1 + Double($0) / 100 }
            let check = checkGradient(x.map { w * cos(w * $0) }, at: x) { $0.reduce(0) { $0 + sin(w * $1) } }
            #expect(check.verdict != .wrong, "\(check)")
        }
    }

    @Test func errorsAreSeen() {
        for t in times {
            #expect(checkGradient([1.01 * cos(1e10 * t)], at: [1e10 * t]) { sin($0[0]) }.verdict == .wrong)
            #expect(checkGradient([1.01e10 * cos(1e10 * t)], at: [t]) { sin(1e10 * $0[0]) }.verdict == .wrong)
            #expect(checkGradient([-1e11 * cos(1e11 * t)], at: [t]) { sin(1e11 * $0[0]) }.verdict == .wrong)
        }
    }

    /// A claim that is far too large is looked at more closely, and called wrong: smooth functions, noisy ones, constants.
    @Test func aClaimThatIsFarTooLargeIsWrong() {
        for claim in [10.0, 1e6, -1e12] {
            #expect(checkGradient([claim], at: [1.3]) { sin($0[0]) }.verdict == .wrong)
            #expect(checkGradient([claim], at: [1.3]) { 1e8 + sin($0[0]) }.verdict == .wrong)
            #expect(
                checkGradient([claim], at: [1.3]) { cos($0[0]) * cos($0[0]) + sin($0[0]) * sin($0[0]) }.verdict
                    == .wrong)
        }
    }

    @Test func whatNoDisplacementResolvesIsLeftOpen() {
        let check = checkGradient([1e17 * cos(1.3e17)], at: [1.3]) { sin(1e17 * $0[0]) }
        #expect(check.verdict == .inconclusive && check.description.contains("no displacement resolves"), "\(check)")
    }
}
