import AutodiffChecking
import AutodiffCore
import Foundation
import Testing

/// Points where a function has one side, a kink, a jump, a vertical tangent, or steps.
@Suite struct ShapeTests {
    @Test func oneSideIsEnoughAtTheEdgeOfADomain() {
        let f = { (x: [Double]) in x[0] < 0 ? Double.nan : exp(x[0]) + pow(x[0], 2.5) }
        #expect(checkGradient([1], at: [0], of: f).verdict == .pass)
        #expect(checkGradient([1.0001], at: [0], of: f).verdict == .wrong)
        let g = { (x: [Double]) in x[0] > 2 ? Double.infinity : x[0] * x[0] }
        #expect(checkGradient([4], at: [2], of: g).verdict == .pass)
        #expect(checkGradient([-4], at: [2], of: g).verdict == .wrong)
    }

    /// From one side x + x^1.5 has slopes 1 + √h, which no power of h extrapolates: the error estimate must notice.
    @Test func anEdgeWhereSlopesConvergeSlowly() {
        for power in [1.5, 1.25] {
            let f = { (x: [Double]) in x[0] < 0 ? Double.nan : x[0] + pow(x[0], power) }
            #expect(checkGradient([1], at: [0], of: f).verdict != .wrong, "\(power)")
            #expect(checkGradient([2], at: [0], of: f).verdict == .wrong, "\(power)")
        }
    }

    @Test func aVerticalTangentTakesTheRightInfinity() {
        let root = { (x: [Double]) in sqrt(x[0]) }
        #expect(checkGradient([.infinity], at: [0], of: root).verdict == .notDifferentiable)
        #expect(checkGradient([-.infinity], at: [0], of: root).verdict == .wrong)
        let cube = { (x: [Double]) in cbrt(x[0]) }
        #expect(checkGradient([.infinity], at: [0], of: cube).verdict == .notDifferentiable)
        #expect(checkGradient([-.infinity], at: [0], of: cube).verdict == .wrong)
        #expect(checkGradient([.infinity], at: [1], of: cube).verdict == .wrong)
        let cusp = { (x: [Double]) in sqrt(abs(x[0])) }
        for infinity in [Double.infinity, -.infinity] {
            #expect(checkGradient([infinity], at: [0], of: cusp).verdict == .notDifferentiable)
        }
    }

    @Test func aKinkAcceptsSlopesBetweenTheOneSidedOnes() {
        let f = { (x: [Double]) in abs(x[0] - 1) + x[0] }
        for claimed in [0.0, 0.5, 1, 2] {
            #expect(checkGradient([claimed], at: [1], of: f).verdict == .notDifferentiable)
        }
        for claimed in [-0.5, 2.5, .nan, .infinity] {
            #expect(checkGradient([claimed], at: [1], of: f).verdict == .wrong)
        }
    }

    @Test func aKinkNearbyIsNoKink() {
        for distance in [1e-3, 1e-6, 1e-9] {
            let x = [1 + distance]
            #expect(checkGradient([2], at: x) { abs($0[0] - 1) + $0[0] }.verdict == .pass)
            #expect(checkGradient([0], at: x) { abs($0[0] - 1) + $0[0] }.verdict == .wrong)
        }
    }

    @Test func aTieOfSeveralInputsIsCheckedAlongTheirSumToo() {
        let f = { (x: [Double]) in x.max() ?? 0 }
        #expect(checkGradient([0.2, 0.3, 0.5], at: [1, 1, 1], of: f).verdict == .notDifferentiable)
        let check = checkGradient([1, 1, 0], at: [1, 1, 1], of: f)
        #expect(check.verdict == .wrong && check.entries[0].column == nil, "\(check)")
    }

    @Test func cancellationIsNoiseAndNoSlope() {
        // On a tread between two values of cos x the function is a smooth multiple of 1/x².
        let f = { (x: [Double]) in (1 - cos(x[0])) / (x[0] * x[0]) }
        for x in [3.2460264791875414e-4, 6.695303851870192e-4, 3.4151849e-4, 1e-3] {
            #expect(checkGradient([-x / 12], at: [x], of: f).verdict != .wrong)
        }
    }

    @Test func structureFarBelowTheFirstStepIsFound() {
        let f = { (x: [Double]) in x[0] + 1e-7 * sin(1e7 * x[0]) }
        let x = 1.2877169
        #expect(checkGradient([1 + cos(1e7 * x)], at: [x], of: f).verdict <= .weakPass)
        #expect(checkGradient([1], at: [x], of: f).verdict == .wrong)
    }

    @Test func slopesThatNeverSettleAreInconclusive() {
        let check = checkGradient([0], at: [0]) { $0[0] == 0 ? 0 : $0[0] * sin(1 / $0[0]) }
        #expect(check.verdict == .inconclusive && check.description.contains("too rough"), "\(check)")
    }

    @Test func extremeMagnitudes() {
        for scale in [1e300, 1e150, 1e-150, 1e-300] {
            #expect(checkGradient([scale * cos(1.0)], at: [1]) { scale * sin($0[0]) }.verdict == .pass)
            #expect(checkGradient([scale * cos(1.0) * 1.001], at: [1]) { scale * sin($0[0]) }.verdict == .wrong)
            #expect(checkGradient([3], at: [scale]) { 3 * $0[0] }.verdict == .pass)
            #expect(checkGradient([3.001], at: [scale]) { 3 * $0[0] }.verdict == .wrong)
        }
    }
}

@Suite struct ReportTests {
    @Test func readsWell() {
        let check = checkGradient([2, 12, -3], at: [1, 2, 3]) { x in x[0] * x[0] + x[1] * x[1] * x[1] + 3 * x[2] }
        let lines = check.description.split(separator: "\n").map(String.init)
        #expect(lines[0].hasPrefix("gradient check: WRONG (1 output × 3 inputs, "))
        #expect(lines[0].hasSuffix("; entries: 1 WRONG, 2 pass"))
        #expect(lines[1] == "  looks like: one entry, column 2 with its sign flipped")
        #expect(
            lines[2].split(separator: " ").map(String.init)
                == ["row", "column", "claimed", "measured", "error", "bar", "displacement", "verdict"])
        #expect(lines[3].split(separator: " ").map(String.init).prefix(4) == ["0", "2", "-3", "3"])
        #expect(lines[4] == "  … and 2 more, none of them worse")
        #expect(lines[5].hasPrefix("  smallest relative error it could have seen: "))
        #expect(lines.count == 6 && lines.allSatisfy { $0.count < 120 })
        // Columns stand under their heads.
        #expect(lines[2].count - "verdict".count == lines[3].count - "WRONG".count)
    }

    @Test func numbersKeepTheirDigits() {
        let values = [1.5, -0.0001234567891, 123456.75, 98765432.125, 1e300, -2.5e-300, 9.9999999999]
        let expected = ["1.5", "-0.00012345679", "123456.75", "98765432", "1e300", "-2.5e-300", "10"]
        for (value, text) in zip(values, expected) {
            let check = checkGradient([value], at: [1]) { 0 * $0[0] }
            #expect(check.verdict == .wrong && check.description.contains(" \(text) "), "\(text)\n\(check)")
        }
    }
}
