import AutodiffChecking
import AutodiffCore
import Foundation
import Testing

@Suite struct OptionTests {
    @Test func typicalMagnitudesReplaceASmallInput() {
        // Seen from 1e-30, x² is flat beyond any step taken relative to x; with its natural magnitude it isn't.
        let f = { (x: [Double]) in 1 + sin(x[0]) }
        #expect(checkGradient([1], at: [1e-30], of: f).verdict == .inconclusive)
        var options = CheckOptions()
        options.typicalMagnitudes = [1]
        #expect(checkGradient([1], at: [1e-30], options: options, of: f).verdict == .pass)
        #expect(checkGradient([1.01], at: [1e-30], options: options, of: f).verdict == .wrong)
    }

    @Test func theDomainIsRespected() {
        var options = CheckOptions()
        options.domain = { $0[0] >= 2 }
        // Outside of its domain the function lies instead of failing.
        let f = { (x: [Double]) in x[0] < 2 ? 1e6 : x[0] * x[0] }
        let check = checkGradient([4], at: [2], options: options, of: f)
        #expect(check.verdict == .pass, "\(check)")
        #expect(checkGradient([4.01], at: [2], options: options, of: f).verdict == .wrong)
        #expect(checkGradient([2], at: [1], options: options, of: f).verdict == .undefined)
        #expect(!checkGradient([2], at: [1], options: options, of: f).passed)
    }

    /// A claim that is in doubt is evaluated around the point too, all inputs displaced at once.
    @Test func theDomainIsRespectedOfTheClaim() {
        var options = CheckOptions()
        options.domain = { $0[1] >= 2 }
        var lowest = Double.infinity
        var calls = 0
        let claimed = { (x: [Double]) in
            lowest = min(lowest, x[1])
            calls += 1
            return [2 * x[0] + 1e-3, 1]
        }
        #expect(checkGradient(claimed, at: [1, 2], options: options) { $0[0] * $0[0] + $0[1] }.verdict == .wrong)
        #expect(lowest >= 2 && calls > 1, "\(lowest)")
    }

    /// What is declared may be a smooth error, the same at all points nearby, and is not averaged away.
    @Test func declaredNoiseIsNotAveraged() {
        var options = CheckOptions()
        options.knownNoise = [1e-6]
        // Within 1e-6 of eˣ there are functions of slope e + 2e-4, such as eˣ + 1e-6 sin 200 (x - 1).
        let check = checkGradient([exp(1.0) + 4e-4], at: [1], options: options) { exp($0[0]) }
        #expect(check.verdict == .wrong && check.entries[0].errorBar > 2e-4, "\(check)")
    }

    @Test func knownNoiseWidensTheErrorBar() {
        // A table with six digits behind the point.
        let f = { (x: [Double]) in (exp(x[0]) * 1e6).rounded() / 1e6 }
        var options = CheckOptions()
        options.knownNoise = [1e-6]
        let check = checkGradient([exp(1.0)], at: [1], options: options, of: f)
        #expect(check.passed && check.entries[0].errorBar > 1e-6)
        #expect(checkGradient([exp(1.0) * 1.01], at: [1], options: options, of: f).verdict == .wrong)
    }

    @Test func noiseIsMeasuredWhereItIsNotDeclared() {
        let f = { (x: [Double]) in (exp(x[0]) * 1e6).rounded() / 1e6 }
        #expect(checkGradient([exp(1.0)], at: [1], of: f).passed)
        #expect(checkGradient([exp(1.0) * 1.01], at: [1], of: f).verdict == .wrong)
    }

    @Test func tolerances() {
        let f = { (x: [Double]) in exp(x[0]) }
        var options = CheckOptions()
        options.relativeTolerance = 1e-2
        #expect(checkGradient([exp(1.0) * 1.005], at: [1], options: options, of: f).passed)
        #expect(!checkGradient([exp(1.0) * 1.02], at: [1], options: options, of: f).passed)
        options = CheckOptions()
        options.absoluteTolerance = 1e-3
        #expect(checkGradient([exp(1.0) + 5e-4], at: [1], options: options, of: f).passed)
        #expect(!checkGradient([exp(1.0) + 2e-3], at: [1], options: options, of: f).passed)
    }

    @Test func strictnessFailsWhatIsNotDecided() {
        let f = { (x: [Double]) in abs(x[0]) }
        var options = CheckOptions()
        #expect(checkGradient([0], at: [0], options: options, of: f).passed)
        options.strict = true
        let check = checkGradient([0], at: [0], options: options, of: f)
        #expect(check.verdict == .notDifferentiable && !check.passed)
    }

    @Test func aFunctionThatIsNoFunction() {
        var calls = 0.0
        let check = checkGradient([1], at: [1]) { x in
            calls += 1
            return x[0] + calls
        }
        #expect(check.verdict == .nondeterministic && !check.passed)
        #expect(check.description.contains("two evaluations"))
    }

    @Test func aPointWithoutAValue() {
        let check = checkGradient([1], at: [-1]) { x in log(x[0]) }
        #expect(check.verdict == .undefined && !check.passed)
    }

    @Test func theSeedMakesAFastCheckRepeatable() {
        let x = (0..<100).map { Double($0) / 10 + 0.5 }
        let f = { (x: [Double]) in x.reduce(0) { $0 + sin($1) } }
        let first = checkGradient(x.map { cos($0) }, at: x, of: f)
        let second = checkGradient(x.map { cos($0) }, at: x, of: f)
        #expect(first.entries.map(\.measured) == second.entries.map(\.measured))
        var options = CheckOptions()
        options.seed = 99
        let third = checkGradient(x.map { cos($0) }, at: x, options: options, of: f)
        #expect(first.entries.map(\.measured) != third.entries.map(\.measured))
    }

    @Test func aConstantFunction() {
        #expect(checkGradient([0, 0], at: [1, 0], of: { _ in 5 }).passed)
        #expect(checkGradient([0, 1e-9], at: [1, 0], of: { _ in 5 }).verdict == .wrong)
        #expect(checkGradient([0], at: [3], of: { _ in 0 }).verdict == .pass)
        // Its rounding could hide a slope: nothing is known of how small an error would have been seen.
        #expect(checkGradient([0], at: [3], of: { _ in 5 }).verdict == .weakPass)
    }
}
