import Autodiff
import Testing

/// At a kink a claim stands if it is between the one-sided slopes, or beyond by no more than their measurement's error.
@Suite struct KinkMarginTests {
    /// Slope `left` below `at`, `right` above, and a curvature.
    private func kink(_ left: Double, _ right: Double, at: Double, curvature: Double) -> ([Double]) -> Double {
        { x in
            let d = x[0] - at
            return (d > 0 ? right : left) * d + curvature * d * d
        }
    }

    private let slopes = [(0.0, 1.0), (-1, 1), (1, 1.1), (0.5, 2), (1, 1.001)]

    @Test func aClaimBeyondTheOneSidedSlopesIsWrong() {
        for (left, right) in slopes {
            let width = right - left
            for beyond in [1e-3 * width, 0.01 * width, 0.015] {
                for claim in [left - beyond, right + beyond] {
                    for curvature in [0, 0.5] {
                        let atZero = checkGradient([claim], at: [0], of: kink(left, right, at: 0, curvature: curvature))
                        #expect(atZero.verdict == .wrong, "\(atZero)")
                        let check = checkGradient(
                            [claim], at: [0.7], of: kink(left, right, at: 0.7, curvature: curvature))
                        #expect(check.verdict == .wrong, "\(check)")
                    }
                }
            }
        }
    }

    @Test func aClaimBetweenThemStands() {
        for (left, right) in slopes {
            for claim in [left, right, left + 0.3 * (right - left)] {
                for (at, curvature) in [(0, 0.0), (0, 0.5), (0.7, 0), (0.7, 0.5)] {
                    let check = checkGradient([claim], at: [at], of: kink(left, right, at: at, curvature: curvature))
                    #expect(check.verdict == .notDifferentiable, "\(check)")
                }
            }
        }
    }

    /// Slopes that differ by 1e-5: the two ends stand, and no claim beyond them.
    @Test func aKinkOfNearlyEqualSlopes() {
        for (at, curvature) in [(0, 0.0), (0.7, 0), (0.7, 0.5)] {
            let f = kink(1, 1.00001, at: at, curvature: curvature)
            for claim in [1, 1.00001, 1.000005] {
                let check = checkGradient([claim], at: [at], of: f)
                #expect(check.verdict != .wrong, "\(check)")
            }
            for claim in [0.99, 0.9999, 1.0001, 1.02] {
                let check = checkGradient([claim], at: [at], of: f)
                #expect(check.verdict == .wrong, "\(check)")
            }
        }
    }

    /// One-sided slopes that converge like √t.
    @Test func aKinkBesideAFractionalPower() {
        for claim in [-1, 0, 0.99, 1] {
            let check = checkGradient([claim], at: [0]) { abs($0[0]) + pow(abs($0[0]), 1.5) }
            #expect(check.verdict == .notDifferentiable, "\(check)")
        }
        for claim in [1.01, -1.02] {
            let check = checkGradient([claim], at: [0]) { abs($0[0]) + pow(abs($0[0]), 1.5) }
            #expect(check.verdict == .wrong, "\(check)")
        }
    }

    /// The runner-up of a maximum a few thousand units in the last place below: the right slopes are never called wrong.
    @Test func aKinkThatIsNearerThanRoundingShows() {
        for exponent in stride(from: -15.5, through: -8, by: 0.25) {
            let gap = pow(10, exponent)
            for size in [1.0, 3.7] {
                let below = size * (1 - gap)
                let check = checkGradient([1, 0], at: [size, below]) { max($0[0], $0[1]) }
                #expect(check.verdict != .wrong, "\(check)")
                let smallest = checkGradient([0, 2], at: [size, below]) { min($0[0], $0[1]) + $0[1] }
                #expect(smallest.verdict != .wrong, "\(smallest)")
            }
        }
        #expect(checkGradient([1, 0], at: [1, 1 - 1e-12]) { max($0[0], $0[1]) }.verdict == .notDifferentiable)
        #expect(checkGradient([0.5, 0.6], at: [1, 1 - 1e-12]) { max($0[0], $0[1]) }.verdict == .wrong)
    }
}
