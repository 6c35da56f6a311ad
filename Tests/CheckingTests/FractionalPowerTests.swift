import Autodiff
import Testing

/// Right derivatives where a fractional power ends a domain: the difference quotients converge like t^q, q no whole number.
@Suite struct FractionalPowerTests {
    private struct EdgePower: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { x[0] * x[0] + pow(x[0], 2.75) }
    }

    /// The powers of the sweeps: 1.02 … 4.98 in steps of 0.02, without the whole ones.
    private let powers = (51...249).map { Double($0) / 50 }.filter { $0 != $0.rounded() }

    @Test func passesRightDerivativesAtTheEndOfAFractionalPower() {
        let checks = [
            checkGradient([0], at: [0]) { pow($0[0], 1.875) },
            checkGradient([1], at: [0]) { $0[0] - pow($0[0], 2.1) },
            checkGradient([0], at: [0]) { $0[0] == 0 ? 0 : $0[0] * $0[0] * log($0[0]) },
            checkGradient([1], at: [1]) { $0[0] + pow(1 - $0[0] * $0[0], 1.75) },
            checkHessian(at: [0], of: EdgePower()),
        ]
        for check in checks { #expect(check.verdict <= .weakPass, "\(check)") }
    }

    /// Neighbours of the examples: a power away from 0, two powers at once, a power times a logarithm, several inputs.
    @Test func passesNeighboursOfThem() {
        let checks = [
            checkGradient([1], at: [3]) { $0[0] + 2 * pow($0[0] - 3, 1.9) * cos($0[0]) },
            checkGradient([1], at: [0]) { exp($0[0]) - pow($0[0], 1.6) + 2 * pow($0[0], 1.9) },
            checkGradient([1], at: [0]) { x in x[0] + (x[0] == 0 ? 0 : pow(x[0], 1.7) * log(x[0])) },
            checkGradient([0, 1, 0], at: [0, 2, 0]) { pow($0[0], 1.9) + $0[1] + pow($0[2], 2.9) },
        ]
        for check in checks { #expect(check.verdict <= .weakPass, "\(check)") }
    }

    @Test func stillSeesErrorsThere() {
        #expect(checkGradient([1e-3], at: [0]) { pow($0[0], 1.875) }.verdict == .wrong)
        #expect(checkGradient([1.0001], at: [0]) { $0[0] - pow($0[0], 2.1) }.verdict == .wrong)
        #expect(checkGradient([1.01], at: [1]) { $0[0] + pow(1 - $0[0] * $0[0], 1.02) }.verdict == .wrong)
    }

    /// At every power no false alarm, and 95 % or more of the errors of 1 % are caught.
    @Test func sweepsOverPowersWithoutFalseAlarms() {
        func sweep(
            _ name: String, at scales: [Double], claim: Double, error: Double, _ f: (Double, Double, Double) -> Double
        ) {
            var (falseAlarms, caught, count) = ([Double](), 0, 0)
            for p in powers {
                for s in scales {
                    count += 1
                    if checkGradient([claim], at: [0], of: { f($0[0], p, s) }).verdict == .wrong {
                        falseAlarms.append(p)
                    }
                    let wrong = checkGradient(
                        [claim + (claim == 0 ? error * s : error)], at: [0], of: { f($0[0], p, s) })
                    if wrong.verdict == .wrong { caught += 1 }
                }
            }
            print("\(name): \(falseAlarms.count) of \(count) false alarms, \(caught) errors caught")
            #expect(falseAlarms.isEmpty, "\(name)")
            #expect(100 * caught >= 95 * count, "\(name): \(caught) of \(count)")
        }
        sweep("s x^p", at: [0.1, 1, 10], claim: 0, error: 0.01) { x, p, s in s * pow(x, p) }
        sweep("sin x + s x^p", at: [0.1, 1, -1, 10], claim: 1, error: 0.01) { x, p, s in sin(x) + s * pow(x, p) }
        sweep("sin x + sign(x) |x|^p", at: [1], claim: 1, error: 0.01) { x, p, s in
            sin(x) + (x < 0 ? -s : s) * pow(abs(x), p)
        }
    }

    /// Slopes that go to their limit like a logarithm are no evidence against it, and none for it.
    @Test func leavesOpenWhatConvergesLikeALogarithm() {
        let check = checkGradient([0], at: [0]) { $0[0] == 0 ? 0 : $0[0] / log($0[0]) }
        #expect(check.verdict == .inconclusive, "\(check)")
    }
}
